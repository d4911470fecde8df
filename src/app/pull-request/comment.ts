/** Keeps one comment of a pull request current. What it is about is GitHub's word; what it says is what a run left. */
import { inlineCode } from '../../content/inert-markdown.ts';
import { type Author, findOwnComment, formatMarker } from '../../content/marker.ts';
import { renderPreview } from '../../content/pull-request/comment.ts';
import { isContentPath } from '../../content/pull-request/content-path.ts';
import { previewEngine } from '../../content/pull-request/engine-preview.ts';
import { parsePreview } from '../../content/pull-request/preview-file.ts';
import type { WorkflowRunEvent } from '../../schema/workflow-run-event.ts';

/** An open pull request, as GitHub tells of it. */
export interface PullRequestOnGitHub {
  number: number;
  isOpen: boolean;
  head: { commit: string; branch: string; repository: string | undefined };
  base: { branch: string; repository: string | undefined };
}

export interface CommentOnGitHub {
  id: number;
  body: string;
  author: Author;
}

/** What a run left. */
export interface RunFiles {
  /** The file of the preview as it came; undefined where there is none that can be taken. */
  preview: Uint8Array | undefined;
  /** The id of the artifact with the page; undefined where none was built. */
  page: number | undefined;
}

/** What keeping a comment needs of the world. */
export interface CommentPorts {
  /** Pull requests that are open from the branch of the run. */
  listPullRequests(): Promise<PullRequestOnGitHub[]>;
  /** Paths of everything that it changes; undefined where there may be more. */
  listChangedPaths(number: number): Promise<string[] | undefined>;
  readRunFiles(): Promise<RunFiles>;
  listComments(number: number): Promise<CommentOnGitHub[]>;
  createComment(number: number, body: string): Promise<unknown>;
  updateComment(id: number, body: string): Promise<unknown>;
}

/** What became of the comment. */
export type CommentOutcome =
  | { kind: 'created' | 'updated'; number: number }
  /** Nothing is to be said, or a newer run has said or will say it. */
  | { kind: 'none'; because: string };

const WORKFLOW = '.github/workflows/validate.yml';

function none(because: string): CommentOutcome {
  return { kind: 'none', because };
}

/** The pull request into main whose head the run was for; undefined where its head has moved on or it is closed. */
function choosePullRequest(
  pulls: readonly PullRequestOnGitHub[],
  run: WorkflowRunEvent,
): PullRequestOnGitHub | undefined {
  return pulls.find(
    ({ isOpen, head, base }) =>
      isOpen &&
      head.commit === run.commit &&
      head.branch === run.branch &&
      head.repository === run.head?.repository &&
      base.repository === run.repository &&
      base.branch === run.mainBranch,
  );
}

interface OwnComment extends CommentOnGitHub {
  run: number;
  attempt: number;
}

/** The comment that an earlier run has written. */
function findOwn(comments: readonly CommentOnGitHub[]): OwnComment | undefined {
  const found = findOwnComment(comments, 'preview');
  const [, run, attempt] = /^(\d{1,15})\.(\d{1,9})$/.exec(found?.words[0] ?? '') ?? [];
  return found === undefined || run === undefined
    ? undefined
    : { ...found.comment, run: Number(run), attempt: Number(attempt) };
}

function isNewer(own: OwnComment, run: WorkflowRunEvent): boolean {
  return own.run > run.id || (own.run === run.id && own.attempt > run.attempt);
}

function describeContent({ preview: file, page }: RunFiles, run: WorkflowRunEvent): string {
  const preview = file === undefined ? undefined : parsePreview(file);
  if (preview?.scope !== 'content') {
    return `### No preview\n\nThe run left none that can be shown. [Its log](${run.url}) says why.`;
  }
  const built =
    page === undefined
      ? `No page was built; [the log](${run.url}) says why.`
      : `[The page as it would be](${run.url}/artifacts/${page}), to unpack and to open, for a week.`;
  return `${renderPreview(preview)}\n\n---\n\n${built}`;
}

/** The whole comment, which begins with the mark of its run. */
function withMark(text: string, run: WorkflowRunEvent): string {
  const mark = formatMarker('preview', `${run.id}.${run.attempt}`);
  return `${mark}\n${text}\n\nOf commit ${inlineCode(run.commit.slice(0, 12))}.`;
}

/** What is to be said; undefined where there is nothing to say that was not said before. */
async function compose(
  ports: CommentPorts,
  { pull, own, run }: { pull: PullRequestOnGitHub; own: OwnComment | undefined; run: WorkflowRunEvent },
): Promise<string | undefined> {
  const paths = await ports.listChangedPaths(pull.number);
  if (paths?.every(isContentPath) === true) return withMark(describeContent(await ports.readRunFiles(), run), run);
  // By GitHub's list of its files, and not by what the run left.
  const preview = previewEngine(paths ?? []);
  const isWorthSaying = own !== undefined || preview.content.length > 0;
  return isWorthSaying ? withMark(renderPreview(preview), run) : undefined;
}

/**
 * Writes or renews the comment of the pull request that a run was for. Its head is asked for again right before, so that
 * a run that took long says nothing over what a newer one has said.
 */
export async function keepComment(ports: CommentPorts, run: WorkflowRunEvent): Promise<CommentOutcome> {
  if (run.event !== 'pull_request' || run.workflow.split('@')[0] !== WORKFLOW)
    return none('the run was no validation of a pull request');
  const pull = choosePullRequest(await ports.listPullRequests(), run);
  if (pull === undefined) return none('no open pull request has this commit as its head');
  const own = findOwn(await ports.listComments(pull.number));
  if (own !== undefined && isNewer(own, run)) return none('a newer run has commented');
  const body = await compose(ports, { pull, own, run });
  if (body === undefined) return none('it changes the engine, which the tests look at');
  const still = choosePullRequest(await ports.listPullRequests(), run);
  if (still?.number !== pull.number) return none('its head has moved on meanwhile');
  if (own === undefined) await ports.createComment(pull.number, body);
  else await ports.updateComment(own.id, body);
  return { kind: own === undefined ? 'created' : 'updated', number: pull.number };
}
