/**
 * What Git tells of the words of an entry: when each of its updates first came to main, and every later change of what
 * was published. The order is that of main's own line of commits (first parents), never that of dates, which a rebase, a
 * merge or a wrong clock may turn round; what a branch held before it was merged was not published.
 */
import type { EntryFacts, FactName } from './entry-facts.ts';
import { FACT_NAMES, isSameFact } from './entry-facts.ts';
import type { Update } from './update.ts';
import type { Instant } from '../schema/timestamp.ts';

/** How words came to main. */
export interface Publication {
  /** The commit on main's own line: of a merged pull request the merge. */
  commit: string;
  /**
   * When it came to main: its committer date, or that of the file's revision before where it would be earlier than that,
   * as Git corrects the dates of its commit graph.
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
interface Step {
  before: EntryRevision & { print: RevisionPrint };
  after: EntryRevision & { print: RevisionPrint };
  /** Whether an update of this time was published before. */
  isKnown(at: Instant): boolean;
}

function isReadable(revision: EntryRevision): revision is EntryRevision & { print: RevisionPrint } {
  return revision.print !== undefined;
}

/** Whether a step changes nothing that was published, but may add to it. */
function isAddition({ before, after, isKnown }: Step): boolean {
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

/** What of texts is needed to compare them. */
export interface Reading {
  /** The content of a blob that {@link findChangedBlobs} names. */
  contentOf(blob: string): RevisionContent | undefined;
  /** Whether two Markdown texts say the same to a reader, however they are formatted. */
  isSameText(a: string, b: string): boolean;
}

/** Derives what is known from every revision of an entry, the oldest first. */
export function deriveProvenance(revisions: readonly EntryRevision[], reading: Reading): Provenance {
  const ledger = new EditLedger(reading);
  for (const revision of revisions) ledger.add(revision);
  return ledger.provenance();
}

class EditLedger {
  private readonly reading: Reading;
  private readonly published = new Map<Instant, Publication>();
  private readonly edits: Edit[] = [];
  private first: Publication | undefined;
  private before: Step['before'] | undefined;
  private isGone = false;

  constructor(reading: Reading) {
    this.reading = reading;
  }

  provenance(): Provenance {
    const { first, published, edits } = this;
    return first === undefined ? unknownProvenance('uncommitted') : { unknown: undefined, first, published, edits };
  }

  add(revision: EntryRevision): void {
    const { publication, blob } = revision;
    if (blob === undefined && this.first === undefined) return;
    const since = (this.first ??= publication);
    if (this.isGone !== (blob === undefined)) {
      this.isGone = blob === undefined;
      this.edits.push({ publication, since, subject: 'entry', isGone: this.isGone });
    }
    if (!isReadable(revision)) return;
    const isKnown = (at: Instant): boolean => this.published.has(at);
    if (this.before !== undefined) this.compare({ before: this.before, after: revision, isKnown });
    for (const at of revision.print.updates.keys()) if (!this.published.has(at)) this.published.set(at, publication);
    this.before = revision;
  }

  private compare(step: Step): void {
    if (isAddition(step)) return;
    const [before, after] = [step.before, step.after].map(({ blob = '' }) => this.reading.contentOf(blob));
    if (before === undefined || after === undefined) return;
    const publication = step.after.publication;
    const since = this.first ?? publication;
    const isFrontSame = step.before.print.front === step.after.print.front;
    if (!isFrontSame) this.compareFacts(before.readFacts(), after.readFacts(), publication);
    if (!this.reading.isSameText(before.introduction, after.introduction)) {
      const [was, is] = [before.introduction, after.introduction];
      this.edits.push({ publication, since, subject: 'introduction', before: was, after: is });
    }
    this.compareUpdates(pairUpdates(before.updates, after.updates, this.isSame), publication);
  }

  private compareFacts(before: EntryFacts | undefined, after: EntryFacts | undefined, publication: Publication): void {
    if (before === undefined || after === undefined) return;
    const since = this.first ?? publication;
    for (const fact of FACT_NAMES) {
      if (!isSameFact(fact, before, after))
        this.edits.push({ publication, since, subject: 'fact', fact, before, after });
    }
  }

  private compareUpdates(pairs: readonly UpdatePair[], publication: Publication): void {
    for (const { before, after } of pairs) {
      const since = this.published.get((before ?? after)?.at ?? NaN);
      // Without a first publication it is a new update, and no change of one.
      if (since === undefined || (before !== undefined && after !== undefined && this.isUnmoved(before, after)))
        continue;
      // A time that was another update's stays that one's.
      if (after !== undefined && !this.published.has(after.at)) this.published.set(after.at, since);
      this.edits.push({ publication, since, subject: 'update', before, after });
    }
  }

  private isUnmoved(before: Update, after: Update): boolean {
    return before.at === after.at && this.isSame(before, after);
  }

  /** Whether two updates say the same, whenever they were. Whom they were sent to is nothing that a reader sees. */
  private readonly isSame = (a: Update, b: Update): boolean =>
    a.phase === b.phase &&
    a.nextUpdateBy === b.nextUpdateBy &&
    isSameRecord(a.components, b.components) &&
    this.reading.isSameText(a.text, b.text);
}

function isSameRecord(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

interface UpdatePair {
  before: Update | undefined;
  after: Update | undefined;
}

/** Updates by their time; of those that share one, by their place. */
function byTime(updates: readonly Update[]): Map<string, Update> {
  const count = new Map<Instant, number>();
  return new Map(
    updates.map((update) => {
      const nth = (count.get(update.at) ?? 0) + 1;
      count.set(update.at, nth);
      return [`${update.at} ${nth}`, update];
    }),
  );
}

/**
 * Each update beside what became of it. Its time is its identity; one that goes while another comes that says the very
 * same was given another time.
 */
function pairUpdates(
  before: readonly Update[],
  after: readonly Update[],
  isSame: (a: Update, b: Update) => boolean,
): UpdatePair[] {
  const [earlier, later] = [byTime(before), byTime(after)];
  const come = [...later].filter(([key]) => !earlier.has(key)).map(([, update]) => update);
  const pairs = [...earlier].map(([key, update]): UpdatePair => {
    const same = later.get(key);
    if (same !== undefined) return { before: update, after: same };
    const moved = come.findIndex((other) => isSame(update, other));
    return { before: update, after: moved === -1 ? undefined : come.splice(moved, 1)[0] };
  });
  return [...pairs, ...come.map((update) => ({ before: undefined, after: update }))];
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
