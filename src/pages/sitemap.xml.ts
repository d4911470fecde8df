import { currentModel } from '../site/current-model.ts';
import { renderSitemap } from '../site/sitemap.ts';

/** `/sitemap.xml`: every page that a search engine should know. */
export function GET(): Response {
  return new Response(renderSitemap(currentModel()), { headers: { 'content-type': 'application/xml' } });
}
