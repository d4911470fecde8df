import type { Instant } from '../schema/timestamp.ts';

/** A file as one commit left it. */
export interface Revision {
  commit: string;
  /** Committer date. */
  at: Instant;
  text: string;
}

/** What Git tells of a root folder's files, without changing or fetching anything. Paths are relative to the root. */
export interface ContentHistory {
  /** Whether the clone ends before the first commit, so that first times cannot be told. */
  readonly isShallow: boolean;
  /** The commit that is checked out; undefined before the first one. */
  readonly head: { id: string; at: Instant } | undefined;
  /** The first commit of all; undefined where that is not known. */
  readonly rootCommit: string | undefined;
  /** The revisions of a file, newest first, only those in which it is there. */
  readRevisions(path: string): Promise<Revision[]>;
  /** Files below `folder` that were once there and are not now, and the time of the commit that removed each. */
  removedFiles(folder: string): { path: string; at: Instant }[];
}
