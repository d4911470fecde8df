/** Issues of a repository. */
import { z } from 'zod';

import type { GitHub } from './client.ts';
import { PER_PAGE, readPages } from './pages.ts';
import { unlessStatus } from './refusal.ts';

const IssueSchema = z
  .object({
    number: z.int(),
    title: z.string(),
    body: z.string().nullish(),
    state: z.string(),
    html_url: z.string(),
    author_association: z.string().optional(),
    user: z.object({ login: z.string(), type: z.string() }).nullish(),
    labels: z.array(z.union([z.string(), z.object({ name: z.string().nullish() })])),
    pull_request: z.unknown().optional(),
  })
  .transform((issue) => ({
    number: issue.number,
    title: issue.title,
    body: issue.body ?? '',
    isOpen: issue.state === 'open',
    url: issue.html_url,
    /** Undefined for an account that is gone. */
    author: issue.user ?? undefined,
    /** `OWNER`, `MEMBER`, `COLLABORATOR`, `NONE` … */
    association: issue.author_association ?? 'NONE',
    labels: issue.labels.flatMap((label) => (typeof label === 'string' ? label : (label.name ?? []))),
    isPullRequest: issue.pull_request !== undefined && issue.pull_request !== null,
  }));

/** An issue; text and title are what anybody may have written. */
export type Issue = Omit<z.output<typeof IssueSchema>, 'isPullRequest'>;

export interface IssueFilter {
  /** Only those with this label. */
  label?: string;
  state: 'open' | 'closed' | 'all';
}

/** Every issue that fits, pull requests left out, in GitHub's order: newest first. */
export function listIssues(github: GitHub, { label, state }: IssueFilter): Promise<Issue[]> {
  const wish = { to: `list the issues of ${github.repository}`, needs: 'issues: read' };
  return github.ask(wish, async ({ client, owner, repo }) => {
    const asked = { owner, repo, state, per_page: PER_PAGE, ...(label === undefined ? {} : { labels: label }) };
    const found = await readPages(client.paginate.iterator(client.rest.issues.listForRepo, asked), IssueSchema);
    return found.filter(({ isPullRequest }) => !isPullRequest);
  });
}

/** One issue by its number. */
export function readIssue(github: GitHub, number: number): Promise<Issue> {
  const wish = { to: `read the issue #${number} of ${github.repository}`, needs: 'issues: read' };
  return github.ask(wish, async ({ client, owner, repo }) =>
    IssueSchema.parse((await client.rest.issues.get({ owner, repo, issue_number: number })).data),
  );
}

/** The same; undefined for one that is gone. */
export function findIssue(github: GitHub, number: number): Promise<Issue | undefined> {
  const wish = { to: `read the issue #${number} of ${github.repository}`, needs: 'issues: read' };
  return github.ask(wish, async ({ client, owner, repo }) => {
    const data = await unlessStatus([404, 410], client.rest.issues.get({ owner, repo, issue_number: number }));
    return data === undefined ? undefined : IssueSchema.parse(data);
  });
}

/** Adds a label, which is made where the repository has none of this name. */
export async function addLabel(github: GitHub, number: number, label: string): Promise<void> {
  const wish = { to: `label #${number} of ${github.repository}`, needs: 'issues: write' };
  await github.ask(wish, ({ client, owner, repo }) =>
    client.rest.issues.addLabels({ owner, repo, issue_number: number, labels: [label] }),
  );
}

/** Creates an issue; a label that the repository does not have is made. Never sent twice. */
export function createIssue(
  github: GitHub,
  { title, body, labels }: { title: string; body: string; labels: string[] },
): Promise<Issue> {
  const wish = { to: `open an issue in ${github.repository}`, needs: 'issues: write' };
  return github.ask(wish, async ({ client, owner, repo }) => {
    const { data } = await client.rest.issues.create({ owner, repo, title, body, labels });
    return IssueSchema.parse(data);
  });
}

export interface IssueChange {
  title?: string;
  body?: string;
  /** Closes it, as what was to be done or as what will not be, or opens it again. */
  state?: 'completed' | 'not_planned' | 'open';
}

/** Changes what is given of an issue, and nothing else of it. */
export function updateIssue(github: GitHub, number: number, change: IssueChange): Promise<Issue> {
  const { title, body, state } = change;
  const verb = state === undefined || state === 'open' ? 'change' : 'close';
  const wish = { to: `${verb} the issue #${number} of ${github.repository}`, needs: 'issues: write' };
  return github.ask(wish, async ({ client, owner, repo }) => {
    const { data } = await client.rest.issues.update({
      ...{ owner, repo, issue_number: number },
      ...(title === undefined ? {} : { title }),
      ...(body === undefined ? {} : { body }),
      ...(state === 'open' ? { state } : {}),
      ...(state === undefined || state === 'open' ? {} : { state: 'closed' as const, state_reason: state }),
    });
    return IssueSchema.parse(data);
  });
}
