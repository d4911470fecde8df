import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { previewChange, type PreviewPorts } from '../../app/pull-request/preview.ts';
import { readSiteContent } from '../../app/read-site-content.ts';
import { rememberMeasurements } from '../../app/read-measurements.ts';
import { CONTENT_PATHS } from '../../content/content-paths.ts';
import { renderPreview } from '../../content/pull-request/comment.ts';
import { findUnvalidated } from '../../content/pull-request/engine-preview.ts';
import { hasCode, StatusError } from '../../errors.ts';
import { readContentChanges } from '../../store/content-changes.ts';
import { readHistory } from '../../store/history.ts';
import { findRepository } from '../../store/repository.ts';
import { openRootFiles } from '../../store/root-files.ts';
import { addStepSummary, setStepOutputs } from '../actions.ts';
import { annotate } from '../annotations.ts';
import type { Preview } from '../../schema/preview.ts';
import type { ExitCode } from '../exit-code.ts';
import type { NowFlags, RootFlags } from '../options.ts';
import { output } from '../output.ts';
import { findRoot, standingFolder } from '../root.ts';

type Flags = RootFlags & NowFlags & { since: string; out: string };

/** What a preview of `root` against `since` needs of the world. Nothing is fetched, and nothing of the root is run. */
export async function createPreviewPorts(root: string, since: string): Promise<PreviewPorts> {
  const [files, changes, repository] = await Promise.all([
    openRootFiles(root),
    readContentChanges(root, since),
    findRepository({ root }),
  ]);
  if (changes === undefined || repository === undefined) {
    throw new StatusError(`Cannot preview a change: "${root}" does not lie in a Git repository.`);
  }
  const measure = rememberMeasurements();
  return {
    files,
    changes,
    async readSite(from, side, now) {
      const until = side === 'before' ? changes.base : undefined;
      const [snapshot, history] = await Promise.all([
        repository.snapshot({ fetch: false }),
        readHistory({ root, paths: CONTENT_PATHS, until }),
      ]);
      return readSiteContent({ files: from, git: { snapshot, history }, measure }, now);
    },
  };
}

async function writePreview(file: string, preview: Preview): Promise<void> {
  try {
    await writeFile(file, `${JSON.stringify(preview, undefined, 2)}\n`);
  } catch (error) {
    if (!hasCode(error, 'ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM', 'EROFS')) throw error;
    throw new StatusError(`Cannot write the preview: ${error.message}`, {
      hint: 'Expected a file in a folder that is there, for example --out preview.json.',
    });
  }
}

/**
 * `candor pull-request preview`: writes what merging the change since `--since` would do for readers, for the workflow
 * that tells it, and prints it. Always 0 where it could be written, whatever the content is like.
 */
export async function runPullRequestPreview(flags: Flags): Promise<ExitCode> {
  const root = findRoot(flags);
  const out = resolve(standingFolder(), flags.out);
  const preview = await previewChange(await createPreviewPorts(root, flags.since), flags.now ?? Date.now());
  const text = renderPreview(preview);
  await writePreview(out, preview);
  await setStepOutputs({ scope: preview.scope });
  await addStepSummary(text);
  if (preview.scope === 'engine') await annotate(root, findUnvalidated(preview));
  output.print(text);
  return 0;
}
