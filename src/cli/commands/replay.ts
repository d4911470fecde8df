import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { readReplayedMaintenances } from '../../app/replay/maintenances.ts';
import { readPolicy, readReplayConfig } from '../../app/replay/read-policies.ts';
import { readRecording } from '../../app/replay/read-recording.ts';
import { replayRecording } from '../../app/replay/replay-recording.ts';
import type { Recording } from '../../app/replay/recording.ts';
import { decodeText } from '../../content/text.ts';
import { hasCode, StatusError } from '../../errors.ts';
import type { TriagePolicy } from '../../schema/config.ts';
import { formatProblem } from '../../schema/problems.ts';
import { openRootFiles } from '../../store/root-files.ts';
import type { ExitCode } from '../exit-code.ts';
import type { JsonFlags, NowFlags, RootFlags } from '../options.ts';
import { output, printJson } from '../output.ts';
import { findRoot, standingFolder } from '../root.ts';
import { describeDoubts, formatComparison, formatIncidents, toJson } from './replay-report.ts';

const DEFAULT_EVERY = 5 * 60_000;
const DEFAULT_GAP = 86_400_000;
/** Times of runs are kept to the second. */
const SHORTEST_EVERY = 1_000;

export type ReplayFlags = RootFlags &
  NowFlags &
  JsonFlags & { events?: boolean; every?: number; gap?: number; policy?: string; maintenances?: boolean };

/** Opens what a person named, and says in a sentence where that cannot be done. */
async function open<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'EISDIR', 'ENOTDIR')) {
      throw new StatusError(`Cannot open the file "${file}": there is none.`, { cause: error });
    }
    if (!hasCode(error, 'EACCES', 'EPERM')) throw error;
    throw new StatusError(`Cannot open the file "${file}": you may not read it.`, { cause: error });
  }
}

function readTable(file: string, { now: until = Infinity }: ReplayFlags): Promise<Recording> {
  if (file === '-') return readRecording({ file: 'standard input', bytes: process.stdin, until });
  const bytes = createReadStream(resolve(standingFolder(), file), { highWaterMark: 1024 * 1024 });
  return open(file, () => readRecording({ file, bytes, until }));
}

async function readPolicyFile(file: string): Promise<TriagePolicy> {
  const { text, problems } = decodeText(file, await open(file, () => readFile(resolve(standingFolder(), file))));
  if (text === undefined) throw new StatusError(problems.map(formatProblem).join('\n'));
  return readPolicy(text, file);
}

function samplingOf({ events, every, gap }: ReplayFlags): { every: number; gap: number } | undefined {
  const given = every === undefined ? '--gap' : '--every';
  if (events !== true && (every ?? gap) !== undefined) {
    throw new StatusError(`Cannot use "${given}" without "--events": only changes of state are sampled.`);
  }
  if (events !== true) return undefined;
  const sampling = { every: every ?? DEFAULT_EVERY, gap: gap ?? Math.max(DEFAULT_GAP, every ?? 0) };
  if (sampling.every < SHORTEST_EVERY || sampling.every % SHORTEST_EVERY !== 0) {
    throw new StatusError('Cannot sample so often: expected "--every" in whole seconds, for example --every 5m.');
  }
  if (sampling.gap >= sampling.every) return sampling;
  throw new StatusError('Cannot sample states that hold for less than "--every": expected a longer "--gap".');
}

/** `candor replay FILE`: what triage would have opened on recorded measurements. */
export async function runReplay(file: string, flags: ReplayFlags): Promise<ExitCode> {
  const sampling = samplingOf(flags);
  const files = await openRootFiles(findRoot(flags));
  const { config, isDefault } = await readReplayConfig(files);
  const isLeftOut = isDefault || flags.maintenances === false;
  const maintenances = isLeftOut ? undefined : await readReplayedMaintenances(files);
  const others = flags.policy === undefined ? [] : [await readPolicyFile(flags.policy)];
  const recording = await readTable(file, flags);
  const until = flags.now ?? Infinity;
  const report = replayRecording(recording, { config, sampling, others, maintenances: maintenances?.at, until });
  const doubts = describeDoubts(report, { holdFor: config.uptime.holdFor, isDefault, sampling });
  for (const note of [...(maintenances?.notes ?? []), ...doubts]) output.note(note);
  if (flags.json === true) printJson(toJson(report, flags.policy));
  else if (flags.policy === undefined) output.print(formatIncidents(report));
  else output.print(formatComparison(report, flags.policy));
  return 0;
}
