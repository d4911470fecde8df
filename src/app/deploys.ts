/** The record of what is live: whether it is due for a new deploy, and writing one down. */
import { DEPLOYS_PATH, formatDeploysFile, parseDeploysFile } from '../content/deploys-file.ts';
import { addDeploy, type Deploy } from '../domain/deploy.ts';
import { type DeployDue, deriveDeployDue } from '../domain/deploy-due.ts';
import type { LandingResult, RunRepository, Snapshot } from '../ports.ts';
import type { Config } from '../schema/config.ts';
import { formatDay, type Instant, parseDay } from '../schema/timestamp.ts';
import { readRunSources, type RunSources } from './check/read-run.ts';
import { type ConfigPorts, readRunConfig } from './last-good-config.ts';
import { landOnLatest, type LandingPorts } from './land-on-latest.ts';

async function readDeploys(snapshot: Snapshot): Promise<Deploy[]> {
  const [file] = await snapshot.readDataFiles([DEPLOYS_PATH]);
  return parseDeploysFile(file?.text ?? '');
}

/** Incidents that only a proposal holds are not on main, so no page shows them. */
function publishedIncidents({ incidents }: RunSources, snapshot: Snapshot): RunSources['incidents'] {
  const proposed = new Set(snapshot.proposal?.paths);
  return incidents.filter(({ path }) => !proposed.has(path));
}

type Known = Pick<Parameters<typeof deriveDeployDue>[0], 'components' | 'maintenances'>;

async function readKnown(snapshot: Snapshot, config: Config, now: Instant): Promise<Known> {
  const sources = await readRunSources(snapshot, config, now);
  const shared = {
    measurements: sources.runs.byCheck,
    incidents: publishedIncidents(sources, snapshot).map(({ incident }) => incident),
    maintenances: sources.maintenances,
    policy: { confirmAfter: config.triage.confirmAfter, holdFor: config.uptime.holdFor },
  };
  const components = config.components.map(({ id, checks, since }) => ({
    ...shared,
    component: { id, checkIds: checks.map((check) => check.id) },
    since: since === undefined ? undefined : parseDay(since),
    // What is read here begins a few days ago; nothing is assumed of the time before.
    firstMeasuredAt: -Infinity,
  }));
  return { components, maintenances: sources.maintenances };
}

/**
 * Whether the page has to be deployed, by what is known here; nothing is fetched. Where status.yml never could be read the
 * commit of main and the age of the page decide, so that a page which no run keeps fresh still says that it is stale.
 */
export async function readDeployDue(
  { repository, ...ports }: Pick<ConfigPorts, 'files' | 'readConfigRevisions'> & { repository: RunRepository },
  now: Instant,
): Promise<DeployDue> {
  const [snapshot, { config }] = await Promise.all([
    repository.snapshot({ fetch: false }),
    // The run has said what is wrong with it.
    readRunConfig({ ...ports, annotate: undefined, note: () => undefined }),
  ]);
  const known = config === undefined ? { components: [], maintenances: [] } : await readKnown(snapshot, config, now);
  const last = (await readDeploys(snapshot)).at(-1);
  return deriveDeployDue({ ...known, last, main: snapshot.main, now });
}

/** Writes down that a build is live. Throws a StatusError where `status-data` cannot be written. */
export async function recordDeploy(ports: LandingPorts, deploy: Deploy): Promise<void> {
  const attempt = async (snapshot: Snapshot): Promise<{ value: undefined; result: LandingResult }> => {
    const text = formatDeploysFile(addDeploy(await readDeploys(snapshot), deploy));
    const result = await ports.repository.land(snapshot, {
      main: { changes: [], message: '' },
      data: { changes: [{ path: DEPLOYS_PATH, text }], day: formatDay(deploy.liveAt) },
      at: deploy.liveAt,
    });
    return { value: undefined, result };
  };
  await landOnLatest(ports, { what: 'record the deploy', attempt });
}
