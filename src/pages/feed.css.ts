import { renderFeedStyle } from '../feeds/feed-style.ts';
import { currentModel } from '../site/current-model.ts';

/** `/feed.css`: what a browser shows the feeds with. */
export function GET(): Response {
  return new Response(renderFeedStyle(currentModel()), { headers: { 'content-type': 'text/css; charset=utf-8' } });
}
