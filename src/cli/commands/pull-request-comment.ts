import { readFile } from 'node:fs/promises';

import { type CommentPorts, keepComment, type RunFiles } from '../../app/pull-request/comment.ts';
import { parseWorkflowRun, type WorkflowRun } from '../../content/pull-request/workflow-run.ts';
import { StatusError } from '../../errors.ts';
import { MAX_PREVIEW_BYTES } from '../../schema/preview.ts';
import { downloadArtifact, listArtifacts } from '../../store/github/artifacts.ts';
import { type ConnectOptions, connectGitHub, type GitHub, readGitHubAccess } from '../../store/github/client.ts';
import { createComment, listComments, updateComment } from '../../store/github/comments.ts';
import { listChangedPaths, listPullRequestsFrom } from '../../store/github/pull-request-of-run.ts';
import { readFromArchive } from '../../store/unzip.ts';
import type { ExitCode } from '../exit-code.ts';
import { output } from '../output.ts';

const NEEDS = 'pull-requests: write';

/** GitHub's own event, from the file that it leaves for a workflow. */
async function readEvent(file: string): Promise<WorkflowRun> {
  const run = parseWorkflowRun(JSON.parse(await readFile(file, 'utf8')));
  if (run === undefined) throw new StatusError('Cannot read the event: it is not that of a run of a workflow.');
  return run;
}

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

function createPorts(github: GitHub, { id, branch, head }: WorkflowRun): CommentPorts {
  return {
    listPullRequests: () =>
      head === undefined ? Promise.resolve([]) : listPullRequestsFrom(github, { owner: head.owner, branch }),
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
  const access = readGitHubAccess(process.env);
  const file = process.env['GITHUB_EVENT_PATH'] ?? '';
  if (access === undefined || file === '') {
    throw new StatusError('Cannot comment: this is no step of a workflow that has a token.', {
      hint: 'It is for .github/workflows/preview.yml, which sets GITHUB_TOKEN for it.',
    });
  }
  const run = await readEvent(file);
  const outcome = await keepComment(
    createPorts(await connectGitHub(access, { manner: 'patiently', ...waiting }), run),
    run,
  );
  if (outcome.kind === 'none') output.print(`No comment: ${outcome.because}.`);
  else output.print(`${outcome.kind === 'created' ? 'Commented' : 'Renewed the comment'} on #${outcome.number}.`);
  return 0;
}
