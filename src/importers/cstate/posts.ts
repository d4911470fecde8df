/** The posts of a cState history as files: read, found again where an import made them before, and written. */
import { formatIncidentFile, parseIncidentFile } from '../../content/incident-file.ts';
import { MAX_FILE_BYTES } from '../../content/text.ts';
import type { IncidentFile } from '../../domain/incident.ts';
import type { Kind } from '../../schema/phase.ts';
import { describeProblem } from '../../schema/problems.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { asideOf } from '../asides.ts';
import { Decisions } from '../decisions.ts';
import { idOfName, takeId } from '../ids.ts';
import type { ImportTarget, PlannedFile } from '../plan.ts';
import { idsOf, type Systems } from './components.ts';
import type { CstateHistory, CstatePage } from './history.ts';
import { makeIncident, safeText, type Source } from './incident.ts';
import { findLeftLines, formatLeftText } from './left-text.ts';
import { findImported, formatSource, type ImportedFile } from './match.ts';
import { type PostFacts, readPost } from './post.ts';
import type { DisruptedAs } from './severity.ts';

const STAY_MS = 90 * 86_400_000;
const DAY_MS = 86_400_000;

export interface ReadPost {
  source: CstatePage;
  facts: PostFacts;
  decisions: Decisions;
  /** What an earlier import made of it. */
  earlier?: ImportedFile | undefined;
}

export interface MadePost {
  file: PlannedFile;
  kind: Kind;
  updates: number;
  isDraft: boolean;
  /** The post itself, where its text cannot stand in a file of ours. */
  copy?: PlannedFile | undefined;
}

export interface PostsContext {
  /** Start for posts that name no day anywhere: the time of the import. */
  undatedAt: Instant;
  /** Files of the target that an import wrote. */
  imported: readonly ImportedFile[];
  timeZone: string;
  /** Address of the old page. */
  site: string | undefined;
}

/** Reads every post. One that says no day begins when the file begins that an earlier import made of it. */
export function readPosts(history: CstateHistory, context: PostsContext): ReadPost[] {
  const known = new Set(history.config?.systems.map((system) => system.name.toLowerCase()));
  const isSystem = (name: string): boolean => known.has(name.toLowerCase());
  const { timeZone, site } = context;
  const free = [...context.imported];
  return history.posts.map((source) => {
    const { path, slug } = source;
    const read = (undatedAt: Instant): ReadPost => {
      const decisions = new Decisions(path);
      const facts = readPost(source.page, { path, slug, timeZone, undatedAt, isSystem, decisions });
      return { source, facts, decisions };
    };
    const post = read(context.undatedAt);
    const earlier = findImported(free, { source, facts: post.facts, site, timeZone });
    if (earlier === undefined) return post;
    free.splice(free.indexOf(earlier), 1);
    return { ...(post.facts.isUndated ? read(earlier.start ?? context.undatedAt) : post), earlier };
  });
}

export interface MakingContext extends PostsContext {
  systems: Systems;
  disruptedAs: DisruptedAs;
  target: Pick<ImportTarget, 'asides'>;
  /** Ids that no new file may take. */
  taken: Set<string>;
}

/** An attempt at a file, with what it decided on the way. */
interface Attempt {
  kind: Kind;
  file: IncidentFile;
  text: string;
  decisions: Decisions;
}

function sourceOf(post: ReadPost, context: MakingContext): Omit<Source, 'decisions'> {
  const { source, facts, earlier } = post;
  const stayUntil = earlier?.until ?? Math.ceil((context.undatedAt + STAY_MS) / DAY_MS) * DAY_MS;
  return {
    path: source.path,
    importedFrom: formatSource(source.path, context.site),
    facts,
    body: source.page.body,
    bodyLine: source.page.linesBeforeBody + 1,
    timeZone: context.timeZone,
    components: idsOf(context.systems, facts.systems),
    disruptedAs: context.disruptedAs,
    stayUntil,
  };
}

/** Puts what has no place elsewhere in front of the text, verbatim and unseen. */
function keepLeft(post: ReadPost, file: IncidentFile, decisions: Decisions): IncidentFile {
  const { source, facts } = post;
  const told = decisions.list.flatMap((decision) => [decision.what, decision.text ?? '']);
  const texts = file.updates.flatMap(({ phase, text }) => [phase, text]);
  const kept = [file.introduction, ...texts, ...told, ...facts.left.map(({ text }) => text)].join('\n');
  const lost = findLeftLines(source, facts.understood, kept);
  for (const line of lost) decisions.add('not-kept-word', 'Words of this line have no place in the new text', line);
  const left = safeText(formatLeftText([...facts.left, ...lost]));
  const introduction = [left, file.introduction].filter((part) => part !== '').join('\n\n');
  return { ...file, introduction };
}

/** The first error that the reader of our files finds; undefined where it takes the text. */
function findFault(path: string, text: string): string | undefined {
  const isTooLarge = Buffer.byteLength(text) > MAX_FILE_BYTES;
  const error = parseIncidentFile(path, text).problems.find((problem) => problem.severity === 'error');
  if (error !== undefined) return describeProblem(error);
  return isTooLarge ? `Cannot read a file of more than ${MAX_FILE_BYTES} bytes` : undefined;
}

function attempt(post: ReadPost, source: Omit<Source, 'decisions'>): Attempt {
  const decisions = new Decisions(post.source.path);
  const made = makeIncident({ ...source, decisions });
  const file = keepLeft(post, made.file, decisions);
  return { kind: made.kind, file, text: formatIncidentFile(file), decisions };
}

const ELSEWHERE = 'The text of this post cannot be shown here. It is kept as it was in ';

/** A file that needs nothing of the post but its facts; the post itself lies beside it. */
function bareAttempt(post: ReadPost, source: Omit<Source, 'decisions'>, copy: string): Attempt {
  const decisions = new Decisions(post.source.path);
  const made = makeIncident({ ...source, body: `${ELSEWHERE}${copy}.`, isWhole: true, decisions });
  return { kind: made.kind, file: made.file, text: formatIncidentFile(made.file), decisions };
}

/** Makes the file of a post in the first form that the reader of our files takes. */
function makeReadable(post: ReadPost, path: string, context: MakingContext): Attempt & { copy?: PlannedFile } {
  const source = sourceOf(post, context);
  const first = attempt(post, source);
  const fault = findFault(path, first.text);
  if (fault === undefined) return first;
  const second = attempt(post, { ...source, isWhole: true });
  if (findFault(path, second.text) === undefined) {
    second.decisions.add('form-refused', `Its text stays in one piece, since otherwise: ${fault}`);
    return second;
  }
  const copy = asideOf(post.source, context.target);
  const bare = bareAttempt(post, source, copy.path);
  bare.decisions.add('form-refused', `Its text is kept as ${copy.path} alone, since otherwise: ${fault}`);
  return { ...bare, copy };
}

function choosePath(post: ReadPost, { taken }: MakingContext): string {
  const { source, facts, decisions, earlier } = post;
  if (earlier !== undefined) return earlier.path;
  const id = takeId(idOfName(source.slug, 'incident'), taken);
  if (id !== source.slug) {
    decisions.add('id-changed', `Its address /issues/${source.slug}/ becomes /incidents/${id}/`);
  }
  const year = new Date(facts.start).getUTCFullYear().toString().padStart(4, '0');
  return `${facts.isDraft ? 'drafts' : 'incidents'}/${year}/${id}.md`;
}

function tellPlace({ facts, decisions }: ReadPost, path: string): void {
  if (facts.isDraft && path.startsWith('drafts/')) {
    const what = `It is a draft, which cState never showed: kept as ${path}; move it to incidents/ to publish it`;
    decisions.add('aside', what);
  }
  if (!facts.isDraft && path.startsWith('drafts/')) {
    decisions.add(
      'aside',
      `It is no draft any more, but its file still is ${path}; move it to incidents/ to publish it`,
    );
  }
}

/** Systems that a draft alone names have no component; their names stay with what else is left. */
function keepUnknown({ facts, decisions }: ReadPost, systems: Systems): void {
  const unknown = facts.systems.filter((name) => idsOf(systems, [name]).length === 0);
  if (unknown.length === 0) return;
  const field = facts.understood.find(({ key }) => key === 'affected');
  decisions.add('field-left', 'It names systems that nothing published names', { text: unknown.join('\n') });
  if (field !== undefined) facts.left.push({ line: field.line, text: field.source });
}

/** Makes the file of one post; every decision goes into its list. */
export function makePost(post: ReadPost, context: MakingContext): MadePost {
  const { source, facts, decisions } = post;
  keepUnknown(post, context.systems);
  const path = choosePath(post, context);
  const { kind, file, text, copy, decisions: made } = makeReadable(post, path, context);
  decisions.list.push(...made.list);
  if (facts.systems.length === 0 && kind === 'incident') {
    decisions.add('components-none', 'It names no system that it affects: it belongs to no component');
  }
  tellPlace(post, path);
  const planned = { path, text, from: source.path };
  return { file: planned, kind, updates: file.updates.length, isDraft: path.startsWith('drafts/'), copy };
}
