/** A page that grows for as many days as one likes, through the real store, and days of which each run is made. */
import path from 'node:path';

import { type RunPorts, runOnce } from '../src/app/check/run.ts';
import { planRollUp } from '../src/app/roll-up.ts';
import { formatIncidentFile } from '../src/content/incident-file.ts';
import { formatMeasurementFile, measurementFilePath } from '../src/content/measurement-file.ts';
import { type CheckOutcome, groupRuns, type Measurement } from '../src/domain/measurement.ts';
import type { FileChange, RunRepository, Snapshot } from '../src/ports.ts';
import type { Check } from '../src/schema/check.ts';
import type { Config } from '../src/schema/config.ts';
import { formatDay, type Instant } from '../src/schema/timestamp.ts';
import { readConfig } from '../src/app/read-config.ts';
import { systemClock } from '../src/store/clock.ts';
import type { Git } from '../src/store/git.ts';
import { openRepository } from '../src/store/repository.ts';
import { openRootFiles } from '../src/store/root-files.ts';
import { checkIds, componentId, generateRuns, generateStatusFile } from './generate.ts';
import { benchEnvironment } from './measure.ts';
import { addRemote, countPushes, makeRepository } from './scratch.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const EVERY_MS = 5 * MINUTE_MS;
const STABLE_MS = 15 * MINUTE_MS;
const SIGMA = 0.15;
const START = Date.UTC(2026, 0, 1);
/** What a run looks back on besides `keepRaw`; the same for every run of such a page. */
const LOOK_BACK_MS = 2 * DAY_MS;

/** The measurements of a page, a component a check, one UTC day after the other. */
export function* generateDays(checks: number): Generator<Measurement[][]> {
  const range = { from: START, until: Infinity, everyMs: EVERY_MS, sigma: SIGMA };
  let day: Measurement[][] = [];
  for (const run of generateRuns(idsOf(checks), range)) {
    const [first] = day;
    if (first !== undefined && dayOf(first) !== dayOf(run)) {
      yield day;
      day = [];
    }
    day.push(run);
  }
}

function idsOf(checks: number): string[] {
  return checkIds({ components: checks, checksPerComponent: 1 });
}

function dayOf([first]: readonly Measurement[]): number {
  return Math.floor((first?.at ?? 0) / DAY_MS);
}

export interface GrowingPage {
  git: Git;
  checks: number;
  /** Its component to each check. */
  componentOf: ReadonlyMap<string, string>;
}

/** A repository with the status.yml of a page and nothing else. */
export async function makePage(root: string, checks: number): Promise<GrowingPage> {
  const text = generateStatusFile({ components: checks, checksPerComponent: 1 });
  const git = await makeRepository(root, [{ path: 'status.yml', text, at: START }]);
  const componentOf = new Map(idsOf(checks).map((id, index) => [id, componentId(index)]));
  return { git, checks, componentOf };
}

/** The incidents that a day's failures of two runs and more leave behind. */
function incidentsOf(page: GrowingPage, ofDay: readonly Measurement[]): FileChange[] {
  return [...groupRuns(ofDay).byCheck].flatMap(([check, ofCheck]) => {
    const files: FileChange[] = [];
    let failing: Measurement[] = [];
    for (const measurement of ofCheck) {
      if (measurement.state === 'down') failing.push(measurement);
      else {
        const [, second] = failing;
        const component = page.componentOf.get(check) ?? '';
        if (second !== undefined)
          files.push(incidentFile(component, { check, from: second.at, until: measurement.at }));
        failing = [];
      }
    }
    return files;
  });
}

function incidentFile(component: string, failure: { check: string; from: Instant; until: Instant }): FileChange {
  const { check, from, until } = failure;
  const id = `${formatDay(from)}-${component}-${Math.floor((from % DAY_MS) / MINUTE_MS)}`;
  const text = formatIncidentFile({
    frontMatter: {
      title: `${component} does not answer`,
      category: 'undetermined',
      impact: 'critical',
      components: { [component]: 'major_outage' },
      checks: [check],
      openedBy: 'monitor',
    },
    introduction: '',
    updates: [
      { at: from, phase: 'investigating', components: {}, text: `The check ${check} fails. We are looking into it.` },
      { at: until + MINUTE_MS, phase: 'monitoring', components: { [component]: 'operational' }, text: 'It passes.' },
      { at: until + STABLE_MS, phase: 'resolved', components: {}, text: '' },
    ],
  });
  return { path: `incidents/${id.slice(0, 4)}/${id}.md`, text };
}

/**
 * Lands a day as its runs leave it: the day's file as it is after the last run, the incidents, and what the first run
 * rolls up. A day takes one landing in place of hundreds, each of which would replace the one before.
 */
export async function landDay(page: GrowingPage, ofDay: readonly Measurement[], rollsUp: boolean): Promise<void> {
  const root = page.git.cwd;
  const repository = await openRepository({ root, env: benchEnvironment() });
  const at = Math.max(...ofDay.map((measurement) => measurement.at));
  const snapshot = await repository.snapshot();
  const old = rollsUp ? await rollUp(root, snapshot, at) : [];
  const changes = [{ path: measurementFilePath(at), text: formatMeasurementFile(groupRuns(ofDay)) }, ...old];
  const landing = {
    main: { changes: incidentsOf(page, ofDay), message: `Incidents of ${formatDay(at)}` },
    data: { changes, day: formatDay(at), isNewRoot: old.length > 0 },
    at,
  };
  const result = await repository.land(snapshot, landing);
  if (result.kind !== 'landed') throw new Error(`a day did not land: ${result.kind}`);
}

async function rollUp(root: string, snapshot: Snapshot, now: Instant): Promise<FileChange[]> {
  const plan = await planRollUp(snapshot, { config: await configOf(root), lookBack: LOOK_BACK_MS, now });
  if (plan.notes.length > 0) throw new Error(plan.notes.join('\n'));
  return plan.changes;
}

async function configOf(root: string): Promise<Config> {
  const { config } = await readConfig(await openRootFiles(root));
  if (config === undefined) throw new Error('the generated status.yml cannot be read');
  return config;
}

/** What one run took. */
export interface RunCost {
  ms: number;
  pushedBytes: number;
}

/** Makes run after run of a day as the main job does, with a remote; `run` gives what was measured. */
export async function openRunner(page: GrowingPage): Promise<(run: readonly Measurement[]) => Promise<RunCost>> {
  const root = page.git.cwd;
  await addRemote(page.git);
  await page.git.text(['push', '--quiet', 'origin', 'status-data']);
  const pushed = await countPushes(page.git);
  const repository: RunRepository = await openRepository({ root, env: benchEnvironment() });
  const files = await openRootFiles(root);
  return async (run) => {
    const outcomes = new Map(run.map((measurement) => [measurement.check, toOutcome(measurement)]));
    const ports: RunPorts = {
      repository,
      files,
      clock: systemClock,
      probe: (checks: readonly Check[]) => Promise.resolve(checks.flatMap(({ id }) => outcomes.get(id) ?? [])),
      fetchProvider: () => Promise.reject(new Error('the generated status.yml names no provider')),
      readActivity: () => Promise.reject(new Error('the generated status.yml names no deployments')),
      random: Math.random,
      note: (text) => process.stderr.write(`${path.basename(root)}: ${text}\n`),
    };
    const begun = performance.now();
    await runOnce(ports, { now: run[0]?.at });
    return { ms: performance.now() - begun, pushedBytes: await pushed() };
  };
}

function toOutcome({ check, state, code, ms }: Measurement): CheckOutcome {
  const message = 'expected a status in 200-399, got 503';
  return { check, state, code, ms, ...(state === 'down' && { errorClass: 'http_5xx', message }) };
}
