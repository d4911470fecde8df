/** Composes a new file of `incidents/` from its fields. Pure: nothing is written. */
import { formatDay, formatInstant, type Instant, parseInstant } from '../schema/timestamp.ts';
import { freeId } from '../domain/free-id.ts';
import type { Update } from '../domain/update.ts';
import type { Kind } from '../schema/phase.ts';
import {
  type AnnouncementFields,
  cleanComponents,
  cleanLine,
  cleanMessage,
  cleanOptional,
  cleanWord,
  type ComponentField,
  componentId,
  type IncidentFields,
  type MaintenanceFields,
} from './compose-fields.ts';
import {
  type ComposeContext,
  type Composition,
  compositionOf,
  type FieldProblem,
  fieldProblem,
  findComposedProblems,
  headingProblems,
  messageProblems,
} from './compose-problems.ts';
import { formatFrontMatter, INCIDENT_FORM, joinFile } from './front-matter-format.ts';
import { latinIdOf } from './ids.ts';
import { idsOf } from './incident-file.ts';
import { INCIDENTS_FOLDER } from './incident-path.ts';
import { readHeadingFields } from './update-heading.ts';
import { formatBody } from './updates.ts';

/** Beyond this many letters of a title an id is no easier to tell from others. */
const LONGEST_SLUG = 60;
const SECOND_MS = 1_000;

/**
 * The id of a new file: the UTC day and what of the title can stand in an id, the first that no file has or had; a
 * title in another script gives way to the kind.
 */
export function newEntryId(title: string, kind: Kind, { incidents, now }: Omit<ComposeContext, 'config'>): string {
  const { id } = latinIdOf(cleanLine(title));
  const slug = id.length <= LONGEST_SLUG ? id : id.slice(0, LONGEST_SLUG + 1).replace(/-[^-]*$/, '');
  const short = slug.slice(0, LONGEST_SLUG);
  return freeId(`${formatDay(now)}-${short === '' ? kind : short}`, new Set(incidents.flatMap(idsOf)));
}

/** A new file before it is known whether it is right. */
interface Entry {
  kind: Kind;
  title: string;
  id: string | undefined;
  frontMatter: object;
  message: string;
  heading: { phase: string; next?: string | undefined; notify?: string | undefined };
}

function idProblems(path: string, id: string, context: ComposeContext): FieldProblem[] {
  const owner = context.incidents.find((incident) => idsOf(incident).includes(id));
  if (owner === undefined) return [];
  const taken = new Set(context.incidents.flatMap(idsOf));
  return [
    fieldProblem(path, 'id', {
      message: `Cannot use the id "${id}" twice`,
      expected: 'an id that no other file has or had',
      example: freeId(id, taken),
      received: `${id}, which is ${owner.path}`,
    }),
  ];
}

function composeEntry(entry: Entry, context: ComposeContext, found: readonly FieldProblem[]): Composition {
  const id = cleanOptional(entry.id)?.replace(/\.md$/, '') ?? newEntryId(entry.title, entry.kind, context);
  const at = Math.floor(context.now / SECOND_MS) * SECOND_MS;
  // A name with a slash would be a folder; the rule of file names says so.
  const path = `${INCIDENTS_FOLDER}/${formatDay(at).slice(0, 4)}/${id.replaceAll('/', ' ')}.md`;
  const { heading, faults } = readHeadingFields({ components: [], ...entry.heading }, entry.kind);
  const update: Update = { ...heading, at, text: cleanMessage(entry.message) };
  const front = formatFrontMatter(entry.frontMatter, INCIDENT_FORM);
  const text = joinFile(front, formatBody('', [update]));
  const line = front.split('\n').length + 3;
  return compositionOf({ id, path, text }, [
    ...idProblems(path, id, context),
    ...found.map((problem) => ({ ...problem, file: path })),
    ...headingProblems({ path, line }, faults),
    // The rule within them knows no earlier ids.
    ...findComposedProblems(path, text, context).filter(({ rule }) => rule !== 'ids-unique'),
  ]);
}

/** A problem for each component that is given a status twice; a block of keys has room for one. */
function repeatedComponents(ids: readonly string[]): FieldProblem[] {
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...repeated].map((id) =>
    fieldProblem('', 'components', {
      message: `Cannot name the component "${id}" twice`,
      expected: 'each once',
      example: id,
      received: id,
    }),
  );
}

function statusesOf(components: readonly ComponentField[]): Record<string, string> {
  return Object.fromEntries(components.map(({ id, status }) => [id, status]));
}

/** Composes a new incident, which begins at `now`. Its components have the statuses in front matter. */
export function composeIncident(fields: IncidentFields, context: ComposeContext): Composition {
  const { title, message, id, phase, next, notify } = fields;
  const components = cleanComponents(fields.components, context.config);
  const frontMatter = {
    title: cleanLine(title),
    category: cleanWord(fields.category),
    confidence: cleanOptional(cleanWord(fields.confidence ?? '')),
    provider: cleanOptional(fields.provider),
    providerUrl: cleanOptional(fields.providerUrl),
    reportedAt: cleanOptional(fields.reportedAt),
    ticket: cleanOptional(fields.ticket),
    impact: cleanWord(fields.impact),
    components: statusesOf(components),
    startedAt: cleanOptional(fields.startedAt),
    startedBecause: cleanOptional(fields.startedBecause),
  };
  const heading = {
    phase: cleanOptional(phase) ?? 'investigating',
    next: cleanOptional(next),
    notify: cleanOptional(notify),
  };
  return composeEntry({ kind: 'incident', title, id, frontMatter, message, heading }, context, [
    ...messageProblems('', message),
    ...repeatedComponents(components.map((component) => component.id)),
  ]);
}

function pastProblem(field: string, what: { message: string; at: string; now: Instant; isWarning?: boolean }) {
  const { message, at, now, isWarning = false } = what;
  const instant = parseInstant(at);
  if (instant === undefined || instant > now) return [];
  return [
    fieldProblem('', field, {
      severity: isWarning ? 'warning' : 'error',
      message,
      expected: `a time after ${formatInstant(now)}`,
      example: formatInstant(now + 86_400_000),
      received: at,
    }),
  ];
}

/** Composes a new maintenance, announced at `now`. One whose window is over is refused unless it recurs. */
export function composeMaintenance(fields: MaintenanceFields, context: ComposeContext): Composition {
  const { title, message = '', id, notify } = fields;
  const { now } = context;
  const components = fields.components.map((written) => componentId(written, context.config));
  const [from, until] = [cleanLine(fields.from), cleanLine(fields.until)];
  const recurrence = cleanOptional(fields.recurrence)?.replace(/^RRULE:/i, '');
  const exdates = (fields.exdates ?? []).map(cleanLine).filter((date) => date !== '');
  const timeZone = cleanOptional(fields.timeZone);
  const scheduled = { from, until, timeZone, recurrence, exdates: exdates.length === 0 ? undefined : exdates };
  const frontMatter = { kind: 'maintenance', title: cleanLine(title), components, scheduled: present(scheduled) };
  const heading = { phase: 'scheduled', notify: cleanOptional(notify) };
  const isOver = pastProblem('until', { message: 'Cannot schedule a maintenance that is over', at: until, now });
  const hasBegun = pastProblem('from', { message: 'This maintenance has begun', at: from, now, isWarning: true });
  const past = isOver.length > 0 && recurrence === undefined ? isOver : hasBegun;
  return composeEntry({ kind: 'maintenance', title, id, frontMatter, message, heading }, context, [
    ...(message.trim() === '' ? [] : messageProblems('', message)),
    ...repeatedComponents(components),
    ...past,
  ]);
}

/** Composes a new announcement, published at `now`. */
export function composeAnnouncement(fields: AnnouncementFields, context: ComposeContext): Composition {
  const { title, message, id, notify } = fields;
  const components = (fields.components ?? []).map((written) => componentId(written, context.config));
  const until = cleanOptional(fields.until);
  const frontMatter = {
    kind: 'announcement',
    title: cleanLine(title),
    components: components.length === 0 ? undefined : components,
    until,
  };
  const heading = { phase: 'announced', notify: cleanOptional(notify) };
  const over = 'Cannot announce something until a time that is past';
  return composeEntry({ kind: 'announcement', title, id, frontMatter, message, heading }, context, [
    ...messageProblems('', message),
    ...repeatedComponents(components),
    ...(until === undefined ? [] : pastProblem('until', { message: over, at: until, now: context.now })),
  ]);
}

/** The values that are there. */
function present(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
