import { currentModel } from '../site/current-model.ts';

/** `/robots.txt`: everything may be read; it counts only where the page is published at the top of its host. */
export function GET(): Response {
  const { urls } = currentModel();
  const lines = ['User-agent: *', 'Allow: /', `Sitemap: ${urls.absolute(urls.sitemap)}`, ''];
  return new Response(lines.join('\n'), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
