/** Deployments, releases and workflow runs, whole as GitHub tells of them. */
import { API, makeMinimalRepository, makeUser, type Schemas, WEB } from './objects.ts';

type Deployment = Schemas['deployment'];
type DeploymentStatus = Schemas['deployment-status'];
type Release = Schemas['release'];
type Run = Schemas['workflow-run'];

export interface Activity {
  /** Each list newest first, as GitHub has them. */
  deployments: Deployment[];
  /** By the id of the deployment. */
  deploymentStatuses: Map<number, DeploymentStatus[]>;
  releases: Release[];
  runs: Run[];
}

const ACME = `${API}/repos/acme/api`;
const COMMIT = 'a'.repeat(40);

/** A deployment with its statuses, newest first. */
export function makeDeployment(
  id: number,
  at: string,
  states: readonly DeploymentStatus['state'][] = ['success'],
): { deployment: Deployment; statuses: DeploymentStatus[] } {
  const url = `${ACME}/deployments/${id}`;
  const common = { creator: makeUser('acme'), created_at: at, updated_at: at, repository_url: ACME };
  const statuses = states.map((state, index) => ({
    ...{ id: id * 100 - index, node_id: 'DS_1', url: `${url}/statuses/${index}`, deployment_url: url, state },
    ...{ ...common, description: '' },
    target_url: `https://ci.example.org/secret-${id}`,
    log_url: `https://ci.example.org/secret-${id}`,
  }));
  const deployment = {
    ...{ id, node_id: 'DE_1', url, sha: COMMIT, ref: 'main', task: 'deploy', payload: {}, environment: 'production' },
    ...{ ...common, description: null, statuses_url: `${url}/statuses` },
  };
  return { deployment, statuses };
}

/** A published release. */
export function makeRelease(tag: string, at: string, overrides: Partial<Release> = {}): Release {
  const url = `${ACME}/releases/1`;
  return {
    ...{ url, assets_url: `${url}/assets`, upload_url: `${url}/assets{?name,label}`, tarball_url: null },
    ...{ zipball_url: null, id: 1, node_id: 'RE_1', target_commitish: 'main', name: tag, prerelease: false },
    ...{ html_url: `${WEB}/acme/api/releases/tag/${tag}`, tag_name: tag, draft: false, body: 'Fixes' },
    ...{ created_at: at, published_at: at, author: makeUser('acme'), assets: [], ...overrides },
  };
}

/** A run of a workflow that has ended well after a push. */
export function makeRun(name: string, at: string, overrides: Partial<Run> = {}): Run {
  const id = Date.parse(at);
  const url = `${ACME}/actions/runs/${id}`;
  return {
    ...{ id, node_id: 'WFR_1', name, path: '.github/workflows/x.yml', event: 'push', url, workflow_id: 1 },
    ...{ status: 'completed', conclusion: 'success', created_at: at, updated_at: at, run_number: 1 },
    ...{ head_branch: 'main', head_sha: COMMIT, display_title: 'The words of a commit', head_commit: null },
    ...{ jobs_url: `${url}/jobs`, logs_url: `${url}/logs`, check_suite_url: `${ACME}/check-suites/1` },
    ...{ artifacts_url: `${url}/artifacts`, cancel_url: `${url}/cancel`, rerun_url: `${url}/rerun` },
    ...{ workflow_url: `${ACME}/actions/workflows/1`, html_url: `${WEB}/acme/api/actions/runs/${id}` },
    ...{ pull_requests: [], repository: makeMinimalRepository('acme/api') },
    ...{ head_repository: makeMinimalRepository('acme/api'), ...overrides },
  };
}

/** Runs that were made within GitHub's way of writing a range. */
export function createdWithin(runs: readonly Run[], range: string | null): Run[] {
  const [from = '', until = ''] = range?.split('..') ?? [];
  return range === null ? [...runs] : runs.filter(({ created_at }) => created_at >= from && created_at <= until);
}
