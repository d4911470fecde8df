/** One cState post as an incident, a maintenance or an announcement. */
import { escapeUpdateText } from '../../content/updates.ts';
import type { IncidentFile } from '../../domain/incident.ts';
import type { Update } from '../../domain/update.ts';
import type { FrontMatter } from '../../schema/incident.ts';
import type { Kind } from '../../schema/phase.ts';
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import { Decisions } from '../decisions.ts';
import { closeUpdates, type Ending, monitorSince } from './closing.ts';
import { looksLikeMaintenance } from './planned-work.ts';
import type { PostFacts } from './post.ts';
import { type DisruptedAs, weightOf } from './severity.ts';
import { type ReadUpdates, readUpdates } from './updates.ts';

export interface Source {
  path: string;
  facts: PostFacts;
  body: string;
  /** Line of the file at which the body begins. */
  bodyLine: number;
  timeZone: string;
  /** Ids of the components it affects. */
  components: readonly string[];
  disruptedAs: DisruptedAs;
  decisions: Decisions;
  /** What `importedFrom` says. */
  importedFrom: string;
  /** Until when an announcement stands on the front page that was still active in cState. */
  stayUntil: Instant;
  /** Whether its text stays in one piece, whatever labels it has. */
  isWhole?: boolean | undefined;
}

/** A maintenance has a window; a notice without one, and anything informational, is an announcement. */
function chooseKind({ facts, decisions }: Source): Kind {
  const { severity, isInformational, start, end } = facts;
  const isPlanned = looksLikeMaintenance(facts.title);
  const hasWindow = end !== undefined && end > start;
  if (severity === 'notice' && isPlanned && hasWindow) {
    decisions.add('kind-chosen', 'It is a notice whose title tells of planned work: a maintenance');
    return 'maintenance';
  }
  if (isInformational) {
    const was = severity === undefined ? '' : `; its severity ${severity} is not kept`;
    decisions.add('kind-chosen', `It is informational: an announcement${was}`);
    return 'announcement';
  }
  if (!facts.isFault) {
    decisions.add('kind-chosen', 'It says neither how bad it is nor whether it is over: an announcement');
    return 'announcement';
  }
  if (severity === 'notice') {
    const why = isPlanned ? 'a notice of planned work without an end' : 'a notice, which colours nothing';
    decisions.add('kind-chosen', `It is ${why}: an announcement`);
    return 'announcement';
  }
  if (isPlanned)
    decisions.add('kind-chosen', `Its title tells of planned work and its severity of a fault: an incident`);
  return 'incident';
}

/** An end before the start is kept in the report, and counts as the start. */
function settleEnd({ facts, decisions }: Source): Instant | undefined {
  const { start, end } = facts;
  if (end === undefined || end >= start) return end;
  const what = `resolvedWhen ${formatInstant(end)} lies before date ${formatInstant(start)}; it ends when it starts`;
  decisions.add('end-clamped', what);
  return start;
}

/** Until when an announcement stays: its end, or while cState shows it as active; undefined for our own default. */
function stayOf({ facts, stayUntil, decisions }: Source, end: Instant | undefined): Instant | undefined {
  const written = end !== undefined && end > facts.start ? end : undefined;
  if (facts.resolved !== false || facts.isDraft) return written;
  const until = Math.max(stayUntil, written ?? -Infinity);
  if (until <= facts.start) return undefined;
  const what = `It was not resolved in cState; it stays on the front page until ${formatInstant(until)}`;
  decisions.add('still-open', `${what}, which "until" in its file changes`);
  return until;
}

function frontMatterOf(source: Source, kind: Kind, times: { end: Instant | undefined; first: Instant }): FrontMatter {
  const { facts, components } = source;
  const common = { title: facts.title, backfilled: true, importedFrom: source.importedFrom };
  if (kind === 'announcement') {
    const until = stayOf(source, times.end);
    const named = components.length === 0 ? {} : { components: [...components] };
    return { kind, ...common, ...named, ...(until === undefined ? {} : { until: formatInstant(until) }) };
  }
  if (kind === 'maintenance') {
    const scheduled = { from: formatInstant(facts.start), until: formatInstant(times.end ?? facts.start) };
    const statuses = Object.fromEntries(components.map((id) => [id, 'under_maintenance' as const]));
    return { kind, ...common, components: statuses, scheduled };
  }
  const { status, impact } = weightOf(facts.severity, source.disruptedAs);
  const started =
    times.first === facts.start
      ? {}
      : { startedAt: formatInstant(facts.start), startedBecause: 'date in the imported file' };
  return {
    ...common,
    category: 'undetermined',
    impact,
    components: Object.fromEntries(components.map((id) => [id, status])),
    ...started,
  };
}

function tellUpdates(read: ReadUpdates, { decisions, bodyLine }: Source): void {
  const text = read.moved.length === 0 ? undefined : read.moved.join('\n');
  if (read.doubt !== undefined) {
    const what = `Its text has labelled passages but ${read.doubt}; it stays in one piece`;
    decisions.add('updates-whole', what, { line: bodyLine });
  }
  if (read.split > 0) {
    const count = read.split === 1 ? 'One labelled passage' : `${read.split} labelled passages`;
    decisions.add('updates-read', `${count} of its text became updates with times of their own`, {
      line: bodyLine,
      text,
    });
  } else if (text !== undefined) {
    const what = 'The times that the shortcode "track" shows are plain text now';
    decisions.add('shortcode-written', what, { line: bodyLine, text });
  }
}

function tellShortcodes({ body, decisions, bodyLine }: Source): void {
  const shortcodes = body.match(/\{\{[<%](?!\s*track\s)[^}]*[>%]\}\}/g) ?? [];
  for (const shortcode of shortcodes) {
    decisions.add('shortcode-left', `The Hugo shortcode ${shortcode} stays in the text as it is`, { line: bodyLine });
  }
}

/** Text that reads as nothing but text: no update, no mark of a merge that is not finished. */
export function safeText(text: string): string {
  return escapeUpdateText(text).replace(/^(?=<{7}|>{7})/gm, ' ');
}

function closeByKind(
  updates: readonly Update[],
  kind: Kind,
  ending: Ending & { resolved: boolean | undefined },
): Update[] {
  if (kind === 'incident' && !ending.isOver) return monitorSince(updates, ending);
  if (kind === 'incident') return closeUpdates(updates, ending, 'resolved');
  if (kind === 'maintenance' && ending.resolved === false) {
    ending.decisions.add('still-open', 'It was not resolved in cState; here a maintenance ends by its window');
  }
  const isCompleted = kind === 'maintenance' && ending.resolved === true;
  return isCompleted ? closeUpdates(updates, ending, 'completed') : [...updates];
}

/** Makes the file of one post; what was chosen on the way goes into `source.decisions`. */
export function makeIncident(source: Source): { kind: Kind; file: IncidentFile; end: Instant | undefined } {
  const { facts, decisions, components, timeZone } = source;
  const kind = chooseKind(source);
  const end = settleEnd(source);
  const isOver = facts.resolved !== false;
  if (kind === 'incident' && facts.severity === undefined) {
    decisions.add('severity-unknown', 'How bad it was is not known: impact none, its components operational');
  }
  if (kind === 'incident' && facts.resolved === undefined) {
    decisions.add('end-missing', 'It does not say whether it is resolved; cState shows such a post as over');
  }
  const text = { body: source.body, timeZone, isWhole: source.isWhole };
  const read = readUpdates({ kind, ...text, start: facts.start, end, isOver });
  tellShortcodes(source);
  tellUpdates(read, source);
  // A draft opens nothing, so nobody needs to close it.
  const told = facts.isDraft && !isOver ? new Decisions(source.path) : decisions;
  const ending = { start: facts.start, end, isOver, components, decisions: told, resolved: facts.resolved };
  const updates = closeByKind(read.updates, kind, ending).map((update) => {
    return { ...update, text: safeText(update.text) };
  });
  const first = updates[0]?.at ?? facts.start;
  const frontMatter = frontMatterOf(source, kind, { end, first });
  return { kind, file: { frontMatter, introduction: safeText(read.introduction), updates }, end };
}
