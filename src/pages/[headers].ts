import { currentModel } from '../site/current-model.ts';
import { renderHostHeaders } from '../site/host-headers.ts';

/** A file whose name begins with a line below is no page to Astro, unless it is asked for. */
export function getStaticPaths(): { params: { headers: string } }[] {
  return [{ params: { headers: '_headers' } }];
}

/** `/_headers`: what hosts that read it send along. */
export function GET(): Response {
  return new Response(renderHostHeaders(currentModel().urls), { headers: { 'content-type': 'text/plain' } });
}
