/** Imports a cState history into a root folder: reads both, plans, writes what is not there yet. */
import { CONFIG_PATH } from '../content/config-file.ts';
import { StatusError } from '../errors.ts';
import { type CstateHistory, parseCstateHistory, type SourceFile } from '../importers/cstate/history.ts';
import { planCstateImport } from '../importers/cstate/plan.ts';
import type { DisruptedAs } from '../importers/cstate/severity.ts';
import { ASIDES_FOLDER } from '../importers/asides.ts';
import { Decisions } from '../importers/decisions.ts';
import type { Decision, ImportPlan, ImportTarget, PlannedFile } from '../importers/plan.ts';
import type { ImportReport } from '../importers/report.ts';
import { formatReportFile } from '../importers/report-file.ts';
import { decodeSource } from '../importers/source-text.ts';
import type { Instant } from '../schema/timestamp.ts';
import { INCIDENTS_FOLDER } from '../content/incident-path.ts';

/** A folder that is read; paths are relative to it, with forward slashes. */
interface ReadableFolder {
  /** Paths of all files below a folder of it (`''` is all of it), ordered; none where there is no such folder. */
  listFiles(folder: string): Promise<string[]>;
  /** Bytes of a file; undefined where there is none. */
  readBytes(path: string): Promise<Uint8Array | undefined>;
}

export interface WritableFolder extends ReadableFolder {
  /** Writes a file that is not there yet, and the folders above it. */
  writeFile(path: string, text: string): Promise<void>;
}

export interface ImportCstateInput {
  /** The folder with `config.yml` and `content/`, or one of posts. */
  source: ReadableFolder;
  target: WritableFolder;
  /** What the page is called where the history does not say it: the folder's name. */
  name: string;
  now: Instant;
  /** What the severity `disrupted` becomes; by default `partial_outage`. */
  disruptedAs?: DisruptedAs | undefined;
  isDryRun?: boolean | undefined;
}

/** Where Hugo looks for its configuration, the first that is there. */
const CONFIGS = ['hugo', 'config'].flatMap((name) => ['toml', 'yaml', 'yml', 'json'].map((end) => `${name}.${end}`));
const CONFIG_IN_FOLDER = /^config\/.*\.(?:toml|ya?ml|json)$/i;
/** What is read of the folder of configurations: that of every environment, without the name of a language. */
const READ_IN_FOLDER = /^config\/_default\/[\w-]+\.\w+$/i;
const PAGE = /\.(?:md|markdown|mdown|html?|adoc|org|rst)$/i;
/** Folders of a Hugo site that hold no posts, and those of other tools. */
const ELSEWHERE =
  /(?:^|\/)(?:themes|node_modules|static|layouts|archetypes|assets|public|resources|i18n|\.git|\.github)\//;

interface SourceRead {
  history: CstateHistory;
  /** What had to be assumed before anything could be planned. */
  decisions: Decision[];
}

async function readFile(
  folder: ReadableFolder,
  path: string,
): Promise<(SourceFile & { guessed?: string }) | undefined> {
  const bytes = await folder.readBytes(path);
  if (bytes === undefined) return undefined;
  const { text, guessed } = decodeSource(bytes);
  return guessed === undefined ? { path, text } : { path, text, guessed };
}

async function readFiles(folder: ReadableFolder, paths: readonly string[]) {
  const files = [];
  for (const path of paths) files.push(await readFile(folder, path));
  return files.filter((file) => file !== undefined);
}

/** The pages: all of `content/`, else of the folder, which may be a `content/` or a folder of posts itself. */
async function listPages(source: ReadableFolder): Promise<string[]> {
  const content = await source.listFiles('content');
  if (content.length > 0) return content;
  return (await source.listFiles('')).filter((path) => !ELSEWHERE.test(path));
}

/** The files of the configuration: one in the folder itself, then those of `config/_default/`, its whole first. */
async function readConfigs(source: ReadableFolder) {
  const [main, ...others] = await readFiles(source, CONFIGS);
  const listed = (await source.listFiles('config')).filter((path) => CONFIG_IN_FOLDER.test(path));
  const isRead = ({ path }: SourceFile): boolean => READ_IN_FOLDER.test(path);
  const isWhole = ({ path }: SourceFile): boolean => /\/(?:hugo|config)\.\w+$/i.test(path);
  const files = await readFiles(source, listed);
  const read = files.filter(isRead);
  return {
    configs: [...(main === undefined ? [] : [main]), ...read.filter(isWhole), ...read.filter((file) => !isWhole(file))],
    unreadConfigs: [...others, ...files.filter((file) => !isRead(file))],
  };
}

async function readSource(source: ReadableFolder): Promise<SourceRead> {
  const paths = await listPages(source);
  const isPage = (path: string): boolean => PAGE.test(path);
  const files = await readFiles(source, paths.filter(isPage));
  const { configs, unreadConfigs } = await readConfigs(source);
  const isConfig = (path: string): boolean => [...configs, ...unreadConfigs].some((config) => config.path === path);
  const decisions = files.flatMap((file) => {
    if (file.guessed === undefined) return [];
    const told = new Decisions(file.path);
    told.add('encoding-guessed', `It is no UTF-8 and was read as ${file.guessed}`);
    return told.list;
  });
  for (const path of paths.filter((candidate) => !isPage(candidate) && !isConfig(candidate))) {
    const told = new Decisions(path);
    told.add('file-left', 'It is no page and was not brought over');
    decisions.push(...told.list);
  }
  return { history: parseCstateHistory({ files, configs, unreadConfigs }), decisions };
}

async function readTarget(target: ReadableFolder): Promise<ImportTarget> {
  const paths = [...(await target.listFiles(INCIDENTS_FOLDER)), ...(await target.listFiles('drafts'))];
  const config = await readFile(target, CONFIG_PATH);
  const files = await readFiles(
    target,
    paths.filter((path) => path.endsWith('.md')),
  );
  return { config: config?.text, files, asides: await readFiles(target, await target.listFiles(ASIDES_FOLDER)) };
}

/** Where the report is kept: beside that of another import, of which nothing is overwritten. */
async function placeReport(target: ReadableFolder): Promise<string> {
  for (let count = 1; ; count += 1) {
    const path = `import-report-cstate${count === 1 ? '' : `-${count}`}.md`;
    if ((await target.readBytes(path)) === undefined) return path;
  }
}

/** What is to be written: each file that is not there, and where there is one, the report of it all. */
async function listWrites(
  plan: ImportPlan,
  fresh: readonly PlannedFile[],
  input: { target: ReadableFolder; decisions: Decision[] },
) {
  const config = plan.config === undefined ? [] : [{ path: 'status.yml', text: plan.config }];
  const files = [...fresh, ...config];
  if (files.length === 0) return { files };
  const reportPath = await placeReport(input.target);
  const text = formatReportFile('cState', plan.counts, input.decisions);
  return { files: [...files, { path: reportPath, text }], reportPath };
}

/** Sorts planned files by what the target holds: nothing, the same, or something else, which is never overwritten. */
function sortFiles(planned: readonly PlannedFile[], target: ImportTarget) {
  const there = new Map([...target.files, ...(target.asides ?? [])].map((file) => [file.path, file.text]));
  return {
    fresh: planned.filter((file) => !there.has(file.path)),
    same: planned.filter((file) => there.get(file.path) === file.text).map((file) => file.path),
    other: planned
      .filter((file) => there.has(file.path) && there.get(file.path) !== file.text)
      .map((file) => file.path),
  };
}

/**
 * Brings a cState history over. Nothing that exists is overwritten, so an import may be repeated. Throws a
 * {@link StatusError} where the source holds no post.
 */
export async function importCstate(input: ImportCstateInput): Promise<ImportReport> {
  const { source, target, name, now, disruptedAs, isDryRun = false } = input;
  const { history, decisions } = await readSource(source);
  if (history.posts.length === 0) {
    throw new StatusError(
      'Cannot find a post of a cState page: expected Markdown files in content/issues/, found none',
      {
        hint: 'Give the folder with config.yml and content/, for example: import cstate ../old-status',
      },
    );
  }
  const held = await readTarget(target);
  const plan = planCstateImport(history, { target: held, name, undatedAt: now, disruptedAs });
  const { fresh, same, other } = sortFiles([...plan.files, ...plan.asides], held);
  const all = [...plan.decisions, ...decisions];
  const { files, reportPath } = await listWrites(plan, fresh, { target, decisions: all });
  for (const file of isDryRun ? [] : files) await target.writeFile(file.path, file.text);
  return {
    counts: plan.counts,
    decisions: all,
    written: files.map((file) => file.path),
    alreadyThere: same,
    kept: other,
    config: plan.config === undefined ? 'kept' : 'written',
    reportPath,
    isDryRun,
  };
}
