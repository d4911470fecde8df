/** Whether a run can be believed: one from which nothing could be reached says nothing about the services. */
import { type Check, CheckSchema } from '../../schema/check.ts';
import { BLIND_CODE } from '../blind-spell.ts';
import type { CheckOutcome } from '../measurement.ts';

const BLIND_MESSAGE = 'not believed, as nothing could be reached from where the checks run';
/** Fewer than this, and the host may well be down on its own. */
const MIN_HOSTS = 2;
const CANARY_TIMEOUT_MS = 5_000;

/** How the canaries fared: `none` is named, at least one has `answered`, or each has `failed`. */
export type CanaryAnswer = 'none' | 'answered' | 'failed';

/** What a check asks: host and, of a URL, no more. Undefined where a variable hides it. */
function hostOf(check: Check): string | undefined {
  if (!('url' in check)) return check.host.toLowerCase();
  return URL.canParse(check.url) ? new URL(check.url).hostname : undefined;
}

/**
 * Whether an outcome shows that something out there could be reached: any answer does, also a bad one. A certificate that
 * nobody trusts is an answer too, else one that expires on every host would pass for a dead network.
 */
export function provesNetwork({ state, code, phases, errorClass }: CheckOutcome): boolean {
  if (state === 'up' || state === 'degraded') return true;
  return state === 'down' && (/^\d+$/.test(code ?? '') || phases?.firstByte !== undefined || errorClass === 'tls');
}

/** Whether everything that was measured failed before any answer, so that the canaries have to be asked. */
export function isDoubtful(outcomes: readonly CheckOutcome[]): boolean {
  return outcomes.some(({ state }) => state === 'down') && !outcomes.some(provesNetwork);
}

/** The checks that canaries are: any answer will do. Each is a URL, or `host:port`. */
export function canaryChecks(canaries: readonly string[]): Check[] {
  return canaries.map((canary, index) => {
    const common = { id: `canary-${index + 1}`, timeout: `${CANARY_TIMEOUT_MS}ms`, retries: 1 };
    if (/^https?:/i.test(canary)) {
      return CheckSchema.parse({ ...common, type: 'http', url: canary, redirects: 0, expect: { status: '100-599' } });
    }
    const split = canary.lastIndexOf(':');
    return CheckSchema.parse({
      ...common,
      type: 'tcp',
      host: canary.slice(0, split).replace(/^\[|\]$/g, ''),
      port: Number(canary.slice(split + 1)),
    });
  });
}

/** How the canaries fared by their outcomes; one that could not be asked is none. */
export function judgeCanaries(outcomes: readonly CheckOutcome[]): CanaryAnswer {
  if (outcomes.every(({ state }) => state === 'unknown')) return 'none';
  return outcomes.some(provesNetwork) ? 'answered' : 'failed';
}

export interface Answers {
  /** What the run found, by check. */
  outcomes: readonly CheckOutcome[];
  /** The checks of the run. */
  checks: readonly Check[];
  canaries: CanaryAnswer;
}

/**
 * Whether a run is blind. Any answer, also of a failing service, proves the network; without one the canaries decide,
 * and without canaries it is blind if every check failed, on at least two hosts.
 */
export function isBlind({ outcomes, checks, canaries }: Answers): boolean {
  if (!isDoubtful(outcomes) || canaries === 'answered') return false;
  if (canaries === 'failed') return true;
  const failed = new Set(outcomes.filter(({ state }) => state === 'down').map(({ check }) => check));
  // A host that is not shown may be any: each such check counts as on a host of its own.
  const hosts = new Set(checks.filter(({ id }) => failed.has(id)).map((check) => hostOf(check) ?? `of ${check.id}`));
  return hosts.size >= MIN_HOSTS;
}

/** What a run found as far as it can be believed: of a blind run everything is `unknown`. */
export function believe(answers: Answers): CheckOutcome[] {
  if (!isBlind(answers)) return [...answers.outcomes];
  return answers.outcomes.map(({ check, state, message }) =>
    state === 'unknown'
      ? { check, state, message }
      : { check, state: 'unknown', code: BLIND_CODE, message: BLIND_MESSAGE },
  );
}
