/** Serves the demo's page, also while there is none yet. */
import {
  filesBelow,
  findAnswer,
  type HostAnswer,
  type LoopbackServer,
  sendAnswer,
  serveOnLoopback,
  USUAL_PORT,
} from '../store/static-host.ts';

const NOT_YET: HostAnswer = { status: 503, type: '.txt', body: 'The page is being built. Reload in a moment.\n' };

/** Serves `folder` (absolute; need not exist yet) on the usual port, or on a free one where that is taken. */
export function servePage(folder: string): Promise<LoopbackServer> {
  const read = filesBelow(folder);
  return serveOnLoopback(
    async (request, response) => sendAnswer(request, response, (await findAnswer(read, request.url ?? '/')) ?? NOT_YET),
    // Whatever keeps the usual port from us (taken, forbidden), a free one is as good.
    [USUAL_PORT, 0],
  );
}
