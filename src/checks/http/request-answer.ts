import type { ConnectLimits } from '../connect.ts';
import { ProtocolError } from '../error-class.ts';
import type { HttpRequest } from './describe.ts';
import { exchange } from './exchange.ts';
import type { UseAnswer } from './open-answer.ts';
import { followRedirect } from './redirect.ts';

export interface RequestLimits {
  /** How many redirects are followed; 0 takes the redirect itself as the answer. */
  redirects: number;
  limits: ConnectLimits;
}

/**
 * Sends a request and follows redirects to an answer that is none; the value is what `use` makes of that answer, after
 * which its connection is gone. Rejects with an error of Node or undici, or with a {@link ProtocolError}.
 */
export async function requestAnswer<T>(
  first: HttpRequest,
  { redirects, limits }: RequestLimits,
  use: UseAnswer<T>,
): Promise<T> {
  const visited = new Set<string>();
  let request = first;
  for (;;) {
    visited.add(`${request.method} ${request.url.href}`);
    const step = await exchange(request, limits, async (answer) => {
      const redirect = { status: answer.head.status, location: answer.head.headers.get('location') };
      const next = redirects === 0 ? undefined : followRedirect(request, redirect);
      return next === undefined ? { value: await use(answer) } : { next };
    });
    if (step.next === undefined) return step.value;
    const { next } = step;
    if (visited.has(`${next.method} ${next.url.href}`)) throw new ProtocolError('the redirects lead in a circle');
    if (visited.size > redirects) throw new ProtocolError(`more than ${redirects} redirects`);
    request = next;
  }
}
