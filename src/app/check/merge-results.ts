/** The results of many machines as one run: which files belong together, and what they say of each check. */
import { type ParsedResults, problemInResults, type ShardResults } from '../../content/results-file.ts';
import type { CheckOutcome } from '../../domain/measurement.ts';
import { mergePlaces } from '../../domain/merge-places.ts';
import { provesNetwork } from '../../domain/triage/blindness.ts';
import { allPlaces, placesOf, selectShard } from '../../domain/place.ts';
import { StatusError } from '../../errors.ts';
import type { Check } from '../../schema/check.ts';
import type { Config } from '../../schema/config.ts';
import { formatProblem, type Problem } from '../../schema/problems.ts';
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import type { RunPorts } from './run.ts';
import { allChecks, digestChecks } from './shard.ts';

/**
 * How much earlier than the newest a shard of the same run may have begun. Runs begin five minutes apart, and a shard
 * that an earlier one has left would let one failure count twice.
 */
export const MAX_APART_MS = 4 * 60_000;
/** How far a machine's clock may be ahead of ours. */
const MAX_AHEAD_MS = 2 * 60_000;

/** A file that was named for merging. */
export interface NamedResults {
  /** As it was named. */
  file: string;
  /** Undefined where there is no such file: a shard that has not come to an end. */
  parsed: ParsedResults | undefined;
}

export interface MergedRun {
  /** What the run counts as: the start of the shard that began last. */
  at: Instant;
  /** Answers for the checks from the files; of canaries it knows nothing, as each shard has asked them itself. */
  probe: RunPorts['probe'];
  /** Whether any shard has had any answer: then what is down is down, however few of the merged outcomes show it. */
  isProven: boolean;
}

interface Usable {
  file: string;
  parsed: ParsedResults;
  results: ShardResults;
}

export interface MergeOptions {
  config: Config;
  /** The present. */
  now: Instant;
  note(text: string): void;
  /** Every place where machines may stand; by default those that `config` names. */
  places?: readonly string[];
  /** Whether the results of a private root are merged. */
  isPrivate?: boolean;
}

/** The first thing that keeps a file from being used, whatever other files there are. */
function findFault({ file, parsed, results }: Usable, options: MergeOptions): Problem | undefined {
  const { config, now, isPrivate = false } = options;
  if ((results.isPrivate ?? false) !== isPrivate) {
    const [wanted, given] = isPrivate ? ['private', 'public'] : ['public', 'private'];
    return problemInResults(file, parsed, {
      at: [],
      message: `Cannot use the results of a ${given} root as those of a ${wanted} one`,
      expected: `what a shard has left of the ${wanted} root`,
      received: `that of the ${given} one`,
    });
  }
  const digest = digestChecks(config);
  if (results.checks !== digest) {
    return problemInResults(file, parsed, {
      at: ['checks'],
      message: 'Cannot use the results of other checks',
      expected: 'a shard that had the same checks in its status.yml',
      example: `"checks": "${digest}"`,
      received: results.checks,
      hint: 'Have all machines work on the same commit.',
    });
  }
  if (results.at > now + MAX_AHEAD_MS) {
    return problemInResults(file, parsed, {
      at: ['at'],
      message: 'Cannot use results from the future',
      expected: `a time up to ${formatInstant(now)}`,
      received: formatInstant(results.at),
      hint: 'Set the clock of the machine, or give the merge a later --now.',
    });
  }
  return findStranger({ file, parsed, results }, config);
}

/** A result of a check that is none of the shard's. */
function findStranger({ file, parsed, results }: Usable, config: Config): Problem | undefined {
  const { shard, location, outcomes } = results;
  const part = new Set(selectShard(allChecks(config), location, shard).map(({ id }) => id));
  const index = outcomes.findIndex(({ check }) => !part.has(check));
  if (index === -1) return undefined;
  return problemInResults(file, parsed, {
    at: ['outcomes', index, 'check'],
    message: `Cannot use a result of "${outcomes[index]?.check ?? ''}" here`,
    expected: `a check of shard ${describeShard(results)}`,
    received: outcomes[index]?.check,
  });
}

/** `2/5 in fra`. */
export function describeShard({ shard, location }: Pick<ShardResults, 'shard' | 'location'>): string {
  return `${shard.index}/${shard.count}${location === undefined ? '' : ` in ${location}`}`;
}

function contentOf({ results }: Usable): string {
  return JSON.stringify(results);
}

/** What keeps a file from being used beside the others, which are of the same work; undefined where nothing does. */
function findConflict(usable: Usable, others: readonly Usable[]): Problem | undefined {
  const { file, parsed, results } = usable;
  const newest = others.reduce((latest, each) => (each.results.at > latest.results.at ? each : latest), usable);
  if (results.at < newest.results.at - MAX_APART_MS) {
    return problemInResults(file, parsed, {
      at: ['at'],
      message: 'Cannot use results of another run',
      expected: `a time from ${formatInstant(newest.results.at - MAX_APART_MS)}, as ${newest.file} is of ${formatInstant(newest.results.at)}`,
      received: formatInstant(results.at),
    });
  }
  const rival = others.find(
    (other) =>
      describeShard(other.results) === describeShard(results) &&
      other.results.at >= results.at &&
      contentOf(other) !== contentOf(usable),
  );
  if (rival === undefined) return undefined;
  return problemInResults(file, parsed, {
    at: ['shard'],
    message: `Cannot use shard ${describeShard(results)} twice`,
    expected: rival.results.at > results.at ? `it once; ${rival.file} is newer` : `it once; ${rival.file} is another`,
    received: `the shard of ${formatInstant(results.at)}`,
  });
}

/** Refuses results that cannot be put together whichever of them are right. */
function refuseMixtures(used: readonly Usable[]): void {
  const [first] = used;
  for (const { file, parsed, results } of used) {
    const same = used.find((other) => other.results.location === results.location);
    const isMixed = (first?.results.location === undefined) !== (results.location === undefined);
    const isSplit = same !== undefined && same.results.shard.count !== results.shard.count;
    const finding = isMixed
      ? {
          at: [],
          message: 'Cannot merge results from a place with results from nowhere in particular',
          expected: `every shard with a --location, or none as ${first?.file ?? ''}`,
        }
      : {
          at: ['shard'],
          message: `Cannot merge parts of different sizes`,
          expected: `parts of ${same?.results.shard.count ?? 0} as in ${same?.file ?? ''}`,
        };
    if (!isMixed && !isSplit) continue;
    const problem = problemInResults(file, parsed, { ...finding, received: `shard ${describeShard(results)}` });
    throw new StatusError(formatProblem(problem), { hint: 'Nothing was planned.' });
  }
}

const LEFT_OUT = 'Left out; what only this shard measures is unknown.';

interface Sorted {
  usable: Usable[];
  /** Letters about the others, each as it is printed. */
  letters: string[];
}

function sortOut(named: readonly NamedResults[], options: MergeOptions): Sorted {
  const letters: string[] = [];
  const usable = named.flatMap(({ file, parsed }) => {
    if (parsed === undefined) {
      letters.push(`Cannot find the results "${file}": that shard has left none`);
      return [];
    }
    const { results, problems } = parsed;
    const fault = results === undefined ? undefined : findFault({ file, parsed, results }, options);
    const found = fault === undefined ? problems : [fault];
    letters.push(...found.map(formatProblem));
    return results === undefined || found.length > 0 ? [] : [{ file, parsed, results }];
  });
  const conflicts = usable.map((each) => findConflict(each, usable));
  letters.push(...conflicts.flatMap((conflict) => (conflict === undefined ? [] : [formatProblem(conflict)])));
  return { usable: usable.filter((_, index) => conflicts[index] === undefined), letters };
}

/** Check to what each place has seen of it; the empty name is that of a machine that stands nowhere in particular. */
function gatherSeen(used: readonly Usable[]): Map<string, Map<string, CheckOutcome>> {
  const seen = new Map<string, Map<string, CheckOutcome>>();
  for (const { results } of used) {
    for (const outcome of results.outcomes) {
      const places = seen.get(outcome.check) ?? new Map<string, CheckOutcome>();
      seen.set(outcome.check, places.set(results.location ?? '', outcome));
    }
  }
  return seen;
}

function answerFrom(used: readonly Usable[], { config, places }: MergeOptions): RunPorts['probe'] {
  const seen = gatherSeen(used);
  const all = places ?? allPlaces(allChecks(config));
  const isPlaced = used.some(({ results }) => results.location !== undefined);
  const answer = (check: Check): CheckOutcome =>
    mergePlaces({
      check: check.id,
      places: isPlaced ? placesOf(check, all) : [''],
      quorum: check.quorum,
      seen: seen.get(check.id) ?? new Map<string, CheckOutcome>(),
    });
  const ids = new Set(allChecks(config).map(({ id }) => id));
  const silent = ({ id }: Check): CheckOutcome => ({ check: id, state: 'unknown' });
  return (checks) => Promise.resolve(checks.map((check) => (ids.has(check.id) ? answer(check) : silent(check))));
}

function isProven({ results }: Usable): boolean {
  return results.canaries === 'answered' || results.outcomes.some(provesNetwork);
}

/**
 * Puts the results of one run together. A file that cannot be used is left out as if its shard had not come to an end,
 * and `note` is told why. Throws a StatusError where none can be used, or they do not fit together whichever is right.
 */
export function mergeResults(named: readonly NamedResults[], options: MergeOptions): MergedRun {
  const { usable, letters } = sortOut(named, options);
  if (usable.length === 0) throw new StatusError(letters.join('\n'), { hint: 'There is nothing to merge.' });
  refuseMixtures(usable);
  for (const letter of letters) options.note(`${letter}\n${LEFT_OUT}`);
  return {
    at: Math.max(...usable.map(({ results }) => results.at)),
    probe: answerFrom(usable, options),
    isProven: usable.some(isProven),
  };
}
