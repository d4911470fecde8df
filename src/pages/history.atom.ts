import { renderAtom } from '../feeds/atom.ts';
import { deriveStatuspageHistory } from '../feeds/statuspage-history.ts';
import { currentSite } from '../site/current-model.ts';

/** `/history.atom`: the history as Statuspage's Atom has it. */
export function GET(): Response {
  const body = renderAtom(deriveStatuspageHistory(currentSite()));
  return new Response(body, { headers: { 'content-type': 'application/atom+xml' } });
}
