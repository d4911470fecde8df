/** The duties of a page as issues of its repository. */
import type { DutyTracker } from '../../ports.ts';
import type { GitHub } from './client.ts';
import { createComment } from './comments.ts';
import { createIssue, type Issue, listIssues, readIssue, updateIssue } from './issues.ts';
import { enableWorkflow, listWorkflows } from './workflows.ts';

/** Finds them again in a list for people; they are known by what stands in them. */
const LABEL = 'candor-follow-up';
const OUR_PEOPLE = ['OWNER', 'MEMBER', 'COLLABORATOR'];

/** In a public repository everybody can open an issue that looks like ours, and so keep a duty from being told. */
function isOurs({ author, association }: Issue): boolean {
  return author?.type === 'Bot' || OUR_PEOPLE.includes(association);
}

async function list(github: GitHub): Promise<Issue[]> {
  // People take labels off: open issues are looked through whatever their labels.
  const open = await listIssues(github, { state: 'open' });
  const closed = await listIssues(github, { state: 'closed', label: LABEL });
  return [...open, ...closed].filter(isOurs);
}

async function change(
  github: GitHub,
  number: number,
  { edit, state }: { edit: (body: string) => string; state?: 'completed' | 'not_planned' },
): Promise<void> {
  const { body, isOpen } = await readIssue(github, number);
  const edited = edit(body);
  const closing = state === undefined || !isOpen ? {} : { state };
  await updateIssue(github, number, { ...(edited === body ? {} : { body: edited }), ...closing });
}

/** Duties in the issues of a repository; a label that it does not have is made. */
export function openDutyTracker(github: GitHub): DutyTracker {
  return {
    listIssues: () => list(github),
    openIssue: async (issue) => (await createIssue(github, { ...issue, labels: [LABEL] })).number,
    changeIssue: (number, edit) => change(github, number, { edit }),
    closeIssue: async (number, { edit, comment, as }) => {
      await createComment(github, { number, body: comment, needs: 'issues: write' });
      await change(github, number, { edit, state: as });
    },
    listWorkflows: () => listWorkflows(github),
    enableWorkflow: (workflow) => enableWorkflow(github, workflow),
  };
}
