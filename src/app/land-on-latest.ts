/** Writing to branches that others write to: on the latest tips, and again when another writer was first. */
import { StatusError } from '../errors.ts';
import type { Clock, LandingResult, RunRepository, Snapshot } from '../ports.ts';

export interface LandingPorts {
  repository: RunRepository;
  clock: Pick<Clock, 'sleep'>;
  /** Chance between 0 and 1, so that two losers of a race do not meet again. */
  random(): number;
}

export interface LandingWork<T> {
  /** What cannot be done where nothing lands: `record the deploy`. */
  what: string;
  /** What to begin with; by default the repository as it is then. */
  first?: Snapshot | undefined;
  /** Plans on a snapshot and lands, with what to return where that succeeds. */
  attempt(snapshot: Snapshot): Promise<{ value: T; result: LandingResult }>;
}

export interface Landed<T> {
  value: T;
  landed: Extract<LandingResult, { kind: 'landed' }>;
}

const MAX_RACES = 40;
const FIRST_WAIT_MS = 50;
const MAX_WAIT_MS = 3_000;

function waitBefore(attempt: number, random: number): number {
  const limit = Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  return limit / 2 + (random * limit) / 2;
}

/**
 * Plans and lands until this writer is the one that was first, with growing pauses. Throws a StatusError where a rule
 * refuses it, or where others were first too often.
 */
export async function landOnLatest<T>(
  ports: LandingPorts,
  { what, first, attempt }: LandingWork<T>,
): Promise<Landed<T>> {
  const { repository, clock, random } = ports;
  let snapshot = first ?? (await repository.snapshot());
  for (let race = 0; race < MAX_RACES; race += 1) {
    const { value, result } = await attempt(snapshot);
    if (result.kind === 'landed') return { value, landed: result };
    if (result.kind === 'refused') throw new StatusError(`Cannot ${what}: ${result.reason}`);
    await clock.sleep(waitBefore(race, random()));
    snapshot = await repository.snapshot();
  }
  throw new StatusError(`Cannot ${what}: other writers were first ${MAX_RACES} times in a row.`, {
    hint: 'Nothing else is lost. Let fewer runs write at the same time.',
  });
}
