/** What GitHub's answers are made of, whole and with the types of GitHub's own description. */
import type { components } from '@octokit/openapi-types';

export type Schemas = components['schemas'];
export type Issue = Schemas['issue'];
export type IssueComment = Schemas['issue-comment'];
export type PullRequest = Schemas['pull-request'];
export type WorkflowOnGitHub = Schemas['workflow'];

export const WEB = 'https://github.example.org';
export const API = `${WEB}/api/v3`;
/** When things were made that the server itself makes. */
export const MADE_AT = '2026-11-26T06:00:00Z';

/** Whose token every request carries, as it is in a workflow. */
export const BOT = 'github-actions[bot]';

const FAR = 'a'.repeat(40);

/** Addresses of parts of a thing: `{ issues_url: 'https://…/issues' }`. */
function addresses<K extends string>(base: string, parts: readonly K[]): Record<`${K}_url`, string> {
  const entries = parts.map((part) => [`${part}_url`, `${base}/${part}`]);
  return Object.fromEntries(entries) as Record<`${K}_url`, string>;
}

/** An account; one whose name ends in `[bot]` is a machine's. */
export function makeUser(login: string): Schemas['simple-user'] {
  const url = `${API}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id: login.length,
    node_id: 'U_1',
    gravatar_id: '',
    url,
    html_url: `${WEB}/${encodeURIComponent(login)}`,
    type: login.endsWith('[bot]') ? 'Bot' : 'User',
    site_admin: false,
    ...addresses(url, ['avatar', 'followers', 'following', 'gists', 'starred', 'subscriptions', 'organizations']),
    ...addresses(url, ['repos', 'events', 'received_events']),
  };
}

const REPOSITORY_PARTS = [
  ...['archive', 'assignees', 'blobs', 'branches', 'collaborators', 'comments', 'commits', 'compare'],
  ...['contents', 'contributors', 'deployments', 'downloads', 'events', 'forks', 'git_commits', 'git_refs', 'git_tags'],
  ...['issue_comment', 'issue_events', 'issues', 'keys', 'labels', 'languages', 'merges', 'milestones'],
  ...['notifications', 'pulls', 'releases', 'stargazers', 'statuses', 'subscribers', 'subscription', 'tags', 'teams'],
  ...['trees', 'hooks'],
] as const;

/** The least that GitHub tells of a repository. */
export function makeMinimalRepository(fullName: string): Schemas['minimal-repository'] {
  const [owner = '', name = ''] = fullName.split('/');
  const url = `${API}/repos/${fullName}`;
  return {
    id: 1,
    node_id: 'R_1',
    name,
    full_name: fullName,
    owner: makeUser(owner),
    private: false,
    html_url: `${WEB}/${fullName}`,
    description: null,
    fork: false,
    url,
    ...addresses(url, REPOSITORY_PARTS),
  };
}

/** What GitHub tells of a repository within a pull request. */
export function makeWholeRepository(fullName: string): Schemas['repository'] {
  const url = `${API}/repos/${fullName}`;
  const [owner = '', name = ''] = fullName.split('/');
  return {
    ...{ id: 1, node_id: 'R_1', name, full_name: fullName, owner: makeUser(owner), url },
    ...{ license: null, mirror_url: null, homepage: null, language: null, description: null },
    ...{ private: false, fork: false, archived: false, disabled: false },
    ...{ has_issues: true, has_projects: false, has_wiki: false, has_pages: true, has_downloads: false },
    ...{ forks: 0, forks_count: 0, stargazers_count: 0, watchers: 0, watchers_count: 0, size: 1 },
    ...{ open_issues: 0, open_issues_count: 0, default_branch: 'main' },
    ...{ pushed_at: MADE_AT, created_at: MADE_AT, updated_at: MADE_AT },
    ...addresses(url, [...REPOSITORY_PARTS, 'git', 'ssh', 'clone', 'svn']),
    html_url: `${WEB}/${fullName}`,
  };
}

export interface IssueParts {
  number: number;
  title?: string;
  body?: string;
  state?: 'open' | 'closed';
  labels?: readonly string[];
  /** Login of who opened it. */
  by?: string;
  association?: Issue['author_association'];
  /** A pull request appears among the issues too. */
  isPullRequest?: boolean;
}

function toLabel(name: string): Exclude<Issue['labels'][number], string> {
  const url = `${API}/repos/acme/status/labels/${encodeURIComponent(name)}`;
  return { id: 1, node_id: 'L_1', url, name, color: 'ededed', default: false, description: null };
}

/** An issue as lists and single answers have it. */
export function makeIssue(repository: string, parts: IssueParts): Issue {
  const { number, title = `Issue ${number}`, body = '', state = 'open', labels = [], by = BOT } = parts;
  const url = `${API}/repos/${repository}/issues/${number}`;
  const page = `${WEB}/${repository}/${parts.isPullRequest === true ? 'pull' : 'issues'}/${number}`;
  const pull = { diff_url: `${page}.diff`, patch_url: `${page}.patch`, html_url: page, url, merged_at: null };
  return {
    ...{ id: 10_000 + number, node_id: `I_${number}`, number, url, html_url: page, title, body, state },
    ...{ repository_url: `${API}/repos/${repository}`, user: makeUser(by), labels: labels.map(toLabel) },
    ...{ assignee: null, assignees: [], milestone: null, locked: false, comments: 0, state_reason: null },
    ...{ closed_at: state === 'closed' ? MADE_AT : null, created_at: MADE_AT, updated_at: MADE_AT },
    author_association: parts.association ?? 'NONE',
    ...addresses(url, ['labels', 'comments', 'events']),
    ...(parts.isPullRequest === true ? { pull_request: pull } : {}),
  };
}

/** A comment on an issue or a pull request. */
export function makeIssueComment(
  repository: string,
  { id, number, body, by = BOT }: { id: number; number: number; body: string; by?: string },
): IssueComment {
  return {
    id,
    node_id: `IC_${id}`,
    url: `${API}/repos/${repository}/issues/comments/${id}`,
    html_url: `${WEB}/${repository}/issues/${number}#issuecomment-${id}`,
    issue_url: `${API}/repos/${repository}/issues/${number}`,
    body,
    user: makeUser(by),
    created_at: MADE_AT,
    updated_at: MADE_AT,
    author_association: 'NONE',
  };
}

interface SideParts {
  branch: string;
  commit?: string;
  /** Where the branch lies, where that is another repository. */
  repository?: string;
}

function makeSide(repository: string, { branch, commit = FAR, ...parts }: SideParts): PullRequest['head'] {
  const fullName = parts.repository ?? repository;
  const [owner = ''] = fullName.split('/');
  return {
    label: `${owner}:${branch}`,
    ref: branch,
    sha: commit,
    user: makeUser(owner),
    repo: makeWholeRepository(fullName),
  };
}

export interface PullParts {
  number: number;
  title?: string;
  body?: string;
  state?: 'open' | 'closed';
  by?: string;
  head: SideParts;
  base: SideParts;
}

/** A pull request as GitHub tells of a single one; in lists it tells less. */
export function makePullRequest(repository: string, parts: PullParts): PullRequest {
  const { number, title = `Pull ${number}`, body = '', state = 'open', by = BOT } = parts;
  const url = `${API}/repos/${repository}/pulls/${number}`;
  const page = `${WEB}/${repository}/pull/${number}`;
  const issue = `${API}/repos/${repository}/issues/${number}`;
  const link = (href: string): Schemas['link'] => ({ href });
  return {
    ...{ id: 20_000 + number, node_id: `PR_${number}`, number, url, html_url: page, title, body, state },
    ...{ diff_url: `${page}.diff`, patch_url: `${page}.patch`, issue_url: issue, user: makeUser(by) },
    ...addresses(url, ['commits', 'review_comments', 'review_comment', 'comments', 'statuses']),
    ...{ locked: false, draft: false, labels: [], milestone: null, assignee: null, auto_merge: null },
    ...{ created_at: MADE_AT, updated_at: MADE_AT, closed_at: state === 'closed' ? MADE_AT : null },
    ...{ merged_at: null, merge_commit_sha: null, merged: false, mergeable: true, mergeable_state: 'clean' },
    ...{ merged_by: null, comments: 0, review_comments: 0, maintainer_can_modify: false, commits: 1 },
    ...{ additions: 1, deletions: 0, changed_files: 1, author_association: 'NONE' as const },
    head: makeSide(repository, parts.head),
    base: makeSide(repository, parts.base),
    _links: {
      ...{ self: link(url), html: link(page), issue: link(issue), comments: link(`${issue}/comments`) },
      ...{ review_comments: link(`${url}/comments`), review_comment: link(`${url}/comments{/number}`) },
      ...{ commits: link(`${url}/commits`), statuses: link(`${url}/statuses`) },
    },
  };
}

/** A workflow by the name of its file: `check.yml`. */
export function makeWorkflow(id: number, file: string, state: WorkflowOnGitHub['state'] = 'active'): WorkflowOnGitHub {
  const url = `${API}/repos/acme/status/actions/workflows/${id}`;
  return {
    ...{ id, node_id: `W_${id}`, name: file.replace(/\.yml$/, ''), path: `.github/workflows/${file}`, state, url },
    ...{ created_at: MADE_AT, updated_at: MADE_AT, html_url: `${WEB}/acme/status/blob/main/.github/workflows/${file}` },
    badge_url: `${WEB}/acme/status/workflows/${file}/badge.svg`,
  };
}

/** A file that a pull request changes; `before` is where it lay. */
export function makeChangedFile(filename: string, before?: string): Schemas['diff-entry'] {
  const url = `${WEB}/acme/status/blob/${FAR}/${filename}`;
  return {
    ...{
      sha: FAR,
      filename,
      status: before === undefined ? 'modified' : 'renamed',
      additions: 1,
      deletions: 0,
      changes: 1,
    },
    ...{ blob_url: url, raw_url: url, contents_url: url },
    ...(before === undefined ? {} : { previous_filename: before }),
  };
}

/** Something that a run of a workflow left. */
export function makeArtifact(id: number, name: string, size = 100): Schemas['artifact'] {
  const url = `${API}/repos/acme/status/actions/artifacts/${id}`;
  return {
    ...{ id, node_id: `A_${id}`, name, size_in_bytes: size, url, archive_download_url: `${url}/zip`, expired: false },
    ...{ created_at: MADE_AT, expires_at: MADE_AT, updated_at: MADE_AT },
  };
}
