/** How a repository grows in a year, with every measurement kept and with the roll-up, and what a run takes then. */
import { cp } from 'node:fs/promises';
import path from 'node:path';

import type { Measurement } from '../src/domain/measurement.ts';
import { createGit, type Git } from '../src/store/git.ts';
import { benchEnvironment } from './measure.ts';
import type { Result } from './result.ts';
import { withFolder } from './scratch.ts';
import { generateDays, type GrowingPage, landDay, makePage, openRunner, type RunCost } from './year.ts';

const DAY_MS = 86_400_000;
/** The young repository that the runs of the old one are compared with. */
const YOUNG_DAYS = 30;

export interface GrowthShape {
  checks: number;
  days: number;
}

const YEAR: GrowthShape = { checks: 50, days: 365 };

export interface Growth {
  /** Bytes of the packed repository with every measurement kept, and with the roll-up. */
  keptBytes: number;
  rolledBytes: number;
  /** The first without its incidents and its status.yml. */
  dataBytes: number;
  /** Commits of `status-data` with every measurement kept, and with the roll-up. */
  keptCommits: number;
  rolledCommits: number;
  /** The runs of one more day with the roll-up: of a repository a month old, and of the grown one. */
  young: RunCost[];
  old: RunCost[];
}

/** Bytes of the packs once everything that no branch leads to is gone. */
async function packedBytes(git: Git): Promise<number> {
  await git.text(['reflog', 'expire', '--expire=now', '--all']);
  await git.text(['repack', '-a', '-d', '-f', '--quiet']);
  await git.text(['prune', '--expire=now']);
  const counted = await git.text(['count-objects', '-v']);
  return Number(/^size-pack: (\d+)$/m.exec(counted)?.[1] ?? 0) * 1_024;
}

async function countCommits(git: Git): Promise<number> {
  return Number(await git.text(['rev-list', '--count', 'status-data']));
}

/** Bytes of what `status-data` alone leads to, in a repository of its own. */
async function dataBytes(git: Git): Promise<number> {
  const folder = `${git.cwd}-data`;
  await git.text([
    'clone',
    '--quiet',
    '--bare',
    '--single-branch',
    '--branch=status-data',
    `file://${git.cwd}`,
    folder,
  ]);
  return packedBytes(createGit(folder, benchEnvironment()));
}

/** A copy of a page as it is now, with a parent folder of its own. */
async function copyPage(page: GrowingPage, folder: string): Promise<GrowingPage> {
  const root = path.join(folder, path.basename(page.git.cwd));
  await cp(page.git.cwd, root, { recursive: true });
  return { ...page, git: createGit(root, benchEnvironment()) };
}

/** Grows a page for so many days, twice, and makes each run of the day after the last. */
export async function measureGrowth({ checks, days }: GrowthShape): Promise<Growth> {
  return withFolder(async (folder) => {
    const generated = generateDays(checks);
    const nextDay = (): Measurement[][] => generated.next().value ?? [];
    const kept = await makePage(path.join(folder, 'kept'), checks);
    const rolled = await makePage(path.join(folder, 'rolled/root'), checks);
    let young = rolled;
    for (let day = 1; day <= days; day += 1) {
      const measurements = nextDay().flat();
      await landDay(kept, measurements, false);
      await landDay(rolled, measurements, true);
      if (day === Math.min(YOUNG_DAYS, days)) young = await copyPage(rolled, path.join(folder, 'young'));
    }
    const sizes = {
      keptBytes: await packedBytes(kept.git),
      rolledBytes: await packedBytes(rolled.git),
      dataBytes: await dataBytes(kept.git),
      keptCommits: await countCommits(kept.git),
      rolledCommits: await countCommits(rolled.git),
    };
    await packedBytes(young.git);
    return { ...sizes, ...(await measureRuns({ young, old: rolled }, nextDay(), days)) };
  });
}

/** Makes each run of a day in both, in turn, so that a busy machine slows both. */
async function measureRuns(
  pages: { young: GrowingPage; old: GrowingPage },
  runs: readonly Measurement[][],
  days: number,
): Promise<Pick<Growth, 'young' | 'old'>> {
  const [runYoung, runOld] = [await openRunner(pages.young), await openRunner(pages.old)];
  const back = (days - Math.min(YOUNG_DAYS, days)) * DAY_MS;
  const costs: Pick<Growth, 'young' | 'old'> = { young: [], old: [] };
  for (const run of runs) {
    costs.young.push(await runYoung(run.map((measurement) => ({ ...measurement, at: measurement.at - back }))));
    costs.old.push(await runOld(run));
  }
  return costs;
}

const SIZE = { part: 'growth', unit: 'kB' as const };
const COUNT = { part: 'growth', unit: 'count' as const };
const PUSHED = { must: 10 };

function sizeResults({ keptBytes, rolledBytes, dataBytes: data, ...growth }: Growth): Result[] {
  const perCheck = (bytes: number): number[] => [bytes / YEAR.checks / 1_000];
  const year = 'a check and year';
  const commits = 'commits of status-data';
  const most = { must: 400 };
  return [
    { ...SIZE, what: `${year}, every measurement kept`, values: perCheck(keptBytes), target: { must: 150 } },
    { ...SIZE, what: '… without incidents', values: perCheck(data) },
    { ...SIZE, what: `${year}, rolled up after 90 days`, values: perCheck(rolledBytes), target: { must: 60 } },
    { ...COUNT, what: `${commits}, every measurement kept`, values: [growth.keptCommits], target: most },
    { ...COUNT, what: `${commits}, rolled up`, values: [growth.rolledCommits], target: most },
  ];
}

function runResults({ young, old }: Growth): Result[] {
  const pushed = (costs: readonly RunCost[]): number[] => costs.map(({ pushedBytes }) => pushedBytes / 1_000);
  const times = (costs: readonly RunCost[]): number[] => costs.map(({ ms }) => ms);
  const most = 'the most that a run of a day pushes';
  return [
    { ...SIZE, what: `${most}, after a month`, values: [Math.max(...pushed(young))], target: PUSHED },
    { ...SIZE, what: `${most}, after a year`, values: [Math.max(...pushed(old))], target: PUSHED },
    { ...SIZE, what: '… the run that rolls up', values: pushed(old).slice(0, 1), target: PUSHED },
    { ...SIZE, what: '… the others', values: pushed(old).slice(1), target: PUSHED },
    {
      part: 'growth',
      unit: 'ms',
      what: 'a run after a year, its checks not counted',
      values: times(old),
      floor: { what: 'after a month', values: times(young) },
    },
  ];
}

/** What a check adds to the repository in a year, and what a run pushes and takes then. */
export async function benchGrowth(): Promise<Result[]> {
  const growth = await measureGrowth(YEAR);
  return [...sizeResults(growth), ...runResults(growth)];
}
