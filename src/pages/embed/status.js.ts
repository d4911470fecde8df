import { currentModel } from '../../site/current-model.ts';
import { renderEmbedScript } from '../../site/embed.ts';

/** `/embed/status.js`: puts the frame of `/embed/` into a page of somebody else. */
export function GET(): Response {
  return new Response(renderEmbedScript(currentModel()), { headers: { 'content-type': 'text/javascript' } });
}
