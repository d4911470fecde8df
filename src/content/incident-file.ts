/** Text of a file in `incidents/` to what stands in it, and back. */
import type { IncidentFile } from '../domain/incident.ts';
import { sortUpdates } from '../domain/update.ts';
import { FRONT_MATTER_SCHEMAS, type FrontMatter } from '../schema/incident.ts';
import type { Kind } from '../schema/phase.ts';
import type { Problem } from '../schema/problems.ts';
import { formatFrontMatter, formatYamlDocument, INCIDENT_FORM, joinFile, kindOf } from './front-matter-format.ts';
import { lineOf } from './glance.ts';
import { findIncidentProblems } from './incident-rules.ts';
import { openPlacedFile } from './placed-file.ts';
import { valueAt } from './schema-example.ts';
import { readBySchema } from './schema-problems.ts';
import { formatBody, parseUpdates, type PlacedUpdate } from './updates.ts';
import type { YamlDocument } from './yaml.ts';

export interface PlacedIncidentFile extends IncidentFile {
  updates: PlacedUpdate[];
}

export interface ParsedIncidentFile {
  /** Path relative to the root folder. */
  path: string;
  /** The file name without `.md`. */
  id: string;
  /** What stands in the file; undefined where an error leaves that unknown. */
  file?: PlacedIncidentFile | undefined;
  /** The same although a rule found an error in it, so that further rules can look at it. Never to be shown. */
  draft?: PlacedIncidentFile | undefined;
  /** The updates that could be read, also where the rest could not. */
  updates: PlacedUpdate[];
  /** Places of the front matter, for rules that look across files. */
  yaml?: YamlDocument | undefined;
  problems: Problem[];
}

/** The ids that lead to a file, its own first; those that it had earlier also where it has faults elsewhere. */
export function idsOf({ id, file, yaml }: Pick<ParsedIncidentFile, 'id' | 'file' | 'yaml'>): string[] {
  const formerly = file?.frontMatter.formerly ?? valueAt(yaml?.data, ['formerly']);
  return [id, ...(Array.isArray(formerly) ? formerly.filter((former) => typeof former === 'string') : [])];
}

/** The kind that front matter seems to say, as far as a look at its lines tells. */
export function kindInText(front: string): Kind {
  const [kind] = /[a-z]+/i.exec(lineOf(front, 'kind') ?? '') ?? [];
  const scheduled = lineOf(front, 'scheduled') === undefined ? {} : { scheduled: {} };
  return kindOf(kind === undefined ? scheduled : { kind });
}

/**
 * Reads a file of `incidents/`. All problems at once; `file` is there whenever nothing but its form is wrong
 * (a BOM, CR line ends, an odd name), so that a page can still be made of it.
 */
export function parseIncidentFile(path: string, raw: string): ParsedIncidentFile {
  const { id, content, unread, problems } = openPlacedFile(path, raw);
  if (content === undefined) {
    const { body, linesBefore } = unread ?? { body: '', linesBefore: 0 };
    const parsed = parseUpdates({ file: path, kind: kindInText(unread?.front ?? ''), text: body, linesBefore });
    return { path, id, updates: parsed.updates, problems: [...problems, ...parsed.problems] };
  }
  const { yaml } = content;
  const kind = kindOf(yaml.data);
  const front = readBySchema<FrontMatter>({ file: path, yaml, schema: FRONT_MATTER_SCHEMAS[kind] });
  const body = parseUpdates({ file: path, kind, text: content.body, linesBefore: content.linesBefore });
  const { updates } = body;
  const unknownKind = front.problems.find(({ message }) => message === 'Cannot read "kind"');
  // Whatever else is told depends on the kind.
  if (unknownKind !== undefined) return { path, id, updates, yaml, problems: [...problems, unknownKind] };
  problems.push(...front.problems, ...body.problems);
  if (front.value === undefined) return { path, id, updates, yaml, problems };
  const draft = { frontMatter: front.value, introduction: body.introduction, updates };
  const ruleProblems = findIncidentProblems({
    path,
    file: draft,
    yaml,
    hasFaultyUpdate: body.problems.some(({ severity }) => severity === 'error'),
  });
  const broken = [...body.problems, ...ruleProblems].some((problem) => problem.severity === 'error');
  return { path, id, file: broken ? undefined : draft, draft, updates, yaml, problems: [...problems, ...ruleProblems] };
}

/** Writes an incident file in its canonical form, updates oldest first. The inverse of {@link parseIncidentFile}. */
export function formatIncidentFile(file: IncidentFile): string {
  return joinFile(
    formatFrontMatter(file.frontMatter, INCIDENT_FORM),
    formatBody(file.introduction, sortUpdates(file.updates)),
  );
}

/**
 * Rewrites a file's text in the canonical form; comments in its front matter stay. Undefined where the text has an
 * error other than its form, since what cannot be read cannot be kept.
 */
export function formatIncidentText(path: string, raw: string): string | undefined {
  return formatParsed(parseIncidentFile(path, raw));
}

function formatParsed({ file, yaml }: ParsedIncidentFile): string | undefined {
  if (file === undefined || yaml === undefined) return undefined;
  return joinFile(
    formatYamlDocument(yaml.document, INCIDENT_FORM),
    formatBody(file.introduction, sortUpdates(file.updates)),
  );
}

export interface FrontMatterChange {
  /** Values that are replaced; what is undefined stays as it is, and null takes the key out. */
  set: Readonly<Record<string, string | null | undefined>>;
  /** Items that lists get at their end. */
  add: Readonly<Record<string, readonly unknown[]>>;
}

/**
 * Changes values in a file's front matter and writes it canonically; everything else stays as it is, comments too.
 * Throws a RangeError for a file that cannot be read.
 */
export function changeFrontMatter(path: string, raw: string, { set, add }: FrontMatterChange): string {
  const parsed = parseIncidentFile(path, raw);
  const document = parsed.yaml?.document;
  for (const [key, value] of Object.entries(set)) {
    if (value === null) document?.delete(key);
    else if (value !== undefined) document?.set(key, value);
  }
  for (const [key, items] of Object.entries(add)) {
    if (items.length > 0 && document?.has(key) === false) document.set(key, document.createNode([]));
    for (const item of items) document?.addIn([key], document.createNode(item));
  }
  const text = formatParsed(parsed);
  if (text === undefined) throw new RangeError(`Cannot change the front matter of "${path}": it cannot be read`);
  return text;
}
