import { remember } from './remember.ts';

/** A BCP 47 tag as Open Graph names it, `en_GB`: with its region, the likeliest where it names none. */
export const localeWithRegion = remember((tag: string) => {
  const { language, region = '' } = new Intl.Locale(tag).maximize();
  return `${language}_${region}`;
});
