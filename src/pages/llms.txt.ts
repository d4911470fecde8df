import { renderLlmsText } from '../api/llms.ts';
import { currentModel } from '../site/current-model.ts';

/** `/llms.txt`: how things are and where more is found, for language models. */
export function GET(): Response {
  return new Response(renderLlmsText(currentModel()), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
