import { renderRss } from '../feeds/rss.ts';
import { deriveStatuspageHistory } from '../feeds/statuspage-history.ts';
import { currentSite } from '../site/current-model.ts';

/** `/history.rss`: the history as Statuspage's RSS has it. */
export function GET(): Response {
  const body = renderRss(deriveStatuspageHistory(currentSite()));
  return new Response(body, { headers: { 'content-type': 'application/rss+xml' } });
}
