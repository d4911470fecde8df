/** What people wrote in postmortems/, as a page shows it: what is published, a broken file as its last good revision. */
import { idOfPath, POSTMORTEMS_FOLDER } from '../content/incident-path.ts';
import { type ParsedPostmortemFile, parsePostmortemFile, type PostmortemFile } from '../content/postmortem-file.ts';
import { derivePostmortem, type PublicationDates } from '../domain/postmortem.ts';
import type { ContentHistory, Revision } from '../ports.ts';
import { isId } from '../schema/component.ts';
import { formatProblem } from '../schema/problems.ts';
import type { Instant } from '../schema/timestamp.ts';
import type { SitePostmortems, WithdrawnFile } from '../site/site-content.ts';
import { chooseFiles, findLastGood } from './shown-files.ts';
import { type AddressHistory, wentFromThisPage } from './withdrawn.ts';

export interface PostmortemSources {
  /** Undefined outside Git. */
  history: ContentHistory | undefined;
  address: AddressHistory;
}

export interface ReadPostmortems {
  postmortems: SitePostmortems;
  /** Lines about files that are shown under another name than their own, or not at all. */
  warnings: string[];
}

/**
 * Derives what is published. Of a draft nothing is kept but which incidents it is about, and a file that never was good
 * has said to nobody that it may be read.
 */
export async function readPostmortems(
  parsed: readonly ParsedPostmortemFile[],
  sources: PostmortemSources,
  now: Instant,
): Promise<ReadPostmortems> {
  const { shown, warnings } = await chooseFiles(parsed, sources.history);
  const read = await Promise.all(shown.map((file) => readPostmortem(file, sources, now)));
  const removed = await readRemoved(new Set(shown.map(({ id }) => id)), sources.history);
  const withdrawn = [...read.flatMap((file) => file.withdrawn ?? []), ...removed];
  return {
    postmortems: {
      published: read.flatMap(({ published }) => published ?? []),
      broken: read.flatMap(({ broken }) => broken ?? []),
      inWork: [...new Set(read.flatMap(({ inWork }) => inWork ?? []))],
      withdrawn: withdrawn.filter(({ at }) => wentFromThisPage(at, sources.address)),
    },
    warnings: [...warnings, ...read.flatMap((file) => file.warnings ?? [])],
  };
}

interface ReadPostmortem {
  published?: SitePostmortems['published'][number];
  broken?: SitePostmortems['broken'][number] | undefined;
  /** The incidents of a draft. */
  inWork?: string[];
  withdrawn?: WithdrawnFile | undefined;
  warnings?: string[];
}

async function readPostmortem(
  { path, id, file, problems }: ParsedPostmortemFile,
  { history }: PostmortemSources,
  now: Instant,
): Promise<ReadPostmortem> {
  const good =
    file === undefined ? await findLastGood(path, { history }, parsePostmortemFile) : { file, commit: undefined };
  const isPublished = good?.file.frontMatter.status === 'published';
  const revisions = (await history?.readRevisions(path)) ?? [];
  const lines = problems.map(formatProblem);
  if (good === undefined || !isPublished) {
    const warnings = file === undefined ? [`${path} is not shown:`, ...lines.map((line) => `  ${line}`)] : [];
    const goneAt = findWithdrawal(path, revisions, now);
    const withdrawn = goneAt === undefined ? undefined : { id, at: goneAt };
    return { inWork: good?.file.frontMatter.incidents ?? [], withdrawn, warnings };
  }
  const dates = history?.isShallow === false ? findDates(path, revisions, good.commit) : NO_DATES;
  const published = derivePostmortem(id, good.file, dates);
  if (file !== undefined) return { published };
  return { published, broken: { path, id, title: published.title ?? id, shownCommit: good.commit, problems: lines } };
}

const NO_DATES: PublicationDates = { publishedAt: undefined, changedAt: undefined };

function readRevision(path: string, { text }: Revision): PostmortemFile | undefined {
  return parsePostmortemFile(path, text).file;
}

/** When a file was first published and last changed, going by its revisions, newest first, up to the one that is shown. */
function findDates(path: string, revisions: readonly Revision[], shownCommit: string | undefined): PublicationDates {
  const shown = revisions.find(({ commit }) => commit === shownCommit) ?? revisions[0];
  const first = revisions.findLast((revision) => readRevision(path, revision)?.frontMatter.status === 'published');
  return { publishedAt: first?.at, changedAt: shown?.at };
}

/**
 * When a file that is not published any more ceased to be: at the revision that first said so, else at `goneAt`. Undefined
 * where it never was. A revision that cannot be read changes nothing, as the one before it was shown.
 */
function findWithdrawal(path: string, revisions: readonly Revision[], goneAt: Instant): Instant | undefined {
  let until = goneAt;
  for (const revision of revisions) {
    const status = readRevision(path, revision)?.frontMatter.status;
    if (status === 'published') return until;
    if (status !== undefined) until = revision.at;
  }
  return undefined;
}

/** What was published and has no file any more. */
async function readRemoved(known: ReadonlySet<string>, history: ContentHistory | undefined): Promise<WithdrawnFile[]> {
  const removed = (history?.removedFiles(POSTMORTEMS_FOLDER) ?? [])
    .map(({ path, at }) => ({ path, at, id: idOfPath(path) }))
    .filter(({ path, id }) => path.endsWith('.md') && isId(id) && !known.has(id));
  const found = await Promise.all(
    removed.map(async ({ path, id, at }) => {
      const goneAt = findWithdrawal(path, (await history?.readRevisions(path)) ?? [], at);
      return goneAt === undefined ? [] : [{ id, at: goneAt }];
    }),
  );
  return found.flat();
}
