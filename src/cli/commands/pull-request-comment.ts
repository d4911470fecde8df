import { type CommentPorts, keepComment, type RunFiles } from '../../app/pull-request/comment.ts';
import { StatusError } from '../../errors.ts';
import { MAX_PREVIEW_BYTES } from '../../schema/preview.ts';
import { type WorkflowRunEvent, WorkflowRunEventSchema } from '../../schema/workflow-run-event.ts';
import { downloadArtifact, listArtifacts } from '../../store/github/artifacts.ts';
import { listChangedPaths } from '../../store/github/changed-paths.ts';
import { type ConnectOptions, connectGitHub, type GitHub, readGitHubAccess } from '../../store/github/client.ts';
import { createComment, listComments, updateComment } from '../../store/github/comments.ts';
import { listPullRequestsFrom } from '../../store/github/pull-requests.ts';
import { readFromArchive } from '../../store/unzip.ts';
import type { ExitCode } from '../exit-code.ts';
import { output } from '../output.ts';
import { readWorkflowEvent } from '../workflow-event.ts';

const NEEDS = 'pull-requests: write';

const HINT = 'This command is for the workflow preview.yml, which GitHub runs when a run of validate.yml has ended.';
const EVENT = { schema: WorkflowRunEventSchema, expected: 'the event of a run that has ended', hint: HINT };

/** What the run left. What cannot be taken is said here and taken for missing: the comment still has to be right. */
async function readRunFiles(github: GitHub, run: number): Promise<RunFiles> {
  const artifacts = await listArtifacts(github, run);
  const page = artifacts.find(({ name }) => name === 'page')?.id;
  const packed = artifacts.find(({ name }) => name === 'preview');
  if (packed === undefined) return { preview: undefined, page };
  try {
    const archive = await downloadArtifact(github, packed, MAX_PREVIEW_BYTES);
    return { preview: await readFromArchive(archive, { name: 'preview.json', maxBytes: MAX_PREVIEW_BYTES }), page };
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    output.note(error.message);
    return { preview: undefined, page };
  }
}

function createPorts(github: GitHub, { id, branch, head }: WorkflowRunEvent): CommentPorts {
  return {
    listPullRequests: () =>
      head === undefined ? Promise.resolve([]) : listPullRequestsFrom(github, { owner: head.owner, branch }, 'open'),
    listChangedPaths: (number) => listChangedPaths(github, number),
    readRunFiles: () => readRunFiles(github, id),
    listComments: (number) => listComments(github, number),
    createComment: (number, body) => createComment(github, { number, body, needs: NEEDS }),
    updateComment: (comment, body) => updateComment(github, { id: comment, body, needs: NEEDS }),
  };
}

/**
 * `candor pull-request comment`: in the workflow that follows a run of validate.yml, keeps the comment of its pull
 * request. 0 also where there is nothing to say. `waiting` is for tests, which have no time.
 */
export async function runPullRequestComment(waiting: Pick<ConnectOptions, 'secondMs'> = {}): Promise<ExitCode> {
  const run = await readWorkflowEvent(process.env, EVENT);
  const access = readGitHubAccess(process.env);
  if (access === undefined) {
    throw new StatusError('Cannot comment: expected GITHUB_TOKEN and GITHUB_REPOSITORY, as a workflow has them.', {
      hint: HINT,
    });
  }
  const outcome = await keepComment(
    createPorts(await connectGitHub(access, { manner: 'patiently', ...waiting }), run),
    run,
  );
  if (outcome.kind === 'none') output.print(`No comment: ${outcome.because}.`);
  else output.print(`${outcome.kind === 'created' ? 'Commented' : 'Renewed the comment'} on #${outcome.number}.`);
  return 0;
}
