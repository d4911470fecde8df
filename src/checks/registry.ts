import type { Check } from '../schema/check.ts';
import type { ProbeContext, ProbeResult } from './probe.ts';

/** Check types that this version carries out; a check of another type measures nothing, and `validate` says so. */
export const CARRIED_OUT = ['http', 'tcp', 'dns', 'tls', 'websocket'] as const satisfies readonly Check['type'][];
type CarriedOut = Extract<Check, { type: (typeof CARRIED_OUT)[number] }>;

function isCarriedOut(check: Check): check is CarriedOut {
  return CARRIED_OUT.some((type) => type === check.type);
}

/**
 * One attempt of a check by the probe of its type. A probe is loaded when the first check needs it, so that a run
 * without HTTP checks, and every other command, starts without the HTTP client.
 */
export async function probeCheck(check: Check, context: ProbeContext): Promise<ProbeResult> {
  if (!isCarriedOut(check)) {
    return { state: 'unknown', message: `${check.type} checks are not carried out by this version` };
  }
  switch (check.type) {
    case 'http': {
      const { probeHttp } = await import('./http/probe.ts');
      return probeHttp(check, context);
    }
    case 'tcp': {
      const { probeTcp } = await import('./tcp/probe.ts');
      return probeTcp(check, context);
    }
    case 'dns': {
      const { probeDns } = await import('./dns/probe.ts');
      return probeDns(check, context);
    }
    case 'tls': {
      const { probeTls } = await import('./tls/probe.ts');
      return probeTls(check, context);
    }
    case 'websocket': {
      const { probeWebSocket } = await import('./websocket/probe.ts');
      return probeWebSocket(check, context);
    }
  }
}
