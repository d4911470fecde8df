/** What a command costs before it does anything: start of Node, imports, reading status.yml. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { generateStatusFile } from './generate.ts';
import { runProgram } from './measure.ts';
import type { Result } from './result.ts';
import { CANDOR, makeRepository, withFolder, writeText } from './scratch.ts';

interface TraceEvent {
  event: string;
  sid: string;
  /** ISO 8601, with microseconds. */
  time: string;
}

/**
 * Milliseconds in which at least one Git command was being started or at work: by the trace that they have written, and
 * with `startMs` before it for what the system takes to start and end a program.
 */
function gitTime(trace: string, startMs: number): number {
  const events = trace
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as TraceEvent)
    .filter(({ event }) => event === 'start' || event === 'atexit')
    .map(({ event, sid, time }) => ({
      isStart: event === 'start',
      sid,
      at: toMs(time) - (event === 'start' ? startMs : 0),
    }))
    .sort((a, b) => a.at - b.at);
  const atWork = new Set<string>();
  let total = 0;
  let since = 0;
  for (const { isStart, sid, at } of events) {
    if (atWork.size === 0) since = at;
    if (isStart) atWork.add(sid);
    else if (atWork.delete(sid) && atWork.size === 0) total += at - since;
  }
  return total;
}

function toMs(time: string): number {
  const micros = /\.(\d{6})Z$/.exec(time)?.[1] ?? '0';
  return Date.parse(time.replace(/\.\d+Z$/, 'Z')) + Number(micros) / 1_000;
}

const NOTHING = { sample: false };

async function benchHelp(folder: string, runs: number): Promise<Result> {
  const values: number[] = [];
  const floor: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    floor.push((await runProgram({ command: process.execPath, args: ['-e', '0'], cwd: folder }, NOTHING)).wallMs);
    const help = { command: process.execPath, args: [CANDOR, '--help'], cwd: folder };
    values.push((await runProgram(help, NOTHING)).wallMs);
  }
  const node = { what: 'node -e 0', values: floor };
  return { part: 'start', what: 'candor --help', unit: 'ms', values, floor: node, target: { must: 300 } };
}

async function benchEmptyCheck(folder: string, runs: number): Promise<Result[]> {
  const root = path.join(folder, 'root');
  const at = Date.UTC(2026, 10, 1);
  const shape = { components: 0, checksPerComponent: 0 };
  await makeRepository(root, [
    { path: 'status.yml', text: generateStatusFile(shape).replace(/components:\n$/, ''), at },
  ]);
  const whole: number[] = [];
  const own: number[] = [];
  const floor: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    // Git takes the place of its trace from a person's settings alone, so the bench is a person with that setting.
    const trace = path.join(folder, `trace-${run}.json`);
    const settings = path.join(folder, `settings-${run}`);
    await writeText(settings, `[trace2]\n\teventTarget = ${trace}\n`);
    floor.push((await runProgram({ command: process.execPath, args: ['-e', '0'], cwd: folder }, NOTHING)).wallMs);
    const check = { command: process.execPath, args: [CANDOR, 'check', '--root', root], cwd: folder };
    const { wallMs } = await runProgram({ ...check, env: { GIT_CONFIG_GLOBAL: settings } }, NOTHING);
    whole.push(wallMs);
    const emptyGit = await runProgram({ command: 'git', args: ['version'], cwd: folder }, NOTHING);
    own.push(wallMs - gitTime(await readFile(trace, 'utf8'), emptyGit.wallMs));
  }
  const node = { what: 'node -e 0', values: floor };
  const part = 'start';
  return [
    { part, what: 'candor check without checks', unit: 'ms', values: whole, floor: node },
    { part, what: 'the same but for Git', unit: 'ms', values: own, floor: node, target: { must: 300 } },
  ];
}

/** How long commands take that have nothing to do. */
export async function benchStart(runs: number): Promise<Result[]> {
  return withFolder(async (folder) => [await benchHelp(folder, runs), ...(await benchEmptyCheck(folder, runs))]);
}
