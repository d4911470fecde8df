import { type Language, languageOf } from '../../schema/locale.ts';
import { de } from './de.ts';
import { en, type Strings } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';

/** Every catalogue by its language. */
export const CATALOGUES: Readonly<Record<Language, Strings>> = { en, de, fr, es, ja };

/** English with no region is that of Europe: the day stands before the month, and Europe's zones have their names. */
const TAGS: Readonly<Record<string, string>> = { en: 'en-GB' };

/** A clock of 24 hours also where a region has one of 12, and also in the page's script. */
function tagOf(locale: string): string {
  const tag = TAGS[locale] ?? locale;
  const usual = new Intl.DateTimeFormat(tag, { hour: 'numeric' }).resolvedOptions().hourCycle;
  return usual === 'h23' ? tag : new Intl.Locale(tag, { hourCycle: 'h23' }).toString();
}

/** What a page speaks. */
export interface Catalogue {
  /** BCP 47 tag of the texts. */
  language: string;
  /** BCP 47 tag that dates and numbers go by. */
  tag: string;
  strings: Strings;
}

/** The words of a locale that the schema lets through: those of its language, with dates and numbers of its region. */
export function chooseCatalogue(locale: string): Catalogue {
  return { language: locale, tag: tagOf(locale), strings: CATALOGUES[languageOf(locale)] };
}
