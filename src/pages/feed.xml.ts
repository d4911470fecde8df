import { deriveFeed } from '../feeds/entries.ts';
import { renderRss } from '../feeds/rss.ts';
import { currentSite } from '../site/current-model.ts';

/** `/feed.xml`: the newest updates as RSS 2.0. */
export function GET(): Response {
  const { content } = currentSite();
  return new Response(renderRss(deriveFeed(content)), { headers: { 'content-type': 'application/rss+xml' } });
}
