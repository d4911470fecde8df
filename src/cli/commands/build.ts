import { resolve } from 'node:path';

import { type BuildPorts, type BuildProgress, type BuildReport, buildSite } from '../../app/build-site.ts';
import { readSiteContent, type SiteReading } from '../../app/read-site-content.ts';
import { rememberMeasurements } from '../../app/read-measurements.ts';
import { CONFIG_PATH, parseConfigFile } from '../../content/config-file.ts';
import { CONTENT_PATHS } from '../../content/content-paths.ts';
import type { RootFiles } from '../../ports.ts';
import { showInvisible } from '../../schema/visible-text.ts';
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import { renderPages } from '../../store/astro-pages.ts';
import { readHistory } from '../../store/history.ts';
import { replaceFolder, resolveOutput } from '../../store/output-folder.ts';
import { drawPictures, writePictures } from '../../store/pictures.ts';
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

/** Reads the content of `root` from given files. Git is read as it is here; nothing is fetched. */
export function readContentOf(root: string): (files: RootFiles, now: Instant) => Promise<SiteReading> {
  const measure = rememberMeasurements();
  return async (files, now) => {
    const repository = await findRepository({ root });
    if (repository === undefined) return readSiteContent({ files, git: undefined }, now);
    const [snapshot, history] = await Promise.all([
      repository.snapshot({ fetch: false }),
      readHistory({ root, paths: CONTENT_PATHS }),
    ]);
    return readSiteContent({ files, git: { snapshot, history }, measure }, now);
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
    output.print(`Wrote ${report.rendered.toLocaleString('en')} files to ${flags.out}`);
    return 0;
  } finally {
    progress.clear();
  }
}
