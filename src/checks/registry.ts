import type { Check } from '../schema/check.ts';
import type { ProbeContext, ProbeResult } from './probe.ts';

/**
 * One attempt of a check by the probe of its type. A probe is loaded when the first check needs it, so that a run
 * without HTTP checks, and every other command, starts without the HTTP client.
 */
export async function probeCheck(check: Check, context: ProbeContext): Promise<ProbeResult> {
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
    case 'heartbeat': {
      const { probeHeartbeat } = await import('./heartbeat/probe.ts');
      return probeHeartbeat(check, context);
    }
  }
}
