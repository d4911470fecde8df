/** What lies where somebody may take it for an incident or a post-mortem, and that nobody reads. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { problemAtLine } from '../content/finding.ts';
import type { ParsedIncidentFile } from '../content/incident-file.ts';
import type { RootFile } from '../ports.ts';
import { type Problem, showReceived } from '../schema/problems.ts';

/** A name of a text that somebody wrote, against those of images and of other things that lie beside one. */
const WRITTEN = /^[^.]+$|\.(?:txt|text|ya?ml)$/i;
/** What explains a folder to those who look at it: README, LICENSE. */
const EXPLANATION = /^[A-Z][A-Z_-]+(?:\.[a-z]+)?$/;
const ENDINGS = /(?:\.(?:md|txt|text|ya?ml))+$/i;
const FOLDERS: readonly [RegExp, string][] = [
  [/^incidents?$/i, 'incidents'],
  [/^post-?mortems?$/i, 'postmortems'],
];

/** Whether a file below incidents/ or postmortems/ that is no Markdown by its name may have been meant to be read. */
export function isMeantToBeRead(name: string): boolean {
  return WRITTEN.test(name) && !EXPLANATION.test(name);
}

/** A warning that a file below incidents/ or postmortems/ is not read because of its name. */
export function misnamedWarning(file: string): Problem {
  const name = path.posix.basename(file);
  return problemAtLine(file, 'file-read', {
    severity: 'warning',
    line: 1,
    message: 'This file is not read',
    expected: 'a name that ends in ".md"',
    example: `${name.replace(ENDINGS, '').toLowerCase()}.md`,
    received: showReceived(name),
  });
}

function folderWarning(name: string, meant: string): Problem {
  return problemAtLine(name, 'file-read', {
    severity: 'warning',
    line: 1,
    message: 'This folder is not read',
    expected: `the folder "${meant}"`,
    example: `${meant}/2026/2026-11-20-api-errors.md`,
    received: showReceived(name),
  });
}

function placeWarning(name: string): Problem {
  return problemAtLine(name, 'file-read', {
    severity: 'warning',
    line: 1,
    message: 'This file reads like an incident and is not read here',
    expected: 'it in the folder "incidents"',
    example: `incidents/${name}`,
    received: showReceived(name),
  });
}

/** A warning for each folder and file beside status.yml that was meant to be in incidents/ or postmortems/. */
export async function findMisplaced(
  realRoot: string,
  read: (file: string) => Promise<RootFile | undefined>,
): Promise<Problem[]> {
  const entries = await readdir(realRoot, { withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      const meant = FOLDERS.find(([pattern, folder]) => pattern.test(name) && name !== folder)?.[1];
      return meant === undefined ? [] : [folderWarning(name, meant)];
    });
  const names = entries.filter((entry) => entry.isFile() && /^[^.].*\.md$/.test(entry.name)).map(({ name }) => name);
  const files = await Promise.all(names.map(read));
  // Loaded here, as only this look at a whole root folder needs it: every run of the checks comes by this file.
  const { parseIncidentFile } = await import('../content/incident-file.ts');
  const misplaced = files.filter(
    (file) => file?.text !== undefined && isIncident(parseIncidentFile(file.path, file.text)),
  );
  return [...folders, ...misplaced.flatMap((file) => (file === undefined ? [] : [placeWarning(file.path)]))];
}

/** Any front matter with a title would do for an announcement by its schema alone; an update makes it one. */
function isIncident({ draft }: ParsedIncidentFile): boolean {
  return draft !== undefined && (draft.updates.length > 0 || 'scheduled' in draft.frontMatter);
}
