/** What a repository on the test server holds. */
import type { Activity, makeDeployment, makeRelease, makeRun } from './activity.ts';
import {
  type Issue,
  type IssueComment,
  type IssueParts,
  makeIssue,
  type PullRequest,
  type Schemas,
  type WorkflowOnGitHub,
} from './objects.ts';

export interface BranchOnGitHub {
  commit: string;
  /** Text by path. */
  files: Map<string, string>;
}

export interface RepositoryOnGitHub extends Activity {
  /** Newest first, pull requests among them. */
  issues: Issue[];
  /** Oldest first, of all issues and pull requests. */
  comments: IssueComment[];
  pulls: PullRequest[];
  /** What pull requests change, by their numbers. */
  filesOfPulls: Map<number, Schemas['diff-entry'][]>;
  /** What runs of workflows left, by their ids. */
  artifactsOfRuns: Map<number, Schemas['artifact'][]>;
  /** Numbers of pull requests by a commit that they hold. */
  pullsOfCommits: Map<string, number[]>;
  /** By login; who is not in it is no collaborator. */
  permissions: Map<string, 'admin' | 'write' | 'read' | 'none'>;
  commitStatuses: { commit: string; status: Schemas['status'] }[];
  branches: Map<string, BranchOnGitHub>;
  workflows: WorkflowOnGitHub[];
}

interface Parts {
  deployments?: ReturnType<typeof makeDeployment>[];
  releases?: ReturnType<typeof makeRelease>[];
  runs?: ReturnType<typeof makeRun>[];
  workflows?: WorkflowOnGitHub[];
  /** Issues in any order. */
  issues?: IssueParts[];
  /** `owner/name`, which stands in the addresses of issues. */
  name?: string;
}

/** A repository that holds this; every list is brought into GitHub's order. */
export function makeRepositoryOnGitHub(parts: Parts = {}): RepositoryOnGitHub {
  const { deployments = [], releases = [], runs = [], workflows = [], issues = [], name = 'acme/status' } = parts;
  return {
    deployments: deployments.map(({ deployment }) => deployment).sort((a, b) => b.id - a.id),
    deploymentStatuses: new Map(deployments.map(({ deployment, statuses }) => [deployment.id, statuses])),
    releases: [...releases],
    runs: [...runs].sort((a, b) => b.created_at.localeCompare(a.created_at)),
    issues: issues.map((issue) => makeIssue(name, issue)).sort((a, b) => b.number - a.number),
    comments: [],
    pulls: [],
    filesOfPulls: new Map(),
    artifactsOfRuns: new Map(),
    pullsOfCommits: new Map(),
    permissions: new Map(),
    commitStatuses: [],
    branches: new Map([['main', { commit: 'a'.repeat(40), files: new Map() }]]),
    workflows,
  };
}
