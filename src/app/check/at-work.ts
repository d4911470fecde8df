/**
 * Files that people are at work on in a pull request. For half an hour the checks add nothing to them, so that whoever
 * writes while something is down has nothing to merge; readers wait no longer than that.
 */
import type { TriageStep } from '../../domain/triage/model.ts';
import { StatusError } from '../../errors.ts';
import type { YoungPull, YoungPullReader } from '../../ports.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { describeStep } from './message.ts';

const AT_WORK_MS = 30 * 60_000;

/** What finding them needs of the world. */
export interface AtWorkPorts {
  /** Undefined where nobody knows of pull requests. */
  readYoungPulls?: YoungPullReader | undefined;
  note(text: string): void;
}

/** The pull requests that are younger than half an hour at `now`. That they cannot be asked for holds nothing up. */
export async function readPullsAtWork({ readYoungPulls, note }: AtWorkPorts, now: Instant): Promise<YoungPull[]> {
  if (readYoungPulls === undefined) return [];
  try {
    return await readYoungPulls(now - AT_WORK_MS);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    note(`${error.message}\nIncidents are written as if there were none.`);
    return [];
  }
}

/** Whether a path from the top of the repository is that of a file of the root folder. */
function isFile(path: string, file: string): boolean {
  return path === file || path.endsWith(`/${file}`);
}

/** The pull request among these that changes a file of the root folder. */
export function findPullAtWork(file: string, pulls: readonly YoungPull[]): YoungPull | undefined {
  return pulls.find(({ paths }) => paths.some((path) => isFile(path, file)));
}

/** The files that steps would add to although one of these pull requests changes them, with a line about each step. */
export function findHeld(
  steps: readonly TriageStep[],
  pulls: readonly YoungPull[],
): { files: ReadonlySet<string>; notes: string[] } {
  const files = new Set<string>();
  const notes: string[] = [];
  for (const step of steps) {
    if (step.kind === 'open') continue;
    const pull = findPullAtWork(step.path, pulls);
    if (pull === undefined) continue;
    files.add(step.path);
    notes.push(`Waits for ${pull.url}, until it is merged or half an hour old: ${describeStep(step)}`);
  }
  return { files, notes };
}
