/** The sign of life after a complete run, for a dead man's switch outside. */
import type { Environment } from '../checks/secrets.ts';
import { fillVariables, isReadableName, variableNames } from '../schema/variable.ts';
import { output } from './output.ts';

const TIMEOUT_MS = 10_000;

async function ping(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), headers: { 'user-agent': 'candor' } });
    await response.body?.cancel();
    return response.ok ? undefined : `it answered ${response.status}`;
  } catch (error) {
    // Whatever the reason says may hold the address, which may be secret.
    return error instanceof Error && error.name === 'TimeoutError'
      ? 'it did not answer within 10 s'
      : 'it was not reached';
  }
}

/** Calls `triage.pingUrl` where it is set. Never fails a run: a note says what came instead, without the address. */
export async function tellAlive(pingUrl: string | undefined, environment: Environment): Promise<void> {
  if (pingUrl === undefined) return;
  const missing = variableNames(pingUrl).find(
    (name) => !isReadableName(name) || (environment[name] ?? '').trim() === '',
  );
  if (missing !== undefined) {
    output.note(`triage.pingUrl was not called: the environment variable ${missing} is not set or may not be read.`);
    return;
  }
  const fault = await ping(fillVariables(pingUrl, (name) => environment[name] ?? ''));
  if (fault !== undefined) output.note(`triage.pingUrl was called in vain: ${fault}.`);
}
