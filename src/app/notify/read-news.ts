/** What main has to tell: its entries and post-mortems as far as they can be news, and which of them readers can see. */
import { isClosedBefore } from '../../content/closed-file.ts';
import { CONFIG_PATH, parseConfigFile } from '../../content/config-file.ts';
import { parseIncidentFile } from '../../content/incident-file.ts';
import { idOfPath, INCIDENTS_FOLDER, isEntryPath, POSTMORTEMS_FOLDER } from '../../content/incident-path.ts';
import { parsePostmortemFile } from '../../content/postmortem-file.ts';
import type { Deploy } from '../../domain/deploy.ts';
import type { Entry } from '../../domain/describe-notice.ts';
import { DAY_MS } from '../../domain/ledger.ts';
import { redact } from '../../domain/redaction.ts';
import type { TellableEntry, TellablePostmortem } from '../../domain/tellable.ts';
import { StatusError } from '../../errors.ts';
import type { BranchFile, ContentHistory, Snapshot } from '../../ports.ts';
import type { Config } from '../../schema/config.ts';
import { formatProblem } from '../../schema/problems.ts';
import { type Instant } from '../../schema/timestamp.ts';
import { deriveEntry } from '../read-entries.ts';
import { readPostmortems } from '../read-postmortems.ts';

export interface NewsPorts {
  /** What Git knows of files of main, up to a commit. */
  readHistory(until: string, paths: readonly string[]): Promise<ContentHistory>;
  note(text: string): void;
}

export interface News {
  config: Config;
  entries: TellableEntry[];
  postmortems: TellablePostmortem[];
}

/** The configuration as main has it, else as it last was good there. */
export async function readMainConfig(snapshot: Snapshot, note: (text: string) => void): Promise<Config> {
  const [file] = snapshot.main === undefined ? [] : ((await snapshot.readFilesAt(snapshot.main, [CONFIG_PATH])) ?? []);
  const { config, problems } = parseConfigFile(file?.text ?? '');
  if (config !== undefined) return config;
  const letters = problems.map(formatProblem).join('\n');
  for (const { text } of file === undefined ? [] : await snapshot.readMainRevisions(CONFIG_PATH)) {
    const good = text === undefined ? undefined : parseConfigFile(text).config;
    if (good === undefined) continue;
    note(`${CONFIG_PATH} of main is used as it last was good:\n${letters}`);
    return good;
  }
  throw new StatusError(file === undefined ? `Cannot find ${CONFIG_PATH} on main` : letters, {
    hint: 'Nobody was told anything.',
  });
}

/** Whether a file can have news: it is open, or says something of the last two days, or asks to be told again. */
function mayBeNews({ text }: BranchFile, now: Instant): boolean {
  return /\bagain\b/i.test(text) || !isClosedBefore(text, now - 2 * DAY_MS);
}

interface Shown {
  /** Undefined where there is no record of what is live, or nothing newer than it on main. */
  files: ReadonlyMap<string, string> | undefined;
}

/**
 * What the page that is live was made from. A commit that is not here shows nothing that main has changed since. Without
 * any record the page is deployed by something else, unless that has just failed.
 */
async function readLive({ snapshot, deploy, hasDeployFailed }: Reading, folders: readonly string[]): Promise<Shown> {
  if (deploy === undefined) return { files: hasDeployFailed ? new Map() : undefined };
  if (deploy.commit === snapshot.main) return { files: undefined };
  const files = await snapshot.readFilesAt(deploy.commit, folders);
  return { files: new Map(files?.map(({ path, text }) => [path, text])) };
}

function createIsLive({ path, text }: BranchFile, { files }: Shown): TellableEntry['isLive'] {
  const shown = files?.get(path);
  if (files === undefined || shown === text) return () => true;
  const known = shown === undefined ? [] : (parseIncidentFile(path, shown).file?.updates ?? []);
  const times = new Set(known.map(({ at }) => at));
  return (update) => (update === undefined ? shown !== undefined : times.has(update.at));
}

/** Whether the page that is live was built after an instant, so that it shows what the clock has changed by then. */
function isBuiltSince({ deploy, hasDeployFailed }: Reading, at: Instant): boolean {
  return deploy === undefined ? !hasDeployFailed : deploy.builtAt >= at;
}

interface NewsOptions {
  /** The last build that is live. */
  deploy: Deploy | undefined;
  hasDeployFailed: boolean;
  now: Instant;
  ports: NewsPorts;
  /** Whether somebody is told of post-mortems besides the channels of status.yml. */
  withPostmortems?: boolean | undefined;
}

interface Reading extends NewsOptions {
  snapshot: Snapshot;
  main: string;
  config: Config;
}

async function readEntries(reading: Reading): Promise<TellableEntry[]> {
  const { snapshot, main, config, now, ports } = reading;
  const files = ((await snapshot.readFilesAt(main, [INCIDENTS_FOLDER])) ?? []).filter(
    (file) => isEntryPath(file.path) && mayBeNews(file, now),
  );
  const live = await readLive(reading, [INCIDENTS_FOLDER]);
  let history: Promise<ContentHistory> | undefined;
  const publishedAt = async (path: string): Promise<Instant | undefined> => {
    const known = await (history ??= ports.readHistory(main, [INCIDENTS_FOLDER]));
    // A file that was moved was published before.
    if (known.isShallow || (await known.findEarlierPath(path)) !== undefined) return undefined;
    return (await known.readRevisions(path)).at(-1)?.at;
  };
  const read = files.map(async (file): Promise<TellableEntry[]> => {
    const parsed = parseIncidentFile(file.path, file.text);
    if (parsed.file === undefined) {
      ports.note(`Not told of, as it cannot be read: ${parsed.problems.map(formatProblem)[0] ?? file.path}`);
      return [];
    }
    const entry = redact(await deriveEntry(parsed.id, parsed.file, now), config.redactions);
    const isSilent = entry.kind === 'maintenance' && entry.updates.length === 0;
    const isLive = createIsLive(file, live);
    const hasEntered = (at: Instant): boolean => isLive(undefined) && isBuiltSince(reading, at);
    return [{ entry, publishedAt: isSilent ? await publishedAt(file.path) : undefined, isLive, hasEntered }];
  });
  return (await Promise.all(read)).flat();
}

/** What a post-mortem is about; files that are long closed are read for it alone. */
async function readSubjects({ snapshot, main, now }: Reading, ids: readonly string[]): Promise<Map<string, Entry>> {
  const files = ids.length === 0 ? [] : ((await snapshot.readFilesAt(main, [INCIDENTS_FOLDER])) ?? []);
  const found = new Map<string, Entry>();
  for (const { path, text } of files) {
    const { id, file } = ids.some((each) => text.includes(each) || path.includes(each))
      ? parseIncidentFile(path, text)
      : { id: '', file: undefined };
    if (file === undefined) continue;
    const entry = await deriveEntry(id, file, now);
    for (const name of [id, ...(file.frontMatter.formerly ?? [])]) found.set(name, entry);
  }
  return found;
}

/** Whether a post-mortem was published under another name before, so that its file is new and it is not. */
async function wasMoved({ path }: BranchFile, history: ContentHistory): Promise<boolean> {
  const earlier = await history.findEarlierPath(path);
  const revisions = earlier === undefined ? [] : await history.readRevisions(earlier);
  return revisions.some(
    ({ text }) => parsePostmortemFile(earlier ?? path, text).file?.frontMatter.status === 'published',
  );
}

async function readReports(reading: Reading): Promise<TellablePostmortem[]> {
  const { snapshot, main, config, now, ports } = reading;
  if (reading.withPostmortems !== true && !config.channels.some(({ on }) => on.includes('postmortem'))) return [];
  const files = ((await snapshot.readFilesAt(main, [POSTMORTEMS_FOLDER])) ?? []).filter(({ path }) =>
    isEntryPath(path),
  );
  if (files.length === 0) return [];
  const history = await ports.readHistory(main, [POSTMORTEMS_FOLDER]);
  if (history.isShallow) ports.note('Post-mortems are not told of: this clone does not have the whole history.');
  const parsed = files.map(({ path, text }) => parsePostmortemFile(path, text));
  const address = { configRevisions: [], pageUrl: config.page.url };
  const { postmortems } = await readPostmortems(parsed, { history, address }, now);
  const latest = postmortems.published.filter(({ publishedAt = 0 }) => publishedAt > now - 2 * DAY_MS);
  const ofLatest = files.filter(({ path }) => latest.some(({ id }) => id === idOfPath(path)));
  const areMoved = await Promise.all(ofLatest.map((file) => wasMoved(file, history)));
  const moved = new Set(ofLatest.filter((_, index) => areMoved[index]).map(({ path }) => idOfPath(path)));
  const recent = latest.filter(({ id }) => !moved.has(id));
  const subjects = await readSubjects(
    reading,
    recent.flatMap(({ incidents }) => incidents),
  );
  const { files: live } = await readLive(reading, [POSTMORTEMS_FOLDER]);
  const shown = [...(live ?? [])].filter(
    ([path, text]) => parsePostmortemFile(path, text).file?.frontMatter.status === 'published',
  );
  const liveIds = new Set(shown.map(([path]) => idOfPath(path)));
  return recent.map((postmortem) => ({
    postmortem,
    about: postmortem.incidents.flatMap((id) => subjects.get(id) ?? []),
    isLive: live === undefined || liveIds.has(postmortem.id),
  }));
}

/** Reads what main has to tell at `now`. Nothing of a proposal is news. */
export async function readNews(snapshot: Snapshot, options: NewsOptions): Promise<News> {
  const config = await readMainConfig(snapshot, options.ports.note);
  if (snapshot.main === undefined) return { config, entries: [], postmortems: [] };
  const reading = { ...options, snapshot, main: snapshot.main, config };
  const [entries, postmortems] = await Promise.all([readEntries(reading), readReports(reading)]);
  return { config, entries, postmortems };
}
