/** Rewrites the files that people write in their canonical form. */
import { formatIncidentText } from '../content/incident-file.ts';
import { formatPostmortemText } from '../content/postmortem-file.ts';
import { INCIDENTS_FOLDER, POSTMORTEMS_FOLDER } from '../content/incident-path.ts';
import type { RootFile, RootFiles } from '../ports.ts';

export interface FormatReport {
  /** Already canonical. */
  unchanged: string[];
  /** Rewritten, or to be rewritten where only looked at. */
  changed: string[];
  /** With errors that leave no canonical form; `validate` tells them. */
  unreadable: string[];
}

type Format = (path: string, text: string) => string | undefined;

interface Task {
  found: RootFile;
  format: Format;
}

async function tasks(files: RootFiles): Promise<Task[]> {
  const [incidents, postmortems] = await Promise.all([
    files.readMarkdown(INCIDENTS_FOLDER),
    files.readMarkdown(POSTMORTEMS_FOLDER),
  ]);
  return [
    ...incidents.map((found) => ({ found, format: formatIncidentText })),
    ...postmortems.map((found) => ({ found, format: formatPostmortemText })),
  ];
}

/**
 * Formats every file of incidents/ and postmortems/ that is selected; `select` gets the paths of all. With `isDry`
 * nothing is written. A file that cannot be read stays as it is.
 */
export async function formatFiles(
  files: RootFiles,
  options: { isDry: boolean; select: (paths: ReadonlySet<string>) => (path: string) => boolean },
): Promise<FormatReport> {
  const report: FormatReport = { unchanged: [], changed: [], unreadable: [] };
  const all = await tasks(files);
  const isSelected = options.select(new Set(all.map(({ found }) => found.path)));
  for (const { found, format } of all) {
    if (!isSelected(found.path)) continue;
    const canonical = found.text === undefined ? undefined : format(found.path, found.text);
    if (canonical === undefined) {
      report.unreadable.push(found.path);
    } else if (canonical === found.text && found.problems.length === 0) {
      report.unchanged.push(found.path);
    } else {
      report.changed.push(found.path);
      if (!options.isDry) await files.writeText(found.path, canonical);
    }
  }
  return report;
}
