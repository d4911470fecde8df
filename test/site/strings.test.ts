import { describe, expect, it } from 'vitest';

import { LANGUAGES } from '../../src/schema/locale.ts';
import { CATALOGUES, chooseCatalogue } from '../../src/site/strings/choose.ts';
import { flatten, listPhrases, type Phrase } from '../support/catalogue.ts';

const { en } = CATALOGUES;
const OTHERS = LANGUAGES.filter((language) => language !== 'en');

/** Texts that another language may have in the very same form: no words of their own, or one word for both. */
const ALIKE: Readonly<Record<string, readonly string[]>> = {
  de: [
    'component.badge',
    'transparency.dot',
    'transparency.counted',
    'notice.component',
    'share.stated',
    'postmortem.updateOf',
    'incident.beganBecause',
    'entry.timeline',
    'components.day.after',
    'entry.change',
    'feed.item',
    'feed.change',
    'feed.of',
    'follow.plain',
    'duration',
    'sentences',
  ],
  fr: [
    'transparency.tell.incident',
    'component.badge',
    'notice.component',
    'feed.of',
    'search.category',
    'search.impact',
    'search.kinds.incident',
    'count.minute',
    'components.day.incidents',
    'kind.maintenance',
    'statusInside.under_maintenance',
    'entry.cause',
    'follow.plain',
    'sentences',
  ],
  es: [
    'transparency.dot',
    'transparency.counted',
    'notice.component',
    'share.stated',
    'postmortem.updateOf',
    'incident.beganBecause',
    'entry.change',
    'components.day.after',
    'feed.item',
    'feed.change',
    'feed.of',
    'follow.plain',
    'sentences',
  ],
  ja: [],
};

/** What a text is made with and need not show: how many there are, where only the form of a noun hangs on it. */
const UNSHOWN = ['postmortem.lead', 'postmortem.about', 'front.incidents', 'history.entries', 'maintenance.lead'];

function textsOf(language: keyof typeof CATALOGUES): Phrase[] {
  // No words but a choice that the formats make by it.
  return listPhrases(CATALOGUES[language], en).filter(({ key }) => key !== 'rowOfDays');
}

function violations(language: keyof typeof CATALOGUES, pattern: RegExp): string[] {
  return textsOf(language)
    .filter(({ text }) => pattern.test(text))
    .map(({ key, text }) => `${key}: ${text}`);
}

describe.each(LANGUAGES)('the catalogue of %s', (language) => {
  it('has the keys of the English one', () => {
    expect([...flatten(CATALOGUES[language]).keys()].sort()).toEqual([...flatten(en).keys()].sort());
  });

  it('has no empty text, and what it is given stands in it', () => {
    const texts = textsOf(language);
    expect(texts.filter(({ text }) => text.trim() === '')).toEqual([]);
    const lost = texts.filter(({ text, given }) => given.some((value) => !text.includes(value)));
    expect(lost.map(({ key }) => key).filter((key) => !UNSHOWN.includes(key))).toEqual([]);
  });

  it('has a text for none, one and many', () => {
    for (const n of [0, 1, 2]) {
      for (const { key, text } of listPhrases(CATALOGUES[language], en, [n, n, n])) {
        expect(text, key).toMatch(/^(?!.*(undefined|NaN|\[object))./);
      }
    }
  });

  it('has no typewriter quotes', () => {
    expect(violations(language, /['"]/)).toEqual([]);
  });
});

describe.each(OTHERS)('the catalogue of %s', (language) => {
  it('says nothing in English', () => {
    const english = new Map(textsOf('en').map(({ key, text }) => [key, text]));
    const same = textsOf(language).filter(({ key, text }) => english.get(key) === text);
    expect(same.map(({ key }) => key).filter((key) => !ALIKE[language]?.includes(key))).toEqual([]);
  });
});

describe('each language by its own rules', () => {
  it('has no sharp s in German, which is written without in Switzerland', () => {
    expect(violations('de', /ß/)).toEqual([]);
  });

  it('has narrow spaces that do not break before the high signs in French', () => {
    expect(violations('fr', /(?<!\u202F)[:;?!»]|«(?!\u202F)|(?<!\u00A0)%/)).toEqual([]);
    expect(violations('fr', /(?<!«)\u202F(?![:;?!»])/)).toEqual([]);
  });

  it('opens every question in Spanish', () => {
    expect(violations('es', /^[^¿]*\?/)).toEqual([]);
  });

  it('has the signs of Japanese, and no spaces beside its letters', () => {
    expect(violations('ja', /[,:;!?()](?![\w/])|\.$/)).toEqual([]);
    expect(
      violations(
        'ja',
        /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。：（）] | [\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
      ),
    ).toEqual([]);
  });
});

describe('chooseCatalogue()', () => {
  it.each([
    ['en', 'en-GB', 'en'],
    ['en-US', 'en-US-u-hc-h23', 'en'],
    ['de', 'de', 'de'],
    ['de-CH', 'de-CH', 'de'],
    ['fr-CA', 'fr-CA', 'fr'],
    ['es-419', 'es-419-u-hc-h23', 'es'],
    ['ja-JP', 'ja-JP', 'ja'],
  ] as const)('speaks %s with dates and numbers of %s, and a clock of 24 hours', (locale, tag, language) => {
    expect(chooseCatalogue(locale)).toEqual({ language: locale, tag, strings: CATALOGUES[language] });
  });
});
