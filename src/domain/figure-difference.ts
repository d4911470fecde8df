/** Two sets of figures held against each other, and what differs of them in words. */
import { showName } from '../schema/problems.ts';
import { compareText } from './compare-text.ts';

/** A figure that one has and the other has not, or that is another there. */
export interface FigureDifference {
  /** The keys that lead to it. */
  path: readonly string[];
  /** Undefined where there is none. */
  site: unknown;
  /** Undefined where there is none. */
  git: unknown;
}

type Held = Readonly<Record<string, unknown>>;

/** A list counts as an object whose keys are its places. */
function isHeld(value: unknown): value is Held {
  return typeof value === 'object' && value !== null;
}

/** So many differences are told; whoever has changed more has changed everything. */
export const MOST_DIFFERENCES = 10_000;

/** What both hold, in order; of what the site alone has no more than can be told, as it may be very much. */
function keysOf(site: Held, git: Held): string[] {
  const own = Object.keys(git);
  const theirs = Array.isArray(site) ? Object.keys(site.slice(0, own.length + MOST_DIFFERENCES)) : Object.keys(site);
  const added = theirs.filter((key) => !Object.hasOwn(git, key)).slice(0, MOST_DIFFERENCES);
  return [...own, ...added].sort(compareText);
}

function valueOf(held: Held, key: string): unknown {
  return Object.hasOwn(held, key) ? held[key] : undefined;
}

function* findDifferences(site: unknown, git: unknown, path: readonly string[]): Generator<FigureDifference> {
  if (!isHeld(site) || !isHeld(git) || Array.isArray(site) !== Array.isArray(git)) {
    if (site !== git) yield { path, site, git };
    return;
  }
  for (const key of keysOf(site, git)) yield* findDifferences(valueOf(site, key), valueOf(git, key), [...path, key]);
}

/**
 * What differs, in the order of the keys, at most `most` and {@link MOST_DIFFERENCES}. What the site has is looked at no
 * deeper than what follows from Git goes, so that nothing that somebody has nested can take long.
 */
export function compareFigures(site: unknown, git: unknown, most = MOST_DIFFERENCES): FigureDifference[] {
  const differences: FigureDifference[] = [];
  for (const difference of findDifferences(site, git, [])) {
    if (differences.length >= Math.min(most, MOST_DIFFERENCES)) break;
    differences.push(difference);
  }
  return differences;
}

/** How many figures there are: what is not made of others. */
export function countFigures(value: unknown): number {
  if (!isHeld(value)) return value === undefined ? 0 : 1;
  return Object.values(value).reduce<number>((sum, each) => sum + countFigures(each), 0);
}

const NAMES: Readonly<Record<string, string>> = {
  affectedMs: 'time affected',
  badMs: 'time that counts against uptime',
  count: 'answers',
  customersTold: 'customers told',
  degradedMs: 'degraded time',
  edits: 'later edits',
  knownMs: 'time known',
  lastGood: 'commit of the last good revision',
  longestSilenceMs: 'longest silence',
  maintenanceMs: 'time under maintenance',
  majorMs: 'time of major outage',
  medianMs: 'median of response times',
  noDataMs: 'time without data',
  p95Ms: '95th percentile of response times',
  page: 'id of the page',
  partialMs: 'time of partial outage',
  ratio: 'uptime',
  response: 'response times',
  toDetectMs: 'time to detect',
  told: 'people told',
  toMitigateMs: 'time to mitigate',
  toResolveMs: 'time to resolve',
  toTellMs: 'time to tell',
  uptime: 'the last 90 days',
};
const ROOMS: Readonly<Record<string, string>> = { incidents: 'incident', components: 'component' };
/** Keys that say nothing that the next one does not say. */
const SILENT = new Set(['days', 'periods']);

function nameOf(key: string): string {
  return (Object.hasOwn(NAMES, key) ? NAMES[key] : undefined) ?? key;
}

/** What a figure is about, such as `incident api-errors, time to tell`. A key that is no name may be of any length. */
export function describeFigure(path: readonly string[]): string {
  const [first = '', ...rest] = path.map(showName);
  if (first !== 'figures') return [first, ...rest].map(nameOf).join(', ');
  const [room = '', ...inside] = rest;
  const what = Object.hasOwn(ROOMS, room) ? ROOMS[room] : undefined;
  const [id, ...keys] = inside;
  if (what === undefined || id === undefined) return rest.map(nameOf).join(', ');
  return [`${what} ${id}`, ...keys.filter((key) => !SILENT.has(key)).map(nameOf)].join(', ');
}
