/**
 * `/figures.json`: every figure that is derived for the page, with the commits and the time it was derived for, so that
 * whoever has the repository can derive them anew. It holds what the pages show, by the very functions that they ask.
 */
import { FIGURES_VERSION } from '../content/figures-file.ts';
import { isRecord } from '../content/json.ts';
import type { IncidentFacts } from '../domain/derived-facts.ts';
import type { DerivedTime, KnownTime, Span } from '../domain/derived-time.ts';
import type { Incident } from '../domain/incident.ts';
import type { Transparency } from '../domain/transparency/transparency.ts';
import type { Uptime } from '../domain/uptime.ts';
import { formatDay, formatInstant } from '../schema/timestamp.ts';
import type { SiteComponent, UptimePeriod } from '../site/component-model.ts';
import type { CurrentSite } from '../site/current-model.ts';
import { factsOf } from '../site/incident-facts.ts';
import { CHART_SPANS, summariseSpan } from '../site/response-chart.ts';
import type { SiteContent } from '../site/site-content.ts';
import type { SiteModel } from '../site/site-model.ts';
import { deriveTransparency } from '../site/transparency/figures.ts';

const DAY_MS = 86_400_000;

/** What JSON has. Nothing is left out but what is undefined. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };
type JsonObject = Readonly<Record<string, Json | undefined>>;

/** The file as a value. */
export interface FiguresFile {
  /** Commit of main that was built; null before the first and outside Git. */
  commit: string | null;
  /** Commit of `status-data`; null where there is none. */
  data: string | null;
  /** Whether files were built that differ from the commit; null where that is not known. */
  dirty: boolean | null;
  engine: string | null;
  figures: { components: JsonObject; incidents: JsonObject; transparency: Transparency };
  /** What is shown as an earlier commit left it, as it cannot be read: path to commit, null where there never was one. */
  lastGood: JsonObject;
  now: string;
  page: string;
  shallow: boolean;
  version: number;
}

function writeKnown({ at, source, withinMs, isLatest }: KnownTime): JsonObject {
  return { at: formatInstant(at), source, withinMs, ...(isLatest === true ? { isLatest } : {}) };
}

function writeTime(time: DerivedTime | undefined): Json {
  switch (time?.kind) {
    case undefined:
      return null;
    case 'known':
      return writeKnown(time);
    case 'never':
      return { never: true, after: writeKnown(time.after) };
    case 'unknown':
      return { unknown: time.because };
  }
}

function writeSpan(span: Span | undefined): number | null {
  return span?.ms ?? null;
}

function writeFacts(facts: IncidentFacts): JsonObject {
  const { longestSilence, promises } = facts;
  return {
    affectedMs: Object.fromEntries(facts.affected.map(({ component, ms }) => [component, ms])),
    customersTold: writeTime(facts.customersTold),
    detected: writeTime(facts.detected),
    longestSilenceMs: longestSilence === undefined ? null : longestSilence.end - longestSilence.start,
    mitigated: writeTime(facts.mitigated),
    promises: promises === undefined ? null : { ...promises },
    resolved: writeTime(facts.resolved),
    started: writeTime(facts.started),
    toDetectMs: writeSpan(facts.toDetect),
    toMitigateMs: writeSpan(facts.toMitigate),
    toResolveMs: writeSpan(facts.toResolve),
    toTellMs: writeSpan(facts.toTell),
    told: writeTime(facts.told),
  };
}

/** How often what was published was changed; null where that is not known. */
function countEdits({ id }: Incident, { provenance }: SiteModel): number | null {
  const known = provenance.get(id);
  return known === undefined || known.unknown !== undefined ? null : known.edits.length;
}

function writeUptime({ ratio, knownMs, ...times }: Uptime): JsonObject {
  // What there was none of goes without saying, on most days.
  return { ratio, knownMs, ...Object.fromEntries(Object.entries(times).filter(([, ms]) => ms !== 0)) };
}

/** `30-days`, `2026-11` or `2026-Q4`. */
function nameOf({ kind, start, end }: UptimePeriod): string {
  if (kind === 'days') return `${Math.floor((end - start) / DAY_MS) + 1}-days`;
  const month = formatDay(start).slice(0, 7);
  return kind === 'month' ? month : `${month.slice(0, 4)}-Q${new Date(start).getUTCMonth() / 3 + 1}`;
}

function writeResponse({ checks }: SiteComponent, { measurements, now }: SiteContent): JsonObject {
  const known = checks.map(({ id }) => {
    const ofCheck = measurements.get(id) ?? [];
    const spans = CHART_SPANS.map((span) => [span, summariseSpan(span, { measurements: ofCheck, now })] as const);
    const told = spans.flatMap(([span, times]) =>
      times === undefined ? [] : [[span, { count: times.count, medianMs: times.median, p95Ms: times.p95 }] as const],
    );
    return [id, Object.fromEntries(told)] as const;
  });
  return Object.fromEntries(known.filter(([, spans]) => Object.keys(spans).length > 0));
}

function writeComponent(component: SiteComponent, content: SiteContent): JsonObject {
  return {
    days: Object.fromEntries(
      component.days.map(({ day, state, uptime }) => [day, { state, ...writeUptime(uptime) }] as const),
    ),
    periods: Object.fromEntries(component.periods.map((period) => [nameOf(period), writeUptime(period.uptime)])),
    response: writeResponse(component, content),
    uptime: writeUptime(component.uptime),
  };
}

function listLastGood({ broken, configCommit, postmortems }: SiteContent): JsonObject {
  const files = [...broken, ...postmortems.broken].map(({ path, shownCommit }) => [path, shownCommit ?? null] as const);
  return Object.fromEntries([...files, ...(configCommit === undefined ? [] : [['status.yml', configCommit] as const])]);
}

/** Everything that is derived for a site. */
export function deriveFigures(site: CurrentSite): FiguresFile {
  const { content, model } = site;
  const incidents = model.entries.filter((entry) => entry.kind === 'incident');
  const { commit, origin } = content;
  return {
    commit: commit?.id ?? null,
    data: origin.data ?? null,
    dirty: origin.isDirty ?? null,
    engine: origin.engine ?? null,
    figures: {
      components: Object.fromEntries(
        model.components.map((component) => [component.id, writeComponent(component, content)]),
      ),
      incidents: Object.fromEntries(
        incidents.map((incident) => [
          incident.id,
          { edits: countEdits(incident, model), ...writeFacts(factsOf(incident, model)) },
        ]),
      ),
      transparency: deriveTransparency(site),
    },
    lastGood: listLastGood(content),
    now: formatInstant(content.now),
    page: content.pageId,
    shallow: origin.isShallow,
    version: FIGURES_VERSION,
  };
}

/** So deep each value has a line of its own: that of a day of a component; an incident is one line. */
const DEPTHS: readonly [prefix: string, depth: number][] = [
  ['figures.components.', 5],
  ['figures.incidents.', 3],
  ['figures.transparency.', 5],
];

/** What an object holds, in the order of the characters of its keys. */
function entriesOf(value: Readonly<Record<string, unknown>>): [key: string, value: unknown][] {
  const entries: [string, unknown][] = [];
  for (const key of Object.keys(value).sort()) if (value[key] !== undefined) entries.push([key, value[key]]);
  return entries;
}

function writeCompact(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeCompact).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const entries = entriesOf(value).map(([key, each]) => `${JSON.stringify(key)}:${writeCompact(each)}`);
  return `{${entries.join(',')}}`;
}

function writeLines(value: unknown, path: readonly string[]): string {
  const [, depth = 4] = DEPTHS.find(([prefix]) => `${path.join('.')}.`.startsWith(prefix)) ?? [];
  if (path.length >= depth) return writeCompact(value);
  const indent = '  '.repeat(path.length + 1);
  const [open, close, lines] = Array.isArray(value)
    ? ['[', ']', value.map((each, place) => writeLines(each, [...path, String(place)]))]
    : [
        '{',
        '}',
        isRecord(value)
          ? entriesOf(value).map(([key, each]) => `${JSON.stringify(key)}: ${writeLines(each, [...path, key])}`)
          : [],
      ];
  if (lines.length === 0) return writeCompact(value);
  return `${open}\n${lines.map((line) => indent + line).join(',\n')}\n${indent.slice(2)}${close}`;
}

/** The file as text, every key in the order of its characters: the same figures are the same bytes. */
export function formatFigures(file: FiguresFile): string {
  return `${writeLines(file, [])}\n`;
}
