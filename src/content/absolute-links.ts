const TAG = /<a\s(?:"[^"]*"|[^">])*>/g;
const LINK = /(\shref=")([^"]*)(?=")/g;

/**
 * Makes relative links of sanitised HTML absolute, as readers of a feed have no address to resolve them from. The
 * HTML is what `renderMarkdown` writes: attributes in double quotes, `"` in them and `<` in texts escaped, and links
 * the only addresses in it.
 */
export function absoluteLinks(html: string, base: string): string {
  return html.replace(TAG, (tag) =>
    tag.replace(LINK, (whole, before: string, link: string) => {
      if (URL.canParse(link) || !URL.canParse(link, base)) return whole;
      return before + new URL(link, base).href;
    }),
  );
}
