/** Finds what was changed of an entry from one of its revisions to the next. */
import type { Instant } from '../schema/timestamp.ts';
import { FACT_NAMES, isSameFact, type EntryFacts } from './entry-facts.ts';
import { type EntryRevision, isAddition, isReadable, type RevisionContent, type Step } from './entry-revision.ts';
import { type Edit, type Provenance, type Publication, unknownProvenance } from './provenance.ts';
import type { Update } from './update.ts';
import { pairUpdates, type UpdatePair } from './update-pairs.ts';

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
    const kept = new Set(pairs.flatMap(({ before, after }) => (before === undefined ? [] : (after?.at ?? []))));
    for (const { before, after } of pairs) {
      // One that comes to another of its time is a further one, and none that came back.
      if (before === undefined && after !== undefined && kept.has(after.at)) continue;
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
