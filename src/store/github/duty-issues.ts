/** The duties of a page as issues of its repository. */
import { formatMarker, isOwnAccount } from '../../content/marker.ts';
import type { DutyTracker } from '../../ports.ts';
import type { GitHub } from './client.ts';
import { createComment, listComments } from './comments.ts';
import { createIssue, type Issue, listIssues, readIssue, updateIssue } from './issues.ts';
import { enableWorkflow, listWorkflows } from './workflows.ts';

/** Finds them again in a list for people; they are known by what stands in them. */
const LABEL = 'candor-follow-up';
const OUR_PEOPLE = ['OWNER', 'MEMBER', 'COLLABORATOR'];

/** In a public repository everybody, and every app, can open an issue that looks like ours and so keep a duty untold. */
function isOurs({ author, association }: Issue): boolean {
  return isOwnAccount(author) || OUR_PEOPLE.includes(association);
}

async function list(github: GitHub): Promise<Issue[]> {
  // People take labels off: open issues are looked through whatever their labels.
  const open = await listIssues(github, { state: 'open' });
  const closed = await listIssues(github, { state: 'closed', label: LABEL });
  return [...open, ...closed].filter(isOurs);
}

async function change(github: GitHub, number: number, edit: (body: string) => string): Promise<void> {
  const { body } = await readIssue(github, number);
  const edited = edit(body);
  if (edited !== body) await updateIssue(github, number, { body: edited });
}

type Closing = Parameters<DutyTracker['closeIssue']>[1];

/** Comments and then closes. A run that was ended between the two has left its comment as the last one. */
async function close(github: GitHub, number: number, { edit, comment, as }: Closing): Promise<void> {
  const { isOpen, body } = await readIssue(github, number);
  if (!isOpen) return change(github, number, edit);
  const said = `${formatMarker('closing')}\n${comment}`;
  const last = (await listComments(github, number)).at(-1);
  if (last?.body !== said) await createComment(github, { number, body: said, needs: 'issues: write' });
  await updateIssue(github, number, { body: edit(body), state: as });
}

/** Duties in the issues of a repository; a label that it does not have is made. */
export function openDutyTracker(github: GitHub): DutyTracker {
  return {
    listIssues: () => list(github),
    openIssue: async (issue) => (await createIssue(github, { ...issue, labels: [LABEL] })).number,
    changeIssue: (number, edit) => change(github, number, edit),
    closeIssue: (number, closing) => close(github, number, closing),
    listWorkflows: () => listWorkflows(github),
    enableWorkflow: (workflow) => enableWorkflow(github, workflow),
  };
}
