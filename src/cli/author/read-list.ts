/** Reads entries for commands that only show them. */
import { type DescribedEntry, describeEntry } from '../../app/author/describe-entries.ts';
import { type RootContent, readRootContent } from '../../app/read-content.ts';
import { readEntries } from '../../app/read-entries.ts';
import type { LastGoodSources } from '../../app/shown-files.ts';
import { CONFIG_PATH } from '../../content/config-file.ts';
import { INCIDENTS_FOLDER } from '../../content/incident-path.ts';
import { StatusError } from '../../errors.ts';
import type { ContentHistory } from '../../ports.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { readHistory } from '../../store/history.ts';
import { openRootFiles } from '../../store/root-files.ts';
import type { NowFlags, RootFlags } from '../options.ts';
import { output } from '../output.ts';
import { findRoot } from '../root.ts';

export interface ListedEntries {
  entries: DescribedEntry[];
  content: RootContent;
  now: Instant;
}

/** Every entry of the working tree; a broken file as it last was good, which stderr says. */
export async function readList(flags: RootFlags & NowFlags): Promise<ListedEntries> {
  const root = findRoot(flags);
  const now = flags.now ?? Date.now();
  const files = await openRootFiles(root);
  const content = await readRootContent(files);
  // Who stands in another folder is not to believe that nothing is open.
  if (content.config.problems.some(({ rule }) => rule === 'config-exists')) {
    throw new StatusError(`Cannot find ${CONFIG_PATH} in "${root}".`, {
      hint: 'Name the folder that has it with --root DIR.',
    });
  }
  let history: Promise<ContentHistory> | undefined;
  // Most often no file is broken, and nobody need look through what Git has of all of them.
  const ask = (): Promise<ContentHistory> => (history ??= readHistory({ root, paths: [INCIDENTS_FOLDER] }));
  const asked: LastGoodSources = {
    readRevisions: async (path) => (await ask()).readRevisions(path),
    readMergedRevisions: async (path) => (await ask()).readMergedRevisions(path),
    findEarlierPath: async (path, formerly) => (await ask()).findEarlierPath(path, formerly),
  };
  const { entries, broken, warnings } = await readEntries(content.incidents, { files, history: asked }, now);
  for (const warning of warnings) output.note(warning);
  for (const { path, shownCommit } of broken) {
    const shown = shownCommit === undefined ? 'and is left out' : 'and is shown as it last was good';
    output.note(`${path} cannot be read ${shown}; "candor validate" says why.`);
  }
  return { entries: entries.map(describeEntry), content, now };
}
