import { validate } from '../../app/validate.ts';
import { runPreview } from '../../preview/open.ts';
import type { Reading } from '../../preview/session.ts';
import { keepUnchanged } from '../../preview/unchanged.ts';
import { formatInstant } from '../../schema/timestamp.ts';
import { showInvisible } from '../../schema/visible-text.ts';
import { readContentChanges } from '../../store/content-changes.ts';
import { openPages } from '../../store/open-pages.ts';
import { openRootFiles } from '../../store/root-files.ts';
import { USUAL_PORT } from '../../store/static-host.ts';
import { createWorkFolder } from '../../store/work-folder.ts';
import type { ExitCode } from '../exit-code.ts';
import { describeFailure } from '../failure.ts';
import type { NowFlags, RootFlags } from '../options.ts';
import { output } from '../output.ts';
import { ENGINE_FOLDER, findRoot } from '../root.ts';
import { stopSignal } from '../stop-signal.ts';
import { readContentOf } from './build.ts';

type Flags = RootFlags & NowFlags & { port?: number };

/** How many ports are tried before any one will do, so that two previews have addresses close by. */
const TRIED_PORTS = 20;

function usualPorts(): number[] {
  return [...Array.from({ length: TRIED_PORTS }, (_, index) => USUAL_PORT + index), 0];
}

/** One line a reading; the letters themselves stand on the page. */
function describeReading({ at, problems, failure }: Reading): string {
  const time = formatInstant(at);
  if (failure !== undefined) return `${time}  ${showInvisible(failure)}`;
  const errors = problems.filter(({ problem }) => problem.severity === 'error').length;
  const warnings = problems.length - errors;
  const counts = `${errors} ${errors === 1 ? 'error' : 'errors'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`;
  return `${time}  ${problems.length === 0 ? 'no problem' : counts}`;
}

/** `candor dev`: 0 when a person has ended it. */
export async function runDev(flags: Flags): Promise<ExitCode> {
  const root = findRoot(flags);
  const files = keepUnchanged(await openRootFiles(root));
  const request = {
    root,
    files,
    ports: flags.port === undefined ? usualPorts() : [flags.port],
    now: () => flags.now ?? Date.now(),
    readContent: readContentOf(root),
    async findProblems(now: number) {
      const { problems } = await validate(files, { now, changes: await readContentChanges(root, undefined) });
      return problems;
    },
    createWorkFolder: () => createWorkFolder(ENGINE_FOLDER),
    openPages: (pageUrl: string, workFolder: string) => openPages({ pageUrl, workFolder, engineFolder: ENGINE_FOLDER }),
    describeFailure,
    onListening(address: string) {
      output.print(`${address} shows ${root} as it lies on disk, and shows it anew when you save. Ctrl-C ends it.`);
    },
    onReading: (reading: Reading) => output.note(describeReading(reading)),
    onUnwatched: (error: unknown) =>
      output.note(`Changes may be missed from now on: ${error instanceof Error ? error.message : String(error)}`),
  };
  await runPreview(request, stopSignal());
  return 0;
}
