/** What several places have seen of one check, as the one measurement that counts. */
import type { CheckOutcome, MeasurementState } from './measurement.ts';

export interface PlacedOutcomes {
  /** Id of the check. */
  check: string;
  /** Every place where the check is to run, whether it was heard of or not; at least one. The empty name stands alone. */
  places: readonly string[];
  /** How many places must agree that it is down; by default more than half of them. */
  quorum?: number | undefined;
  /** What each place has seen; of one that is not in here nothing is known. */
  seen: ReadonlyMap<string, CheckOutcome>;
}

/** What is said of a place that has not told anything. */
const SILENT = 'no shard has measured it';
/** As many different reasons are told; there may be as many as places. */
const MOST_REASONS = 3;
const WORST_FIRST: readonly MeasurementState[] = ['down', 'degraded', 'unknown', 'up'];

interface Seen {
  place: string;
  outcome: CheckOutcome;
}

/** More than half of the places. */
function majority(places: number): number {
  return Math.floor(places / 2) + 1;
}

/**
 * The state, by how many places see what: `down` and `degraded` where enough agree, a place that sees it down counting
 * towards both. Where the places that are not known could still make it so, it is `unknown`; else enough have seen it
 * well. So a place that is not heard of turns any state into `unknown` at most.
 */
function decide(outcomes: readonly Seen[], quorum: number): MeasurementState {
  const count = (state: MeasurementState): number => outcomes.filter(({ outcome }) => outcome.state === state).length;
  const [down, degraded, unknown] = [count('down'), count('degraded'), count('unknown')];
  if (down >= quorum) return 'down';
  if (down + unknown >= quorum) return 'unknown';
  if (down + degraded >= quorum) return 'degraded';
  return down + degraded + unknown >= quorum ? 'unknown' : 'up';
}

/** Of the outcomes in one state the one that most are like, by code and error class; of equally many the first place's. */
function typical(outcomes: readonly CheckOutcome[]): CheckOutcome | undefined {
  const alike = Map.groupBy(outcomes, ({ code, errorClass }) => JSON.stringify([code, errorClass]));
  return [...alike.values()].reduce<CheckOutcome[]>((most, each) => (each.length > most.length ? each : most), [])[0];
}

/** The median in whole milliseconds; of an even number of times the mean of the two in the middle. */
function median(times: readonly number[]): number | undefined {
  const sorted = [...times].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : Math.round((low + high) / 2);
}

function listed(places: readonly string[]): string {
  return places.length === 1 ? (places[0] ?? '') : `${places.slice(0, -1).join(', ')} and ${places.at(-1) ?? ''}`;
}

/** `down in fra and nyc: expected a status in 200-399, got 503; up in lon`. */
function describe(outcomes: readonly Seen[]): string {
  const groups = [...Map.groupBy(outcomes, ({ outcome }) => JSON.stringify([outcome.state, outcome.message])).values()];
  const rank = (group: readonly Seen[]): number => WORST_FIRST.indexOf(group[0]?.outcome.state ?? 'up');
  const told = groups
    .sort((a, b) => rank(a) - rank(b))
    .map((group, index) => {
      const [first] = group;
      const where = `${first?.outcome.state ?? ''} in ${listed(group.map(({ place }) => place))}`;
      const message = index < MOST_REASONS ? first?.outcome.message : undefined;
      return message === undefined ? where : `${where}: ${message}`;
    });
  return told.join('; ');
}

/** Whether the places have not all seen the same, so that it has to be said who has seen what. */
function differ(outcomes: readonly Seen[]): boolean {
  return new Set(outcomes.map(({ outcome }) => outcome.state)).size > 1;
}

/**
 * Merges what the places have seen into one outcome. Code, error class and phases are those of one place that has seen
 * what was decided, as most of these have; the response time is the median of these. Neither the order in which places
 * were heard of nor what the others have seen changes any of them.
 */
export function mergePlaces({ check, places, quorum, seen }: PlacedOutcomes): CheckOutcome {
  const silent: CheckOutcome = { check, state: 'unknown', message: SILENT };
  const outcomes = places.map((place): Seen => ({ place, outcome: seen.get(place) ?? silent }));
  const [only] = outcomes;
  if (only !== undefined && outcomes.length === 1) {
    return { ...only.outcome, check };
  }
  const state = decide(outcomes, quorum ?? majority(places.length));
  const agreeing = outcomes.map(({ outcome }) => outcome).filter((outcome) => outcome.state === state);
  const { code, errorClass, phases } = (state === 'unknown' ? undefined : typical(agreeing)) ?? {};
  const ms = state === 'unknown' ? undefined : median(agreeing.flatMap((outcome) => outcome.ms ?? []));
  const message = state === 'up' && !differ(outcomes) ? undefined : describe(outcomes);
  return { check, state, code, ms, errorClass, phases, message };
}
