/** `candor build` of generated histories, beside a build of one empty page by Astro alone. */
import { appendFile, rm } from 'node:fs/promises';
import path from 'node:path';

import { formatInstant } from '../src/schema/timestamp.ts';
import { checkIds, generateIncidents, generateRuns, generateStatusFile, type PageShape } from './generate.ts';
import { type Cost, runProgram } from './measure.ts';
import type { Result } from './result.ts';
import { CANDOR, ENGINE_FOLDER, landDays, makeRepository, withFolder } from './scratch.ts';

const DAY_MS = 86_400_000;
const MB = 1_000_000;
const NOW = Date.UTC(2026, 10, 20, 12);
const SHAPE: PageShape = { components: 20, checksPerComponent: 1 };

interface Size {
  incidents: number;
  /** Whether 90 days of measurements, one every five minutes, lie beside them. */
  hasData: boolean;
  /** What else is to be said of it, after a comma. */
  note?: string;
  target?: Result['target'];
  /** In megabytes. */
  memory?: { must: number };
}

/** From the edit of one incident of the largest history to the finished site, after a build of the same folder. */
const EDITED = { must: 6_000, goal: 5_000 };
/** What an empty page took where the targets were set. */
const TARGET_FLOOR_MS = 700;
const SIZES: readonly Size[] = [
  { incidents: 100, hasData: false, target: { must: 2_500, goal: 2_000, floor: TARGET_FLOOR_MS } },
  { incidents: 1_000, hasData: false, target: { must: 5_000, goal: 4_000, floor: TARGET_FLOOR_MS } },
  { incidents: 1_000, hasData: true },
];
const LARGE: Size = {
  incidents: 10_000,
  hasData: false,
  target: { must: 20_000, goal: 15_000, floor: TARGET_FLOOR_MS },
  memory: { must: 1_000 },
};

/** Makes the root folder of a page, its history and its measurements. */
export async function makePage(
  root: string,
  { shape, incidents, days }: { shape: PageShape; incidents: number; days: number },
): Promise<void> {
  const status = { path: 'status.yml', text: generateStatusFile(shape), at: NOW - 10_000 * DAY_MS };
  await makeRepository(root, [status, ...generateIncidents(incidents, shape, NOW)]);
  if (days === 0) return;
  const range = { from: NOW - days * DAY_MS, until: NOW, everyMs: 5 * 60_000 };
  await landDays(root, [...generateRuns(checkIds(shape), range)].flat(), NOW);
}

/** Builds a root folder into `out` as of the time of the generated pages. */
export function buildPage(root: string, out: string): Promise<Cost> {
  const args = [CANDOR, 'build', '--root', root, '--out', out, '--now', formatInstant(NOW)];
  return runProgram({ command: process.execPath, args, cwd: root }, { sample: true });
}

/** Astro takes its packages from above the page, so that the empty page lies inside the engine's folder, too. */
async function buildEmpty(folder: string): Promise<Cost> {
  const args = [path.join(import.meta.dirname, 'astro-floor.ts'), folder];
  const cost = await runProgram({ command: process.execPath, args, cwd: ENGINE_FOLDER }, { sample: true });
  await rm(folder, { recursive: true, force: true });
  return cost;
}

interface Pair {
  ours: Cost[];
  floor: Cost[];
}

function known(values: readonly (number | undefined)[]): number[] {
  return values.filter((value) => value !== undefined);
}

function toResults({ incidents, hasData, target, memory, note = '' }: Size, { ours, floor }: Pair): Result[] {
  const data = hasData ? ', 90 days of 20 checks' : '';
  const what = `${incidents.toLocaleString('en')} incidents, 20 components${data}${note}`;
  const result = (name: string, of: (cost: Cost) => number | undefined): Omit<Result, 'unit'> => ({
    part: 'build',
    what: `${what}: ${name}`,
    values: known(ours.map(of)),
    floor: { what: 'an empty page by Astro', values: known(floor.map(of)) },
  });
  const rss = ({ rssBytes }: Cost): number | undefined => (rssBytes === undefined ? undefined : rssBytes / MB);
  const results: Result[] = [
    { ...result('wall', ({ wallMs }) => wallMs), unit: 'ms', target },
    { ...result('processor', ({ cpuMs }) => cpuMs), unit: 'ms' },
    { ...result('memory', rss), unit: 'MB', target: memory },
  ];
  return results.filter(({ values }) => values.length > 0);
}

async function benchSize(size: Size, runs: number): Promise<Result[]> {
  return withFolder(async (folder) => {
    const root = path.join(folder, 'root');
    await makePage(root, { shape: SHAPE, incidents: size.incidents, days: size.hasData ? 90 : 0 });
    const costs: Pair = { ours: [], floor: [] };
    for (let run = 0; run < runs; run += 1) {
      costs.floor.push(await withFolder(buildEmpty, path.join(ENGINE_FOLDER, '.build')));
      costs.ours.push(await buildPage(root, path.join(folder, 'out')));
    }
    return toResults(size, costs);
  });
}

/** Builds a history once, then again after each edit of one of its incidents. */
async function benchEdited({ incidents }: Size, runs: number): Promise<Result[]> {
  return withFolder(async (folder) => {
    const root = path.join(folder, 'root');
    const out = path.join(folder, 'out');
    await makePage(root, { shape: SHAPE, incidents, days: 0 });
    await buildPage(root, out);
    const costs: Pair = { ours: [], floor: [] };
    const edited = generateIncidents(incidents, SHAPE, NOW)[Math.floor(incidents / 2)];
    if (edited === undefined) throw new Error('the history has no incident to edit');
    for (let run = 0; run < runs; run += 1) {
      costs.floor.push(await withFolder(buildEmpty, path.join(ENGINE_FOLDER, '.build')));
      await appendFile(path.join(root, edited.path), `Said once more, for the ${run + 1}. time.\n`);
      costs.ours.push(await buildPage(root, out));
    }
    const target = { ...EDITED, floor: TARGET_FLOOR_MS };
    return toResults({ incidents, hasData: false, target, note: ', one edited' }, costs);
  });
}

/** Whole builds as a person starts them, each in a process of its own; with `large`, also one after an edit. */
export async function benchBuild({ runs, large }: { runs: number; large: boolean }): Promise<Result[]> {
  const results: Result[] = [];
  for (const size of large ? [...SIZES, LARGE] : SIZES) results.push(...(await benchSize(size, runs)));
  if (large) results.push(...(await benchEdited(LARGE, runs)));
  return results;
}
