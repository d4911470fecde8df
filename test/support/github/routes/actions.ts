/** Workflows and their runs, deployments and releases. */
import { createdWithin } from '../activity.ts';
import { NOTHING, ok, route } from '../route.ts';

const PAGED = { query: ['page', 'per_page'] as const };

export const ACTION_ROUTES = [
  route('get', '/repos/{owner}/{repo}/actions/workflows', {
    ...PAGED,
    answer: ({ repository: { workflows } }) => ok({ total_count: workflows.length, workflows }),
  }),
  route('put', '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/enable', {
    answer({ repository, part }) {
      for (const workflow of repository.workflows) {
        if (String(workflow.id) === part('workflow_id')) workflow.state = 'active';
      }
      return NOTHING;
    },
  }),
  route('get', '/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts', {
    ...PAGED,
    answer({ repository, part }) {
      const artifacts = repository.artifactsOfRuns.get(Number(part('run_id'))) ?? [];
      return ok({ total_count: artifacts.length, artifacts });
    },
  }),
  route('get', '/repos/{owner}/{repo}/actions/runs', {
    query: ['created', 'exclude_pull_requests', 'page', 'per_page'],
    answer({ repository, query }) {
      const runs = createdWithin(repository.runs, query('created') ?? null);
      return ok({ total_count: runs.length, workflow_runs: runs });
    },
  }),
  route('get', '/repos/{owner}/{repo}/deployments', {
    ...PAGED,
    answer: ({ repository }) => ok(repository.deployments),
  }),
  route('get', '/repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
    ...PAGED,
    answer({ repository, part }) {
      return ok(repository.deploymentStatuses.get(Number(part('deployment_id'))) ?? []);
    },
  }),
  route('get', '/repos/{owner}/{repo}/releases', {
    ...PAGED,
    answer: ({ repository }) => ok(repository.releases),
  }),
];
