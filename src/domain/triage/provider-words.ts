/** What of a provider's words goes into our files: evidence, and quotations in our own timeline. */
import type { Evidence } from '../../schema/incident.ts';
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import { toLine } from '../../schema/visible-text.ts';
import type { ProviderIncident } from '../provider-report.ts';
import type { ProviderFinding } from './provider-match.ts';
import { clockTime } from './words.ts';

/** How much of a title, of a list of components and of an update is told, in UTF-16 units. */
const TITLE_LIMIT = 160;
const NAMES_LIMIT = 200;
const QUOTE_LIMIT = 1_000;
/** More at once would drown our own words; the last ones count. */
const QUOTES_AT_ONCE = 3;

function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text
    .slice(0, limit - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`;
}

/** As many names as there is room for, and how many more there are. */
function listNames(names: readonly string[]): string {
  const shown: string[] = [];
  for (const name of names) {
    if (shown.join(', ').length + name.length > NAMES_LIMIT) break;
    shown.push(name);
  }
  const more = names.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function describeMatch({ title, state, components, regions, ...incident }: ProviderIncident, now: Instant): string {
  const when = `${state === 'open' ? 'open since' : 'from'} ${clockTime(incident.startedAt, now)}`;
  const until = incident.endedAt === undefined ? '' : ` to ${clockTime(incident.endedAt, now)}`;
  const where = [listNames(components), listNames(regions)].filter((names) => names !== '');
  return `"${shorten(toLine(title), TITLE_LIMIT)}" (${[`${when}${until}`, ...where].join('; ')})`;
}

export interface ProviderNames {
  /** The provider as readers know it. */
  name: string;
  /** Its page, as the source of what has no page of its own. */
  url: string;
}

/** A finding as evidence for an incident's front matter: one line of plain text, dated by what it tells of. */
export function providerEvidence(finding: ProviderFinding, { name, url }: ProviderNames, now: Instant): Evidence {
  const kind = 'provider' as const;
  if (finding.kind === 'match') {
    const { incident, components } = finding;
    const text = `${name}: ${describeMatch({ ...incident, components }, now)}`;
    return { kind, at: formatInstant(incident.startedAt), text: toLine(text), source: incident.url };
  }
  if (finding.kind === 'unknown') {
    return { kind, at: formatInstant(now), text: toLine(`${name}: not known, as ${finding.why}`), source: url };
  }
  const rest = finding.isWhole ? '' : ', as far as its page could be read';
  return {
    kind,
    at: formatInstant(finding.fetchedAt),
    text: toLine(`${name} tells of no incident that fits${rest}`),
    source: url,
  };
}

/** A text that is an address or mail address by itself: the readers' browsers are not to be led there. */
const ADDRESS = /(?:[a-z][a-z0-9+.-]{0,20}:\/\/|www\.|mailto:|xmpp:)[^\s`]*|[^\s`@]{1,64}@[^\s`@]+/gi;
const MARKS = /[\\`*_[\]<>&#~|!@$^{}=]/g;

/** Plain text as Markdown that shows it as it is: no mark, link, picture, HTML, mention or reference of ours. */
function escapeWords(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    // Within a code span nothing means anything, and addresses stay words.
    parts.push(text.slice(done, index).replace(MARKS, '\\$&'), `\`${address}\``);
    done = index + address.length;
  }
  return [...parts, text.slice(done).replace(MARKS, '\\$&')].join('');
}

/**
 * Lines as a quotation. Each is a paragraph that begins with a quotation mark, so that none can be a heading, a list,
 * or read like an update of ours.
 */
function quoteLines(text: string): string {
  const lines = shorten(text, QUOTE_LIMIT)
    .split(/[\n\r\u0085\u2028\u2029]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.map((line, index) => `> “${escapeWords(line)}${index === lines.length - 1 ? '”' : ''}`).join('\n>\n');
}

/** What tells a quotation apart from every other: the provider's incident, and the time of its update. */
export function quoteKey(incident: ProviderIncident, at: Instant): string {
  return `${incident.provider} ${incident.id} ${formatInstant(at)}`;
}

export interface QuoteRequest {
  incident: ProviderIncident;
  /** The provider as readers know it. */
  name: string;
  /** Keys of what stands in our timeline already, or was passed over. */
  quoted: ReadonlySet<string>;
  now: Instant;
}

export interface Quotes {
  /** Markdown: a blockquote for each update, with whose words they are, from when, and where they stand. */
  text: string;
  /** Keys of all updates that need not be looked at again. */
  keys: string[];
}

function quoteUpdate(update: ProviderIncident['updates'][number], { incident, name, now }: QuoteRequest): string {
  const link = `[${escapeWords(toLine(name))}](<${incident.url.replace(/[<>\\\s]/g, encodeURIComponent)}>)`;
  return `> From ${link}, ${clockTime(update.at, now)}:\n>\n${quoteLines(update.text)}`;
}

/**
 * The updates of a provider's incident that were not quoted yet, oldest first, as text for an update of ours; undefined
 * where there is none. Of many the last three are quoted and the rest passed over. Several with the same time are one.
 */
export function planQuotes(request: QuoteRequest): Quotes | undefined {
  const { incident, quoted } = request;
  const fresh = incident.updates.filter(({ at }) => !quoted.has(quoteKey(incident, at)));
  const byTime = new Map(fresh.map((update) => [update.at, update]));
  const shown = [...byTime.values()].filter(({ text }) => text.trim() !== '').slice(-QUOTES_AT_ONCE);
  if (shown.length === 0) return undefined;
  return {
    text: shown.map((update) => quoteUpdate(update, request)).join('\n\n'),
    keys: [...byTime.keys()].map((at) => quoteKey(incident, at)),
  };
}
