/** How a browser shows a feed to a person who opens it: what it is, and its entries as a list. */
import type { SiteModel } from '../site/site-model.ts';

/** A style for RSS and Atom alike; what a feed is stands in the language of the page. */
export function renderFeedStyle({ strings, config }: SiteModel): string {
  const about = toCssString(strings.feed.about(config.page.name));
  return `:root { color-scheme: light dark; }
rss, feed {
  display: block;
  max-inline-size: 42rem;
  margin: 0 auto;
  padding: 2rem 1.25rem 4rem;
  background: Canvas;
  color: CanvasText;
  font: 1rem/1.5 system-ui, sans-serif;
}
channel > *, feed > *, item > *, entry > * { display: none; }
channel, item, entry, title, pubDate, updated, item > link, channel > link, feed > link { display: block; }
rss::before, feed::before {
  display: block;
  margin-block-end: 2rem;
  padding: 0.75rem 1rem;
  border: 1px solid GrayText;
  border-radius: 0.25rem;
  content: ${about};
}
channel > title, feed > title { font-size: 1.6rem; font-weight: 600; line-height: 1.25; }
feed > updated { display: none; }
channel > link, feed > link, item > link, pubDate, entry > updated { color: GrayText; font-size: 0.875rem; overflow-wrap: anywhere; }
feed > link, entry > link { display: none; }
feed > link[rel='alternate'] { display: block; }
feed > link[rel='alternate']::before { content: attr(href); }
item, entry { margin-block-start: 1.5rem; padding-block-start: 1rem; border-block-start: 1px solid GrayText; }
item > title, entry > title { font-weight: 600; }
`;
}

/** The text as CSS writes a string: whatever it holds, it cannot end there. */
function toCssString(text: string): string {
  return `"${text.replace(/[^\p{L}\p{N} .,()]/gu, (sign) => `\\${(sign.codePointAt(0) ?? 0).toString(16)} `)}"`;
}
