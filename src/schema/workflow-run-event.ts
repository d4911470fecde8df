/** GitHub's event of a run that has ended, as far as it is needed to find the pull request. */
import { z } from 'zod';

export const WorkflowRunEventSchema = z
  .object({
    workflow_run: z.object({
      id: z.int(),
      run_attempt: z.int(),
      event: z.string(),
      path: z.string(),
      head_sha: z.string().regex(/^[0-9a-f]{40}$/),
      head_branch: z.string(),
      head_repository: z.object({ full_name: z.string(), owner: z.object({ login: z.string() }) }).nullable(),
      html_url: z.url(),
    }),
    repository: z.object({ full_name: z.string(), default_branch: z.string() }),
  })
  .transform(({ workflow_run: run, repository }) => ({
    id: run.id,
    attempt: run.run_attempt,
    event: run.event,
    workflow: run.path,
    commit: run.head_sha,
    branch: run.head_branch,
    /** Undefined where a fork is gone. */
    head:
      run.head_repository === null
        ? undefined
        : { repository: run.head_repository.full_name, owner: run.head_repository.owner.login },
    url: run.html_url,
    repository: repository.full_name,
    mainBranch: repository.default_branch,
  }));

/** A run that has ended, by what GitHub says of it. */
export type WorkflowRunEvent = z.output<typeof WorkflowRunEventSchema>;
