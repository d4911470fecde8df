/** The contents of many revisions, in a few processes; what was made of them is kept from one build to the next. */
import { decodeText, MAX_FILE_BYTES } from '../content/text.ts';
import type { ContentDerivation, FileRevision, RevisionReader } from '../ports.ts';
import type { Git } from './git.ts';
import { readObjects } from './git-objects.ts';
import { type Keeping, readKept, writeKept } from './kept.ts';
import { readManyBlobs } from './many-blobs.ts';

/** What there is of a history that is not known. */
export const NO_REVISIONS: RevisionReader = {
  listRevisions: () => new Map(),
  positionOf: () => undefined,
  derive: () => Promise.resolve(new Map()),
  readTexts: () => Promise.resolve(new Map()),
  readSignatures: () => Promise.resolve(new Map()),
};

export interface RevisionSources {
  git: Git;
  /** Path to its changes, the newest first. */
  changes: ReadonlyMap<string, readonly FileRevision[]>;
  /** The commits of main's own line, the newest first. */
  line: readonly string[];
  /** Undefined where nothing is kept. */
  kept: Keeping | undefined;
}

/** Reads revisions of the history that is given. */
export function createRevisionReader({ git, changes, line, kept }: RevisionSources): RevisionReader {
  let positions: Map<string, number> | undefined;
  return {
    listRevisions: (folder) => {
      const below = [...changes].filter(([path]) => path.startsWith(`${folder}/`));
      return new Map(below.map(([path, revisions]) => [path, revisions.toReversed()]));
    },
    positionOf: (commit) => {
      positions ??= new Map(line.map((id, index) => [id, line.length - 1 - index]));
      return positions.get(commit);
    },
    derive: (blobs, derivation) => deriveContents(git, { blobs, derivation, kept }),
    readTexts: (blobs) => readTexts(git, blobs),
    readSignatures: (commits) => readSignatures(git, commits),
  };
}

async function readTexts(git: Git, blobs: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  await readManyBlobs(git, { oids: [...new Set(blobs)], maxBytes: MAX_FILE_BYTES }, (oid, bytes) => {
    const { text } = decodeText(oid, bytes);
    if (text !== undefined) texts.set(oid, text);
  });
  return texts;
}

/** So many of what is kept are made again: where one has become another, none is believed. */
const PROBES = 16;
/** Stands for a content that is no text. */
const NO_TEXT = '-';

interface Wish {
  blobs: readonly string[];
  derivation: ContentDerivation;
  kept: Keeping | undefined;
}

async function deriveContents(git: Git, { blobs, derivation, kept }: Wish): Promise<Map<string, string>> {
  const wanted = [...new Set(blobs)];
  const known = kept === undefined ? new Map<string, string>() : await openKept(kept.folder, derivation.name);
  const isNew = (oid: string): boolean => !known.has(oid);
  const missing = wanted.filter(isNew);
  const probes = chooseProbes(wanted.filter((oid) => !isNew(oid)));
  let made = await deriveAnew(git, [...missing, ...probes], derivation);
  if (probes.some((oid) => made.get(oid) !== known.get(oid))) {
    known.clear();
    made = await deriveAnew(git, wanted, derivation);
  }
  const all = new Map(wanted.map((oid) => [oid, made.get(oid) ?? known.get(oid) ?? NO_TEXT]));
  if (kept !== undefined && (made.size - probes.length >= kept.from || known.size > 2 * wanted.length)) {
    await writeKept(kept.folder, derivation.name, formatKept(all));
  }
  return new Map([...all].filter(([, value]) => value !== NO_TEXT));
}

/** Spread over all of them, others for another number of them. */
function chooseProbes(oids: readonly string[]): string[] {
  const step = Math.max(1, oids.length / PROBES);
  const offset = oids.length % Math.ceil(step);
  const count = Math.min(PROBES, oids.length);
  return Array.from({ length: count }, (_, index) => oids[Math.floor(index * step + offset) % oids.length] ?? '');
}

async function deriveAnew(
  git: Git,
  oids: readonly string[],
  { derive }: ContentDerivation,
): Promise<Map<string, string>> {
  const made = new Map(oids.map((oid) => [oid, NO_TEXT]));
  await readManyBlobs(git, { oids, maxBytes: MAX_FILE_BYTES }, (oid, bytes) => {
    const { text } = decodeText(oid, bytes);
    if (text !== undefined) made.set(oid, derive(text));
  });
  return made;
}

async function openKept(folder: string, name: string): Promise<Map<string, string>> {
  const text = (await readKept(folder, name)) ?? '';
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(
    lines.map((line) => {
      const space = line.indexOf(' ');
      return [line.slice(0, space), line.slice(space + 1)];
    }),
  );
}

function formatKept(values: ReadonlyMap<string, string>): string {
  return [...values].map(([oid, value]) => `${oid} ${value}\n`).join('');
}

const ARMOUR = [
  ['BEGIN SSH SIGNATURE', 'ssh'],
  ['BEGIN SIGNED MESSAGE', 'x509'],
  ['', 'openpgp'],
] as const;

async function readSignatures(git: Git, commits: readonly string[]): Promise<Map<string, 'openpgp' | 'ssh' | 'x509'>> {
  const found = new Map<string, 'openpgp' | 'ssh' | 'x509'>();
  for (const [commit, bytes] of await readObjects(git, [...new Set(commits)])) {
    const [head = ''] = bytes.toString('utf8').split('\n\n', 1);
    const signature = /^gpgsig(?:-sha256)? (.*)/m.exec(head)?.[1];
    const kind = signature === undefined ? undefined : ARMOUR.find(([words]) => signature.includes(words))?.[1];
    if (kind !== undefined) found.set(commit, kind);
  }
  return found;
}
