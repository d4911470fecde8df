/** Revisions of the file of an entry, and which of them have to be taken apart to tell what was changed. */
import type { Instant } from '../schema/timestamp.ts';
import type { EntryFacts } from './entry-facts.ts';
import type { Publication } from './provenance.ts';
import type { Update } from './update.ts';

/** What stands in a revision of a file. */
export interface RevisionContent {
  /** Undefined where the front matter cannot be read. */
  readFacts(): EntryFacts | undefined;
  introduction: string;
  /** In the order of the file. */
  updates: readonly Update[];
}

/** Digests of the same, so that a long history need not be taken apart: what is the same has the same digest. */
export interface RevisionPrint {
  front: string;
  introduction: string;
  /** Time of each update to the digest of it. */
  updates: ReadonlyMap<Instant, string>;
}

/** A revision of a file, or that it was taken away. */
export interface EntryRevision {
  publication: Publication;
  /** Id of the content; undefined where the file was taken away. */
  blob: string | undefined;
  /** Undefined also where the content cannot be read: the page then goes on showing what was there before. */
  print: RevisionPrint | undefined;
}

/** A revision and the readable one before it, which was shown until then. */
export interface Step {
  before: EntryRevision & { print: RevisionPrint };
  after: EntryRevision & { print: RevisionPrint };
  /** Whether an update of this time was published before. */
  isKnown(at: Instant): boolean;
}

/** Whether its content can be read. */
export function isReadable(revision: EntryRevision): revision is EntryRevision & { print: RevisionPrint } {
  return revision.print !== undefined;
}

/** Whether a step changes nothing that was published, but may add to it. */
export function isAddition({ before, after, isKnown }: Step): boolean {
  const [{ print: earlier }, { print: later }] = [before, after];
  if (before.blob === after.blob) return true;
  if (earlier.front !== later.front || earlier.introduction !== later.introduction) return false;
  for (const [at, print] of earlier.updates) if (later.updates.get(at) !== print) return false;
  for (const at of later.updates.keys()) if (!earlier.updates.has(at) && isKnown(at)) return false;
  return true;
}

function* stepsOf(revisions: readonly EntryRevision[]): Generator<Step> {
  let before: Step['before'] | undefined;
  const known = new Set<Instant>();
  const isKnown = (at: Instant): boolean => known.has(at);
  for (const revision of revisions) {
    if (!isReadable(revision)) continue;
    if (before !== undefined) yield { before, after: revision, isKnown };
    for (const at of revision.print.updates.keys()) known.add(at);
    before = revision;
  }
}

/** Ids of the contents that {@link deriveProvenance} will ask for: none where nothing that was published was changed. */
export function findChangedBlobs(revisions: readonly EntryRevision[]): string[] {
  const changed: string[] = [];
  for (const step of stepsOf(revisions)) {
    if (!isAddition(step)) changed.push(...[step.before.blob, step.after.blob].filter((blob) => blob !== undefined));
  }
  return changed;
}
