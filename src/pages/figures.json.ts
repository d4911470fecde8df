import { deriveFigures, formatFigures } from '../api/figures.ts';
import { currentSite } from '../site/current-model.ts';

/** `/figures.json`: what is derived for the page, for whoever derives it anew. */
export function GET(): Response {
  return new Response(formatFigures(deriveFigures(currentSite())), { headers: { 'content-type': 'application/json' } });
}
