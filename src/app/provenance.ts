/** What Git tells of each entry: its revisions under whatever name it had, and what of it differs between them. */
import { INCIDENTS_FOLDER, idOfPath, isEntryPath } from '../content/incident-path.ts';
import { factLines, parseRevision, readRevision } from '../content/revision.ts';
import { isSameText } from '../content/word-diff.ts';
import { fingerprintOf } from '../digest.ts';
import { type Deploy, deriveLiveTimes } from '../domain/deploy.ts';
import { deriveProvenance } from '../domain/derive-provenance.ts';
import {
  type EntryRevision,
  findChangedBlobs,
  type RevisionContent,
  type RevisionPrint,
} from '../domain/entry-revision.ts';
import { type Edit, type Provenance, unknownProvenance, withoutUpdates } from '../domain/provenance.ts';
import { findRedaction } from '../domain/redaction.ts';
import type { ContentDerivation, ContentHistory, FileRevision, RevisionReader } from '../ports.ts';
import type { Config } from '../schema/config.ts';
import { toLine } from '../schema/visible-text.ts';

export interface ProvenanceSources {
  history: Pick<ContentHistory, 'isShallow' | 'revisions'>;
  /** What went live when, oldest first. */
  deploys: readonly Deploy[];
  config: Config;
}

/** An entry, as far as its file is looked for: its id, and those that it had. */
export interface Named {
  id: string;
  frontMatter: { formerly?: readonly string[] | undefined };
}

/** What is known of each entry, by its id. Texts that were taken back are in none of it. */
export async function readProvenance(
  entries: readonly Named[],
  sources: ProvenanceSources,
): Promise<ReadonlyMap<string, Provenance>> {
  const { history, config } = sources;
  if (history.isShallow) return new Map(entries.map(({ id }) => [id, unknownProvenance('shallow')]));
  const found = await findRevisions(entries, sources);
  const known = new Map<string, Provenance>();
  for (const group of groupsOf(found)) {
    const contents = await readContents(group, history.revisions);
    for (const { entry, revisions } of group) {
      const contentOf = (blob: string): RevisionContent | undefined => contents.get(blob);
      const provenance = deriveProvenance(revisions, { contentOf, isSameText });
      known.set(entry.id, withoutRedacted(entry, provenance, config));
    }
  }
  return withSignatures(known, history.revisions);
}

interface Found {
  entry: Named;
  revisions: EntryRevision[];
  /** Ids of the contents that differ in what was published. */
  changed: string[];
}

async function findRevisions(
  entries: readonly Named[],
  { history: { revisions }, deploys, config }: ProvenanceSources,
): Promise<Found[]> {
  const index = new FileIndex(revisions);
  const describe = describeBy(revisions, { deploys, hasNames: config.page.authors === 'name' });
  const shown = entries.map((entry) => ({ entry, states: index.statesOf(entry) }));
  const blobs = shown.flatMap(({ states }) => states.flatMap(({ blob }) => blob ?? []));
  const prints = await revisions.derive(blobs, PRINTS);
  return shown.map(({ entry, states }) => {
    const described = describe(states).map(({ publication, blob }) => ({
      publication,
      blob,
      print: blob === undefined ? undefined : parsePrint(prints.get(blob)),
    }));
    return { entry, revisions: described, changed: findChangedBlobs(described).slice(-MOST_CHANGED) };
  });
}

/** All entries that there ever were below incidents/, by the ids that the names of their files are. */
class FileIndex {
  private readonly byId = new Map<string, (readonly FileRevision[])[]>();
  private readonly removedBy = new Map<string, { id: string; blob: string | undefined }[]>();
  private readonly revisions: RevisionReader;

  constructor(revisions: RevisionReader) {
    this.revisions = revisions;
    for (const [path, changes] of revisions.listRevisions(INCIDENTS_FOLDER)) {
      if (!isEntryPath(path, [INCIDENTS_FOLDER])) continue;
      const id = idOfPath(path);
      const same = this.byId.get(id);
      if (same === undefined) this.byId.set(id, [changes]);
      else same.push(changes);
      this.noteRemovals(id, changes);
    }
  }

  private noteRemovals(id: string, changes: readonly FileRevision[]): void {
    for (const [index, { commit, blob }] of changes.entries()) {
      if (blob !== undefined) continue;
      const removed = { id, blob: changes[index - 1]?.blob };
      this.removedBy.set(commit, [...(this.removedBy.get(commit) ?? []), removed]);
    }
  }

  /** The ids of an entry: its own, those that it says it had, and that of the very same file in the commit that brought it. */
  private idsOf(entry: Named): Set<string> {
    const ids = new Set([entry.id]);
    const waiting = [entry.id, ...(entry.frontMatter.formerly ?? []).filter((id) => !this.isThere(id))];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      ids.add(id);
      for (const [came] of this.byId.get(id) ?? []) {
        if (came === undefined) continue;
        const same = (this.removedBy.get(came.commit) ?? []).filter(({ blob }) => blob === came.blob);
        waiting.push(...same.map((removed) => removed.id).filter((other) => !ids.has(other)));
      }
    }
    return ids;
  }

  private isThere(id: string): boolean {
    return (this.byId.get(id) ?? []).some((changes) => changes.at(-1)?.blob !== undefined);
  }

  /** What the page of an entry showed after each commit that changed it, the oldest first. */
  statesOf(entry: Named): FileRevision[] {
    const files = [...this.idsOf(entry)].flatMap((id) => this.byId.get(id) ?? []);
    const [only] = files;
    if (files.length === 1 && only !== undefined) return [...only];
    const place = (commit: string): number => this.revisions.positionOf(commit) ?? 0;
    const changes = files.flatMap((file) => file.map((revision) => ({ file, revision })));
    const byCommit = Map.groupBy(changes, ({ revision }) => revision.commit);
    const present = new Map<readonly FileRevision[], FileRevision>();
    const states: FileRevision[] = [];
    for (const [, ofCommit] of [...byCommit].sort(([a], [b]) => place(a) - place(b))) {
      for (const { file, revision } of ofCommit) {
        if (revision.blob === undefined) present.delete(file);
        else present.set(file, revision);
      }
      // Of several files the one that came first is shown.
      const [shown] = present.values();
      const state = ofCommit.slice(0, 1).map(({ revision }) => ({ ...revision, blob: shown?.blob }));
      states.push(...state);
    }
    return states;
  }
}

/** Describes the commits of one entry's revisions. */
function describeBy(
  revisions: RevisionReader,
  { deploys, hasNames }: { deploys: readonly Deploy[]; hasNames: boolean },
): (states: readonly FileRevision[]) => Pick<EntryRevision, 'publication' | 'blob'>[] {
  const liveAt = deriveLiveTimes(deploys, (commit) => revisions.positionOf(commit));
  return (states) =>
    states.map(({ commit, at, author: written, blob }) => {
      const author = hasNames ? nameOf(written) : undefined;
      return { publication: { commit, at, liveAt: liveAt(commit), author }, blob };
    });
}

const LONGEST_NAME = 100;

/** A name as it may be shown; what may be an e-mail address is none. */
function nameOf(author: string): string | undefined {
  const name = toLine(author).trim().slice(0, LONGEST_NAME);
  return name === '' || name.includes('@') ? undefined : name;
}

/** The prints of revisions as they are kept. Give them another name when what is made of a text changes. */
export const PRINTS: ContentDerivation = { name: 'prints-1', derive: formatPrint };

function formatPrint(text: string): string {
  const revision = parseRevision(text);
  if (revision === undefined) return '';
  const updates = revision.updates.map(({ at, phase, components, nextUpdateBy, text: words }) => {
    const said = [phase, nextUpdateBy, Object.entries(components).sort(), words];
    return `${at}=${fingerprintOf(JSON.stringify(said))}`;
  });
  return [fingerprintOf(factLines(revision.front)), fingerprintOf(revision.introduction), ...updates].join(' ');
}

function parsePrint(print: string | undefined): RevisionPrint | undefined {
  if (print === undefined || print === '') return undefined;
  const [front = '', introduction = '', ...written] = print.split(' ');
  const updates = new Map<number, string>();
  for (const update of written) {
    const [at = '', digest = ''] = update.split('=');
    // Two updates of one time are told apart by nothing else.
    updates.set(Number(at), (updates.get(Number(at)) ?? '') + digest);
  }
  return { front, introduction, updates };
}

/** Contents that are read at once. */
const GROUP = 500;
/** Of an entry that was changed more often, the newest changes are told. */
const MOST_CHANGED = 500;

/** Entries in groups of which the changed contents fit into memory. */
function* groupsOf(found: readonly Found[]): Generator<Found[]> {
  let group: Found[] = [];
  let count = 0;
  for (const each of found) {
    group.push(each);
    count += each.changed.length;
    if (count < GROUP) continue;
    yield group;
    group = [];
    count = 0;
  }
  yield group;
}

async function readContents(
  group: readonly Found[],
  revisions: RevisionReader,
): Promise<Map<string, RevisionContent | undefined>> {
  const texts = await revisions.readTexts(group.flatMap(({ changed }) => changed));
  return new Map([...texts].map(([blob, text]) => [blob, readRevision(text)]));
}

function withoutRedacted(entry: Named, provenance: Provenance, { redactions }: Config): Provenance {
  const ids = [entry.id, ...(entry.frontMatter.formerly ?? [])];
  if (!redactions.some(({ incident }) => ids.includes(incident))) return provenance;
  return withoutUpdates(provenance, (at) => findRedaction(redactions, ids, at) !== undefined);
}

async function withSignatures(
  known: ReadonlyMap<string, Provenance>,
  revisions: RevisionReader,
): Promise<ReadonlyMap<string, Provenance>> {
  const edits = [...known.values()].flatMap((provenance) => provenance.edits);
  const signatures = await revisions.readSignatures(edits.map(({ publication }) => publication.commit));
  if (signatures.size === 0) return known;
  const sign = (edit: Edit): Edit => {
    const signature = signatures.get(edit.publication.commit);
    return { ...edit, publication: { ...edit.publication, signature } };
  };
  return new Map([...known].map(([id, provenance]) => [id, { ...provenance, edits: provenance.edits.map(sign) }]));
}
