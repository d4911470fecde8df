/** One machine's part of a run: it carries out its checks and decides nothing. */
import type { ShardResults } from '../../content/results-file.ts';
import { didYouMean } from '../../content/suggest.ts';
import type { CheckOutcome } from '../../domain/measurement.ts';
import { mergePlaces } from '../../domain/merge-places.ts';
import { allPlaces, placesOf, runsIn, selectShard } from '../../domain/place.ts';
import { StatusError } from '../../errors.ts';
import type { Check } from '../../schema/check.ts';
import type { Config } from '../../schema/config.ts';
import type { Shard } from '../../schema/shard.ts';
import type { Instant } from '../../schema/timestamp.ts';
import type { ConfigPorts } from '../last-good-config.ts';
import { probeBelieved } from './believed.ts';
import { hashText } from './hash.ts';
import { checksAt, requireStatus, type RunPorts, type UsableConfig } from './run.ts';

const SECOND_MS = 1_000;
/** Of the other parts as many checks are asked where none of its own answers: else a small part would seem blind. */
const MAX_WITNESSES = 5;

/** Every check of status.yml, those of retired components too, so that the parts do not depend on the time. */
export function allChecks(config: Config): Check[] {
  return config.components.flatMap(({ checks }) => checks);
}

/** What the parts of one run have to agree on: every check with all that it asks for. */
export function digestChecks(config: Config): string {
  return hashText(JSON.stringify(allChecks(config)));
}

/** Refuses a place that no check runs in: a slip of the hand would leave a place without a word. */
export function requirePlace(location: string, checks: readonly Check[]): void {
  const places = allPlaces(checks);
  if (places.includes(location)) return;
  const known = places.length === 0 ? 'which names no place' : `which has ${places.join(', ')}`;
  throw new StatusError(
    `Cannot run in "${location}": no check in status.yml runs there: expected a location of status.yml, ${known}`,
    { hint: didYouMean(location, places) ?? 'Name it where a check runs, for example "location: [fra, nyc]".' },
  );
}

export interface ShardOptions {
  shard: Shard;
  /** Where this machine stands; undefined for nowhere in particular, which carries out every check. */
  location?: string | undefined;
  /** What the run counts as, in place of the clock. */
  now?: Instant | undefined;
}

/** One machine's part of a root's checks, and what becomes of it. */
export interface ShardPart {
  checks: Check[];
  /** Checks of the other parts, to be asked where none of its own answers. */
  witnesses: Check[];
  canaries: readonly string[];
  toResults(found: Pick<ShardResults, 'outcomes' | 'canaries'>): ShardResults;
}

interface PlannedShard extends Omit<ShardOptions, 'now'> {
  /** Start of the run, whole seconds. */
  at: Instant;
  /** Whether it is a private root's. */
  isPrivate?: true;
}

/** Which checks of a root a machine carries out. */
export function planShard(config: Config, { shard, location, at, isPrivate }: PlannedShard): ShardPart {
  const part = new Set(selectShard(allChecks(config), location, shard).map(({ id }) => id));
  const due = checksAt(config, at, undefined);
  return {
    checks: due.filter(({ id }) => part.has(id)),
    witnesses: due.filter((check) => !part.has(check.id) && runsIn(check, location)).slice(0, MAX_WITNESSES),
    canaries: config.triage.canaries,
    toResults: (found) => ({ at, shard, location, checks: digestChecks(config), isPrivate, ...found }),
  };
}

/** The configuration of a root whose checks run in this place, and when the run began. */
export async function readShardConfig(
  ports: ConfigPorts & Pick<RunPorts, 'clock'>,
  { location, now }: ShardOptions,
): Promise<{ status: UsableConfig; at: Instant }> {
  const status = await requireStatus(ports);
  const at = Math.floor((now ?? ports.clock.now()) / SECOND_MS) * SECOND_MS;
  if (location !== undefined) requirePlace(location, allChecks(status.config));
  return { status, at };
}

/**
 * Carries out one machine's part of the checks. Needs Git only where status.yml is broken. Throws a StatusError where
 * status.yml cannot be read, or no check runs in this place.
 */
export async function runShard(
  ports: ConfigPorts & Pick<RunPorts, 'clock' | 'probe'>,
  options: ShardOptions,
): Promise<ShardResults> {
  const { status, at } = await readShardConfig(ports, options);
  const part = planShard(status.config, { ...options, at });
  // Each machine judges by itself whether it has lost the network: what others can reach says nothing about that.
  const { outcomes, canaries } = await probeBelieved(ports.probe, part, new AbortController().signal);
  return part.toResults({ outcomes, canaries });
}

/**
 * The probe of a machine that stands somewhere and decides alone: it carries out what runs there, and of the other
 * places nothing is known. The first time it is given every check of the run, from then on some, or canaries, which are
 * asked from wherever one stands.
 */
export function probeInPlace(probe: RunPorts['probe'], location: string): RunPorts['probe'] {
  let first: { ids: ReadonlySet<string>; places: string[] } | undefined;
  return async (checks, signal) => {
    if (first === undefined) requirePlace(location, checks);
    const { ids, places } = (first ??= { ids: new Set(checks.map(({ id }) => id)), places: allPlaces(checks) });
    const here = checks.filter((check) => runsIn(check, location));
    const found = new Map((await probe(here, signal)).map((outcome) => [outcome.check, outcome]));
    return checks.map((check): CheckOutcome => {
      const outcome = found.get(check.id);
      if (outcome !== undefined && !ids.has(check.id)) return outcome;
      const seen = new Map(outcome === undefined ? [] : [[location, outcome]]);
      return mergePlaces({ check: check.id, places: placesOf(check, places), quorum: check.quorum, seen });
    });
  };
}
