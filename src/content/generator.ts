/** What every page names as its maker, by which a build also knows the output of an earlier one. */
export const GENERATOR = 'Candor';

/** Whether the HTML of a page says that Candor has made it. */
export function isOwnPage(html: string): boolean {
  return new RegExp(`<meta name="generator" content="${GENERATOR}"`).test(html);
}
