/** How the branch `status-data` grows: runs landed through the real store, then packed as Git packs them. */
import path from 'node:path';

import { formatMeasurementFile, measurementFilePath } from '../src/content/measurement-file.ts';
import { addRun, groupRuns, type Measurement, sliceRuns } from '../src/domain/measurement.ts';
import { formatDay } from '../src/schema/timestamp.ts';
import type { Git } from '../src/store/git.ts';
import { openRepository } from '../src/store/repository.ts';
import { checkIds, generateRuns, generateStatusFile, type PageShape } from './generate.ts';
import { benchEnvironment } from './measure.ts';
import type { Result } from './result.ts';
import { landDays, makeRepository, withFolder } from './scratch.ts';

const DAY_MS = 86_400_000;
const EVERY_MS = 5 * 60_000;
const START = Date.UTC(2026, 7, 1);
const SHAPE: PageShape = { components: 50, checksPerComponent: 1 };
const CHECKS = 50;
/** Days of which each run is landed on its own, as the main job does it. */
const DAYS_BY_RUN = 3;
/** Days landed one by one: what is left of a day is the same, and it takes a fraction of the time. */
const DAYS_BY_DAY = 90;
const YEAR_DAYS = 365;

async function makeRoot(root: string): Promise<Git> {
  return makeRepository(root, [{ path: 'status.yml', text: generateStatusFile(SHAPE), at: START }]);
}

function runsOf(days: number): Generator<Measurement[]> {
  return generateRuns(checkIds(SHAPE), { from: START, until: START + days * DAY_MS, everyMs: EVERY_MS });
}

async function landEachRun(root: string): Promise<void> {
  const repository = await openRepository({ root, env: benchEnvironment() });
  let known = groupRuns([]);
  for (const run of runsOf(DAYS_BY_RUN)) {
    const at = run[0]?.at ?? START;
    const today = sliceRuns(known, Math.floor(at / DAY_MS) * DAY_MS, at + DAY_MS);
    known = addRun(today, { at, results: run, isNamed: false }).all;
    const changes = [{ path: measurementFilePath(at), text: formatMeasurementFile(known) }];
    const landing = { main: { changes: [], message: '' }, data: { changes, day: formatDay(at) }, at };
    const result = await repository.land(await repository.snapshot(), landing);
    if (result.kind !== 'landed') throw new Error(`a run did not land: ${result.kind}`);
  }
}

async function landEachDay(root: string): Promise<void> {
  const days = Map.groupBy([...runsOf(DAYS_BY_DAY)].flat(), ({ at }) => formatDay(at));
  for (const ofDay of days.values()) await landDays(root, ofDay, ofDay[0]?.at ?? START);
}

/** Bytes of the packs once everything that no branch leads to is gone. */
async function packedBytes(git: Git): Promise<number> {
  await git.text(['reflog', 'expire', '--expire=now', '--all']);
  await git.text(['repack', '-a', '-d', '-f', '--quiet']);
  await git.text(['prune', '--expire=now']);
  const counted = await git.text(['count-objects', '-v']);
  return Number(/^size-pack: (\d+)$/m.exec(counted)?.[1] ?? 0) * 1_024;
}

/** Packed bytes that the measurements add to a repository that has none. */
async function measureGrowth(folder: string, land: (root: string) => Promise<void>): Promise<number> {
  const root = path.join(folder, land.name);
  const git = await makeRoot(root);
  const before = await packedBytes(git);
  await land(root);
  return (await packedBytes(git)) - before;
}

function perCheckAndYear(bytes: number, days: number): number {
  return ((bytes / CHECKS) * (YEAR_DAYS / days)) / 1_000;
}

/** What a check adds to the repository in a year, all raw measurements kept. */
export async function benchGrowth(): Promise<Result[]> {
  return withFolder(async (folder) => {
    const byRun = await measureGrowth(folder, landEachRun);
    const byDay = await measureGrowth(folder, landEachDay);
    const common = { part: 'growth', unit: 'kB' as const };
    const projected = { ...common, isProjected: true };
    const every = `${CHECKS} checks every 5 min`;
    return [
      { ...common, what: `${every}, ${DAYS_BY_RUN} days run by run, packed`, values: [byRun / 1_000] },
      { ...common, what: `${every}, ${DAYS_BY_DAY} days day by day, packed`, values: [byDay / 1_000] },
      {
        ...projected,
        what: `a check and year, from ${DAYS_BY_RUN} days`,
        values: [perCheckAndYear(byRun, DAYS_BY_RUN)],
      },
      {
        ...projected,
        what: `a check and year, from ${DAYS_BY_DAY} days`,
        values: [perCheckAndYear(byDay, DAYS_BY_DAY)],
        target: { must: 150 },
      },
    ];
  });
}
