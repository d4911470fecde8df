/** A whole run of `candor check` with 1,000 checks: process, probes, planning, commits and push. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { DEFAULT_CONCURRENCY } from '../src/checks/run-checks.ts';
import { formatInstant, type Instant } from '../src/schema/timestamp.ts';
import { checkIds, generateIncidents, generateRuns, generateStatusFile, type PageShape } from './generate.ts';
import { type Cost, runProgram } from './measure.ts';
import type { Result } from './result.ts';
import { addRemote, CANDOR, landDays, makeRepository, withFolder } from './scratch.ts';

const MB = 1_000_000;
/** Components of the page; the checks are spread over them. */
const COMPONENTS = 50;
const DAY_MS = 86_400_000;
const RUN_MS = 5 * 60_000;
const TODAY = Date.UTC(2026, 10, 20);
/** The last run of a day that has one every five minutes. */
const LAST_RUN = TODAY + DAY_MS - RUN_MS;

interface Scenario {
  what: string;
  checks: number;
  /** In milliseconds. */
  must: number;
  /** In megabytes. */
  mustMb?: number;
  /** Whether the two days before are measured, and today but for its last run. */
  hasData: boolean;
  incidents: number;
}

const SCENARIOS: readonly Scenario[] = [
  { what: '1,000 checks, first run of all', checks: 1_000, must: 3_000, hasData: false, incidents: 0 },
  {
    what: '1,000 checks, last run of a day, two days before it',
    checks: 1_000,
    must: 3_000,
    hasData: true,
    incidents: 0,
  },
  { what: 'the same with 100 incident files', checks: 1_000, must: 3_000, hasData: true, incidents: 100 },
];

/** Its past alone takes a while to be made. */
const LARGE: Scenario = {
  what: '5,000 checks, last run of a day, two days before it',
  checks: 5_000,
  must: 10_000,
  mustMb: 300,
  hasData: true,
  incidents: 0,
};

interface SlowServer {
  url: string;
  stop(): void;
}

async function startServer(): Promise<SlowServer> {
  const child = fork(path.join(import.meta.dirname, 'slow-server.ts'));
  const [port] = (await once(child, 'message')) as [number];
  return { url: `http://127.0.0.1:${port}`, stop: () => child.disconnect() };
}

async function makeRoot(folder: string, scenario: Scenario, shape: PageShape): Promise<string> {
  const root = path.join(folder, 'root');
  const status = { path: 'status.yml', text: generateStatusFile(shape), at: TODAY - 400 * DAY_MS };
  const git = await makeRepository(root, [status, ...generateIncidents(scenario.incidents, shape, TODAY)]);
  await addRemote(git);
  if (scenario.hasData) {
    const range = { from: TODAY - 2 * DAY_MS, until: LAST_RUN, everyMs: RUN_MS };
    await landDays(root, [...generateRuns(checkIds(shape), range)].flat(), TODAY);
  }
  return root;
}

async function measureScenario(scenario: Scenario, server: SlowServer, runs: number): Promise<Result[]> {
  const { checks, what, must, mustMb } = scenario;
  const shape: PageShape = {
    components: COMPONENTS,
    checksPerComponent: checks / COMPONENTS,
    urlOf: (check) => `${server.url}/${check}`,
  };
  const floorArgs = [server.url, String(checks), String(DEFAULT_CONCURRENCY)];
  return withFolder(async (folder) => {
    const root = await makeRoot(folder, scenario, shape);
    const ours: Cost[] = [];
    const floor: Cost[] = [];
    for (let run = 0; run < runs; run += 1) {
      const now: Instant = LAST_RUN + run * 60_000;
      const bare = [path.join(import.meta.dirname, 'http-floor.ts'), ...floorArgs];
      const whole = [CANDOR, 'check', '--root', root, '--now', formatInstant(now)];
      const options = { sample: mustMb !== undefined };
      floor.push(await runProgram({ command: process.execPath, args: bare, cwd: folder }, options));
      ours.push(await runProgram({ command: process.execPath, args: whole, cwd: folder }, options));
    }
    const measure = (of: (cost: Cost) => number): Pick<Result, 'part' | 'values' | 'floor'> => ({
      part: 'checks',
      values: ours.map(of),
      floor: { what: `bare loop, ${DEFAULT_CONCURRENCY} at once`, values: floor.map(of) },
    });
    const wall: Result = { ...measure(({ wallMs }) => wallMs), what, unit: 'ms', target: { must } };
    if (mustMb === undefined) return [wall];
    const memory = measure(({ rssBytes = NaN }) => rssBytes / MB);
    return [wall, { ...memory, what: `${what}: memory`, unit: 'MB', target: { must: mustMb } }];
  });
}

/** `candor check` against a server that answers after 200 ms, its remote over file://, beside the bare requests. */
export async function benchChecks({ runs, large }: { runs: number; large: boolean }): Promise<Result[]> {
  const server = await startServer();
  try {
    const results: Result[] = [];
    for (const scenario of large ? [...SCENARIOS, LARGE] : SCENARIOS) {
      results.push(...(await measureScenario(scenario, server, runs)));
    }
    return results;
  } finally {
    server.stop();
  }
}
