/** The workflows of a repository. */
import { z } from 'zod';

import type { GitHub } from './client.ts';
import { PER_PAGE, readPages } from './pages.ts';

const WorkflowSchema = z.object({
  id: z.int(),
  name: z.string(),
  /** `.github/workflows/check.yml`. */
  path: z.string(),
  /** `active`, `disabled_manually`, `disabled_inactivity`, `disabled_fork`, `deleted`. */
  state: z.string(),
});

/** A workflow; its name is what its file says. */
export type Workflow = z.output<typeof WorkflowSchema>;

/** All workflows, those that are disabled too. */
export function listWorkflows(github: GitHub): Promise<Workflow[]> {
  const wish = { to: `list the workflows of ${github.repository}`, needs: 'actions: read' };
  return github.ask(wish, ({ client, owner, repo }) => {
    const asked = { owner, repo, per_page: PER_PAGE };
    return readPages(client.paginate.iterator(client.rest.actions.listRepoWorkflows, asked), WorkflowSchema);
  });
}

/** Enables a workflow, also one that is. */
export async function enableWorkflow(github: GitHub, { id, path }: Pick<Workflow, 'id' | 'path'>): Promise<void> {
  const wish = { to: `enable the workflow ${path} of ${github.repository}`, needs: 'actions: write' };
  await github.ask(wish, async ({ client, owner, repo }) => {
    await client.rest.actions.enableWorkflow({ owner, repo, workflow_id: id });
  });
}
