/** What the application needs of the world, as types only; `store/` and the probes implement it. */
import type { IssueState } from './domain/action-state.ts';
import type { ActivityReport } from './domain/activity.ts';
import type { ProviderSnapshot } from './domain/provider-report.ts';
import type { ReadBytes } from './read-within.ts';
import type { Config } from './schema/config.ts';
import type { Account } from './schema/issue-event.ts';
import type { IssueName } from './schema/postmortem.ts';
import type { Problem } from './schema/problems.ts';
import type { Instant } from './schema/timestamp.ts';

/** Where the time comes from; tests and `--now` hold it still. */
export interface Clock {
  /** The current time in milliseconds since the Unix epoch. */
  now(): Instant;
  /** Resolves after `ms` milliseconds, or rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A file of one branch, its path relative to the root folder (the one with status.yml). */
export interface BranchFile {
  path: string;
  text: string;
}

/** What was read of texts before, so that the same text need not be read again. What is kept is plain data. */
export interface KeptReadings<T> {
  /** What stands in a file with this text; undefined where that is not known. */
  take(path: string, text: string): T | undefined;
  keep(path: string, text: string, read: T): void;
}

/** A file to write (`text`) or to delete (`undefined`). */
export interface FileChange {
  path: string;
  text: string | undefined;
}

/** Incident files that wait on the branch `candor/incidents` for a person to merge them into main. */
export interface Proposal {
  /** Tip of the branch. */
  readonly commit: string;
  /** Files that only the proposal changed since it left main, relative to the root folder, ordered. */
  readonly paths: readonly string[];
}

/** A pull request for incidents that wait, which a person has closed without merging it. */
export interface DeclinedProposal {
  url: string;
  /** When it was closed. */
  at: Instant;
  /** Tip of its branch then. */
  commit: string;
  /** What it held of incidents/; paths from the top of the repository. Rejects with a StatusError where nobody answers. */
  readFiles(): Promise<BranchFile[]>;
}

/** Reads them, the newest first. Never rejects, and knows of none where nobody answers. */
export type DeclinedReader = () => Promise<readonly DeclinedProposal[]>;

/** The tips of the branches as one run sees them. Reading never changes anything. */
export interface Snapshot {
  /** Commit of main that a plan is made on; undefined before the first commit. */
  readonly main: string | undefined;
  /** Commit of `status-data`; undefined before the branch exists. */
  readonly data: string | undefined;
  /**
   * Undefined when nothing waits: no such branch, main has all of it or has moved on in the same files, or a person has
   * closed its pull request.
   */
  readonly proposal: Proposal | undefined;
  /** Every Markdown file below `folder` (`incidents`, `postmortems`) of main, the proposal's files over it, ordered by path. */
  readMainFiles(folder: string): Promise<BranchFile[]>;
  /** The given files of `status-data`, in the given order; a file that is not there is left out. */
  readDataFiles(paths: readonly string[]): Promise<BranchFile[]>;
  /** How the latest commits of main left a file, newest first; without a text where one took it away. */
  readMainRevisions(path: string): Promise<MainRevision[]>;
  /** Proposals that a person has closed, the newest first, paths relative to the root folder; none where nobody knows. */
  readDeclined(): Promise<readonly DeclinedProposal[]>;
  /**
   * The files at or below these paths as a commit of main has them, without any proposal; undefined where the commit is
   * not here.
   */
  readFilesAt(commit: string, paths: readonly string[]): Promise<BranchFile[] | undefined>;
  /** Paths of all files of `status-data` below `folder`, ordered. */
  listDataFiles(folder: string): Promise<string[]>;
}

/** A file of main as one commit left it. */
export interface MainRevision {
  /** Committer date. */
  at: Instant;
  text: string | undefined;
}

export interface SnapshotOptions {
  /** False reads what is here without asking the remote, changes nothing and heals nothing. Default true. */
  fetch?: boolean | undefined;
}

/** What one run wants to land: both branches or neither. Paths of `data` are from the branch's root. */
export interface Landing {
  /** Changes to main with the subject and body of their commit; empty means that main stays as it is. */
  main: {
    changes: readonly FileChange[];
    message: string;
    /** `pull_request` puts the commit on `candor/incidents` in place of main. Default `commit`. */
    by?: 'commit' | 'pull_request' | undefined;
  };
  /** Changes to `status-data`; the tip commit is replaced when it carries the same `day`, else a commit is added. */
  data: {
    changes: readonly FileChange[];
    /** UTC day `2026-11-20`. */
    day: string;
    /** Puts the commit in place of all before it, so that what it takes out need not be kept. Default false. */
    isNewRoot?: boolean | undefined;
  };
  /** Committer and author date of the commits. */
  at: Instant;
}

export type LandingResult =
  /** All branches are where they should be. `proposal` is set when this landing wrote to `candor/incidents`. */
  | {
      kind: 'landed';
      /** Name of the branch that is main. */
      mainBranch: string;
      main: string | undefined;
      data: string | undefined;
      proposal: string | undefined;
    }
  /** Another writer was first; nothing moved. Take a new snapshot, plan again. */
  | { kind: 'lost' }
  /** A rule protects main (or `candor/incidents`), or uncommitted edits stand in its way: nothing moved. */
  | { kind: 'refused'; reason: string };

/** The repository of one root folder: main and `status-data`, written without a checkout. */
export interface RunRepository {
  /** Fetches where there is a remote, finishes what a killed run left half done, and returns the tips. */
  snapshot(options?: SnapshotOptions): Promise<Snapshot>;
  /**
   * Lands all or nothing. After `refused` the same landing may be tried with `by: 'pull_request'`. Afterwards the
   * working tree follows main where nobody has changed it.
   */
  land(snapshot: Snapshot, landing: Landing): Promise<LandingResult>;
}

/** A file of the root folder as it was found. */
export interface RootFile {
  /** Relative to the root folder, with forward slashes. */
  path: string;
  /** Undefined where it cannot be read as text; `problems` says why. */
  text: string | undefined;
  problems: Problem[];
}

/** The files of one root folder, which may lie anywhere. Paths are relative to it, with forward slashes. */
export interface RootFiles {
  /** The file, undefined where there is none. */
  read(file: string): Promise<RootFile | undefined>;
  /** Everything below `folder` whose name ends in `.md`, or almost so, ordered by path; none where there is no such folder. */
  readMarkdown(folder: string): Promise<RootFile[]>;
  /** A warning for each file and folder that may have been meant as one of incidents/ or postmortems/ and is not read. */
  findIgnored(): Promise<Problem[]>;
  /** Writes a text whole or not at all, making the folders it needs. */
  writeText(file: string, text: string): Promise<void>;
  /** Copies the file to the same path below `folder`, which is absolute; says where nothing was copied and why. */
  copyTo(file: string, folder: string): Promise<'copied' | 'missing' | 'taken'>;
}

/** What changed in a root folder since a revision. Paths are relative to the root folder. */
export interface ContentChanges {
  /** The commit that the folder is compared with. */
  readonly base: string;
  /** Every file that the revision has. */
  published: readonly string[];
  /** Files that are new, different or gone since. */
  changed: ReadonlySet<string>;
  /** Published files as the revision has them, read in one pass. What is no plain file there has no text. */
  readPublished(paths: readonly string[]): Promise<RootFile[]>;
  /**
   * The revisions of a file on main's own line up to the commit that is checked out, newest first, and whether they reach
   * back to its first one; missing where no history is at hand.
   */
  readRevisions?(path: string): Promise<{ revisions: readonly Revision[]; isComplete: boolean }>;
}

/** A file as one commit left it. */
export interface Revision {
  commit: string;
  /** Committer date. */
  at: Instant;
  text: string;
}

/** How a commit of main's own line left a file. */
export interface FileRevision {
  commit: string;
  /** When it came to main: the committer date, put in order where a clock was wrong. */
  at: Instant;
  /** Name of the author, as Git has it. */
  author: string;
  /** Id of the content; undefined where the commit removed the file. */
  blob: string | undefined;
}

/** What is made of contents, and remembered from one build to the next. */
export interface ContentDerivation {
  /** Names what is made, and how: another name for another way. */
  name: string;
  /** Must follow from the text alone, on one line. */
  derive(text: string): string;
}

/** The history of main's own line, first parents alone, in bulk. Nothing is known of a shallow clone, or outside Git. */
export interface RevisionReader {
  /** Path of each file that ever was below `folder` to its revisions, the oldest first. */
  listRevisions(folder: string): ReadonlyMap<string, readonly FileRevision[]>;
  /** How many commits of the line come before this one; undefined where it is not on the line. */
  positionOf(commit: string): number | undefined;
  /** The derived texts of contents by their ids. What is no text of a size that is read at all is left out. */
  derive(blobs: readonly string[], derivation: ContentDerivation): Promise<ReadonlyMap<string, string>>;
  /** The contents themselves, of the same. */
  readTexts(blobs: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** What kind of signature each of these commits carries, unchecked; those that carry none are left out. */
  readSignatures(commits: readonly string[]): Promise<ReadonlyMap<string, 'openpgp' | 'ssh' | 'x509'>>;
}

/**
 * What Git tells of a root folder's files, without changing or fetching anything. Paths are relative to the root.
 * Outside Git and before the first commit everything is unknown or empty.
 */
export interface ContentHistory {
  /** Whether the clone ends before the first commit, so that first times cannot be told. */
  readonly isShallow: boolean;
  /** The commit that is checked out, and when it came to main. */
  readonly head: { id: string; at: Instant } | undefined;
  /** The first commit of all; undefined where that is not known. */
  readonly rootCommit: string | undefined;
  readonly revisions: RevisionReader;
  /** The revisions of a file, newest first, only those in which it is there. Asked for together, they are read at once. */
  readRevisions(path: string): Promise<Revision[]>;
  /** The same of every branch that was merged, for what main itself never had. */
  readMergedRevisions(path: string): Promise<Revision[]>;
  /**
   * Where a file was before the commit that brought it here, or before it was moved without a commit: one that went then
   * and has its name or its content, or one of the names (without `.md`) in `formerly`. Undefined where there is none.
   */
  findEarlierPath(path: string, formerly?: readonly string[]): Promise<string | undefined>;
  /**
   * Files below `folder` that were once there and are not now, under no other folder either, each with the committer
   * date of the commit that removed it; ordered by path.
   */
  removedFiles(folder: string): { path: string; at: Instant }[];
}

/** What providers say of themselves. */
export interface ProviderReader {
  /**
   * Asks a provider's page, conditionally where it was asked before. Never rejects: what cannot be read is unknown, and
   * says why.
   */
  fetchProvider(
    source: Config['providers'][number],
    options: { now: Instant; earlier: ProviderSnapshot | undefined },
  ): Promise<ProviderSnapshot>;
}

/** What goes on in the repositories that are deployed, wherever they are kept. */
export interface ActivityReader {
  /**
   * Deployments, releases and workflow runs of these repositories (`owner/name`) that began in [from, until]. Never
   * rejects and takes 20 seconds at most: what cannot be read is unknown, and says why without any secret.
   */
  readActivity(repositories: readonly string[], window: { from: Instant; until: Instant }): Promise<ActivityReport>;
}

/** An issue as far as a duty may be told in it. */
export interface TrackedIssue {
  number: number;
  isOpen: boolean;
  /** Markdown, as people may have changed it. */
  body: string;
}

/** The issues and workflows of the repository that the page lies in. Each throws a StatusError where it is refused. */
export interface DutyTracker {
  /** Issues that were opened by a machine or by whoever has a part in the repository; nobody else's count. */
  listIssues(): Promise<TrackedIssue[]>;
  /** Opens an issue and gives its number. */
  openIssue(issue: { title: string; body: string }): Promise<number>;
  /** Reads the issue's body again and writes what `edit` makes of it. */
  changeIssue(number: number, edit: (body: string) => string): Promise<void>;
  /** The same, and closes it with a comment; as `not_planned` where another issue tells the same. */
  closeIssue(
    number: number,
    closing: { edit: (body: string) => string; comment: string; as: 'completed' | 'not_planned' },
  ): Promise<void>;
  listWorkflows(): Promise<{ id: number; path: string; state: string }[]>;
  enableWorkflow(workflow: { id: number; path: string }): Promise<void>;
}

/** Issues of any repository, as far as they may be read. */
export interface IssueStateReader {
  /** How an issue stands at `now`; one that is gone or hidden is unreadable. Throws a StatusError where nobody answers. */
  readState(issue: IssueName, now: Instant): Promise<IssueState>;
}

/** A pull request that somebody who may write to the repository has just opened. */
export interface YoungPull {
  url: string;
  /** Of everything that it changes, from the top of the repository. */
  paths: readonly string[];
}

/** Reads those that are open and were opened at `since` or later. Rejects with a StatusError where nobody answers. */
export type YoungPullReader = (since: Instant) => Promise<YoungPull[]>;

/** A pull request from a form's branch. */
export interface FormPullRequest {
  number: number;
  url: string;
  state: 'open' | 'closed' | 'merged';
  /** Commit at its head. */
  commit: string;
  title: string;
}

/** The issues and pull requests of the repository. Each rejects with a StatusError where GitHub refuses. */
export interface FormDesk {
  /** The text and the labels of an issue as they are now; undefined where it is closed or gone. */
  readOpenIssue(issue: number): Promise<{ text: string; labels: readonly string[] } | undefined>;
  /** Whether a person may write to the repository. */
  mayWrite(login: string): Promise<boolean>;
  /** Every pull request that there was from a branch, the newest first. */
  listPullRequests(branch: string): Promise<FormPullRequest[]>;
  /** Returns where it is. */
  openPullRequest(wanted: { branch: string; base: string; title: string; body: string }): Promise<string>;
  retitle(pullRequest: number, title: string): Promise<void>;
  setStatus(
    commit: string,
    status: { state: 'success' | 'failure'; description: string; targetUrl: string },
  ): Promise<void>;
  /** Comments on an issue; our earlier comment there is changed, unless `isFirstOnly`, which then leaves it as it is. */
  answer(issue: number, text: string, options?: { isFirstOnly?: boolean }): Promise<void>;
  /** Adds a label, which is made where the repository has none of this name. */
  label(issue: number, label: string): Promise<void>;
}

/** Main as it is now: status.yml and every file of incidents/ and postmortems/. */
export interface FormBase {
  commit: string;
  /** Name of the branch. */
  branch: string;
  files: readonly BranchFile[];
}

export interface FormCommit {
  /** Branch of this form alone. */
  branch: string;
  issue: number;
  file: BranchFile;
  /** One line. */
  subject: string;
  author: Account;
  /** Host of the web pages of the repository, for the address of the author. */
  host: string;
  at: Instant;
}

export type FormPush =
  | { kind: 'pushed'; commit: string }
  /** Somebody else has written to the branch, which was left as it is. */
  | { kind: 'edited' }
  /** A rule of the repository stands against it. */
  | { kind: 'refused'; reason: string };

export interface FormRepository {
  /** Fetches main. */
  read(): Promise<FormBase>;
  /** Makes the branch one commit on top of main, in place of what this form had put there. */
  push(base: FormBase, commit: FormCommit): Promise<FormPush>;
}

/** A site that somebody has published. Paths are relative to it, with forward slashes. */
export interface PublishedSite {
  /** As a person named it. */
  name: string;
  /** At most so many bytes of a file; undefined where there is none. Throws a StatusError where that is not known. */
  read(file: string, maxBytes: number): Promise<ReadBytes | undefined>;
  /** Every file; undefined of an address, which tells nobody. */
  list(): Promise<string[] | undefined>;
}
