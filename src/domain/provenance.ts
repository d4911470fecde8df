/**
 * What Git tells of the words of an entry: when each of its updates first came to main, and every later change of what
 * was published. The order is that of main's own line of commits (first parents), never that of dates, which a rebase, a
 * merge or a wrong clock may turn round; what a branch held before it was merged was not published.
 */
import type { EntryFacts, FactName } from './entry-facts.ts';
import type { Update } from './update.ts';
import type { Instant } from '../schema/timestamp.ts';

/** How words came to main. */
export interface Publication {
  /** The commit on main's own line: of a merged pull request the merge. */
  commit: string;
  /**
   * When it came to main: its committer date, or that of a commit before it where it would be earlier than that, as Git
   * corrects the dates of its commit graph.
   */
  at: Instant;
  /** When the first build that shows it went live, by the record of deploys; undefined where that does not tell. */
  liveAt: Instant | undefined;
  /** Name of the commit's author, only where `page.authors` has names shown; never an e-mail address. */
  author: string | undefined;
  /** What kind of signature the commit carries, which nobody has checked here; looked up for edits alone. */
  signature?: 'openpgp' | 'ssh' | 'x509' | undefined;
}

/** A change of something that was published. Reformatting and another order of the updates are none. */
export type Edit = {
  publication: Publication;
  /** The first publication of what was changed. */
  since: Publication;
} & (
  | {
      subject: 'update';
      /** Undefined where an update came back that had been taken out. */
      before: Update | undefined;
      /** Undefined where it was taken out. Another `at` than before: the update was given another time. */
      after: Update | undefined;
    }
  | {
      /** What stands before the first update, as Markdown. */
      subject: 'introduction';
      before: string;
      after: string;
    }
  | { subject: 'fact'; fact: FactName; before: EntryFacts; after: EntryFacts }
  /** The file as a whole was taken away or came back. */
  | { subject: 'entry'; isGone: boolean }
);

/** What is known of an entry. */
export interface Provenance {
  /** Why that is nothing: a clone that ends before the first commit, or a file that is in no commit; else undefined. */
  unknown: 'shallow' | 'uncommitted' | undefined;
  /** How the entry first came to main. */
  first: Publication | undefined;
  /** Time of each update that ever was to its first publication; an update that got another time keeps its own. */
  published: ReadonlyMap<Instant, Publication>;
  /** In the order in which they came to main. */
  edits: readonly Edit[];
}

/** What there is where nothing is known. */
export function unknownProvenance(unknown: 'shallow' | 'uncommitted'): Provenance {
  return { unknown, first: undefined, published: new Map(), edits: [] };
}

/** Times of updates that are one update, as it was given another time again and again. */
function groupTimes(edits: readonly Edit[]): Map<Instant, Set<Instant>> {
  const groups = new Map<Instant, Set<Instant>>();
  for (const edit of edits) {
    if (edit.subject !== 'update' || edit.before === undefined || edit.after === undefined) continue;
    const [from, to] = [edit.before.at, edit.after.at];
    const joined = new Set([...(groups.get(from) ?? [from]), ...(groups.get(to) ?? [to])]);
    for (const at of joined) groups.set(at, joined);
  }
  return groups;
}

/** What is known but for every edit of updates that were taken back, whatever their time was then. */
export function withoutUpdates(provenance: Provenance, isTakenBack: (at: Instant) => boolean): Provenance {
  const groups = groupTimes(provenance.edits);
  const isHidden = (at: Instant): boolean => [...(groups.get(at) ?? [at])].some(isTakenBack);
  const edits = provenance.edits.filter((edit) => {
    if (edit.subject !== 'update') return true;
    return ![edit.before, edit.after].some((update) => update !== undefined && isHidden(update.at));
  });
  return { ...provenance, edits };
}

/** When an update was changed last, by changes that are not `isMinor`; undefined where it was not. */
export function lastEdited({ edits }: Provenance, at: Instant, isMinor: (edit: Edit) => boolean): Instant | undefined {
  const isMeant = (edit: Edit): boolean => edit.subject === 'update' && edit.after?.at === at && !isMinor(edit);
  return edits.findLast(isMeant)?.publication.at;
}
