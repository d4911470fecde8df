/** In which languages a page can speak, and how their tags are read. */
import { z } from 'zod';

export const LANGUAGES = ['en', 'de', 'fr', 'es', 'ja'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A language alone, or with a region: by ISO 3166 in two letters, by UN M.49 in three digits. */
const TAG = /^([a-z]{2})(?:-([a-z]{2}|\d{3}))?$/i;

export const LOCALE_EXPECTED = `one of ${LANGUAGES.join(', ')}, alone or with a region as in "de-AT"`;

function isLanguage(text: string): text is Language {
  return LANGUAGES.some((language) => language === text);
}

/** A region that the world has; of one that is made up the runtime knows no name. */
function isRegion(code: string): boolean {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  return code !== 'ZZ' && names.of(code) !== undefined;
}

/** The tag in its canonical form, `de-AT`; undefined where it is none of ours. Case does not matter, as in BCP 47. */
function parseLocale(text: string): string | undefined {
  const [, language = '', region] = TAG.exec(text) ?? [];
  if (!isLanguage(language.toLowerCase())) return undefined;
  if (region !== undefined && !isRegion(region.toUpperCase())) return undefined;
  return Intl.getCanonicalLocales(text)[0];
}

/** The language of a locale that a page may have. */
export function languageOf(locale: string): Language {
  return LANGUAGES.find((language) => language === locale.slice(0, 2).toLowerCase()) ?? 'en';
}

/** The language that a word names, in itself or in English: `Deutsch`, `Japanese`. */
function languageNamed(word: string): Language | undefined {
  return LANGUAGES.find((language) =>
    [language, 'en'].some((tag) => {
      const name = new Intl.DisplayNames([tag], { type: 'language' }).of(language);
      return name?.toLowerCase() === word.toLowerCase();
    }),
  );
}

/** The language of the region that a code stands for where it stands for no language: `jp`, `us`. */
function languageOfRegion(code: string): Language | undefined {
  const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
  if (!/^[a-z]{2}$/i.test(code) || names.of(code) !== undefined || !isRegion(code.toUpperCase())) return undefined;
  const { language } = new Intl.Locale(`und-${code}`).maximize();
  return isLanguage(language) ? language : undefined;
}

/** What a person most likely meant who wrote a locale that is not offered: `de_DE.UTF-8`, `de-Latn`, `german`, `jp`. */
export function localeHint(written: string): string | undefined {
  const tag = written
    .trim()
    .replace(/[.@].*$/, '')
    .replaceAll('_', '-');
  const [first = ''] = tag.toLowerCase().split('-');
  const meant = parseLocale(tag) ?? (isLanguage(first) ? first : (languageNamed(tag) ?? languageOfRegion(tag)));
  return meant === undefined ? undefined : `Did you mean "${meant}"?`;
}

/** A language of ours, or its form in a region; read in canonical form. */
export const LocaleSchema = z
  .string({ error: LOCALE_EXPECTED })
  .refine((text) => parseLocale(text) !== undefined, { error: LOCALE_EXPECTED })
  .meta({ examples: ['de'], pattern: `^(${LANGUAGES.join('|')})(-([A-Za-z]{2}|\\d{3}))?$` })
  .transform((text) => parseLocale(text) ?? text);
