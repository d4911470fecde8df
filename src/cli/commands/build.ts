import { join, resolve } from 'node:path';

import {
  type BuildPorts,
  type BuildProgress,
  type BuildReport,
  buildSite,
  type KeptPages,
} from '../../app/build-site.ts';
import { type ContentSources, readSiteContent, type SiteReading } from '../../app/read-site-content.ts';
import { rememberMeasurements } from '../../app/read-measurements.ts';
import { CONFIG_PATH, parseConfigFile } from '../../content/config-file.ts';
import { CONTENT_PATHS } from '../../content/content-paths.ts';
import type { PlacedIncidentFile } from '../../content/incident-file.ts';
import { digestOf } from '../../digest.ts';
import { listFeedKeys } from '../../feeds/scopes.ts';
import type { RootFiles } from '../../ports.ts';
import { showInvisible } from '../../schema/visible-text.ts';
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import type { CurrentSite } from '../../site/current-model.ts';
import { createPageKeys, listEntryKeys } from '../../site/page-keys.ts';
import { renderPages } from '../../store/astro-pages.ts';
import { describeEngine, nameEngine } from '../../store/engine.ts';
import { readHistory } from '../../store/history.ts';
import { isDirty } from '../../store/is-dirty.ts';
import { openKeptPages } from '../../store/kept-pages.ts';
import { openKeptReadings, type RecordedReadings } from '../../store/kept-readings.ts';
import { replaceFolder, resolveOutput } from '../../store/output-folder.ts';
import { drawPictures, writePictures } from '../../store/pictures.ts';
import { fileOfAddress } from '../../store/page-file.ts';
import { findRepository } from '../../store/repository.ts';
import { openRootFiles } from '../../store/root-files.ts';
import { createWorkFolder } from '../../store/work-folder.ts';
import { setStepOutputs } from '../actions.ts';
import type { ExitCode } from '../exit-code.ts';
import type { NowFlags, RootFlags } from '../options.ts';
import { output } from '../output.ts';
import { createProgress } from '../progress.ts';
import { ENGINE_FOLDER, findRoot, standingFolder } from '../root.ts';

type Flags = RootFlags & NowFlags & { out: string };

/** Of a shorter history there is nothing to gain. */
const KEEP_FROM = 1_000;

/** So many files are read anew in less time than it takes to write down what stands in all. */
const KEEP_READINGS_FROM = 200;

/** Where builds leave for the next what they have made, beside the packages. */
const CACHE_FOLDER = join(ENGINE_FOLDER, 'node_modules', '.cache');

const describeOwnEngine = (): string => describeEngine(ENGINE_FOLDER);

function openReadings(root: string): Promise<RecordedReadings<PlacedIncidentFile>> {
  const name = `incidents-${digestOf(resolve(root), 12)}`;
  const folder = join(CACHE_FOLDER, 'candor-read');
  return openKeptReadings({ folder, name, from: KEEP_READINGS_FROM, describeReader: describeOwnEngine });
}

async function openGit(root: string): Promise<ContentSources['git']> {
  const repository = await findRepository({ root });
  if (repository === undefined) return undefined;
  const [snapshot, history] = await Promise.all([
    repository.snapshot({ fetch: false }),
    readHistory({ root, paths: CONTENT_PATHS, keepFrom: KEEP_FROM }),
  ]);
  return { snapshot, history };
}

/** Reads the content of `root` from given files. Git is read as it is here; nothing is fetched. */
export function readContentOf(root: string): (files: RootFiles, now: Instant) => Promise<SiteReading> {
  const measure = rememberMeasurements();
  const engine = nameEngine(ENGINE_FOLDER);
  return async (files, now) => {
    const [git, kept] = await Promise.all([openGit(root), openReadings(root)]);
    const reading = await readSiteContent(
      { files, git, kept, measure, engine, isDirty: () => isDirty(root, CONTENT_PATHS) },
      now,
    );
    await kept.record();
    return reading;
  };
}

/** Fewer entries are rendered in less time than it takes to know that they need not be. */
const MANY_ENTRIES = 500;

/** The files that follow from entries alone, nearly all of a long history, each with the key of what it follows from. */
export function listKeys(site: CurrentSite, engine: string): Map<string, string> {
  const keys = createPageKeys(site, engine);
  const { base } = site.model.urls;
  const addresses = [...listEntryKeys(site, keys), ...listFeedKeys(site, keys)];
  return new Map(addresses.map(([address, key]) => [fileOfAddress(address, base) ?? address, key]));
}

function openKept(target: string): KeptPages {
  const kept = openKeptPages({ target, folder: join(CACHE_FOLDER, 'candor-built') });
  return {
    take(site, folder) {
      if (site.model.entries.length < MANY_ENTRIES) return new Set();
      return kept.take(listKeys(site, describeOwnEngine()), folder);
    },
    record: () => kept.record(),
  };
}

/** What a build of `root` at `now` needs of the world. */
export async function createBuildPorts(root: string, now: Instant): Promise<BuildPorts> {
  const files = await openRootFiles(root);
  return {
    readPageUrl: async () => {
      const { text } = (await files.read(CONFIG_PATH)) ?? {};
      return text === undefined ? undefined : parseConfigFile(text).config?.page.url;
    },
    readContent: () => readContentOf(root)(files, now),
    resolveOutput: (out) => resolveOutput(out, { root, engineFolder: ENGINE_FOLDER }),
    openKept,
    createWorkFolder: () => createWorkFolder(ENGINE_FOLDER),
    renderPages: (request) => renderPages({ ...request, engineFolder: ENGINE_FOLDER }),
    drawPictures,
    writePictures,
    copyFromRoot: files.copyTo,
    replaceFolder,
  };
}

function describeProgress(progress: BuildProgress): string {
  if (progress.step === 'read') return 'Reading …';
  if (progress.step === 'write') return 'Writing …';
  return `Rendering ${progress.done.toLocaleString('en')} of ${progress.total.toLocaleString('en')} …`;
}

/** Tells the steps that deploy the build what it shows; `candor deployed` writes it down once it is live. */
async function tellSteps({ commit, now, checkedAt }: BuildReport['content']): Promise<void> {
  const checked = checkedAt === undefined ? '' : formatInstant(checkedAt);
  await setStepOutputs({ commit: commit?.id ?? '', built: formatInstant(now), checked });
}

function describeReport({ rendered, kept }: BuildReport, out: string): string {
  const count = (number: number): string => number.toLocaleString('en');
  return `Wrote ${count(rendered + kept)} files to ${out}${kept === 0 ? '' : `, ${count(kept)} of them as they were`}`;
}

/** `candor build`: 0 when a page was written, also from last good revisions, which are named on stderr. */
export async function runBuild(flags: Flags): Promise<ExitCode> {
  const root = findRoot(flags);
  const progress = createProgress(process.stderr, Date.now);
  const ports = await createBuildPorts(root, flags.now ?? Date.now());
  const out = resolve(standingFolder(), flags.out);
  try {
    const onProgress = (step: BuildProgress): void => progress.show(describeProgress(step));
    const report = await buildSite({ out, onProgress }, ports);
    progress.clear();
    for (const warning of report.warnings) output.note(showInvisible(warning));
    await tellSteps(report.content);
    output.print(describeReport(report, flags.out));
    return 0;
  } finally {
    progress.clear();
  }
}
