/**
 * What Git tells of an entry, said a second time: slowly, a commit after the other, by nothing of ours. It reads the
 * forms that `twisted-history.ts` writes.
 */
import { git } from './make-repo.ts';

interface Said {
  phase: string;
  next: string;
  words: string;
}

interface Seen {
  title: string;
  impact: string;
  introduction: string;
  /** By the time, as a number. */
  updates: Map<number, Said>;
}

/** Words without marks of emphasis and lists, in one form of each letter. */
function wordsOf(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[*_]|^- /gm, '')
    .split(/\s+/)
    .join(' ')
    .trim();
}

function see(raw: string): Seen {
  const [, front = '', body = ''] = /^---\n([^]*?)\n---\n([^]*)$/.exec(raw.replaceAll('\r\n', '\n')) ?? [];
  const key = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(front)?.[1] ?? '';
  const [introduction = '', ...sections] = body.split(/^## /m);
  const updates = sections.map((section): [number, Said] => {
    const [heading = '', ...lines] = section.split('\n');
    const [phase = '', time = '', promise = ''] = heading.split(/ [|·] /);
    const next = promise === '' ? '' : String(Date.parse(promise.replace('next: ', '')));
    return [Date.parse(time), { phase, next, words: wordsOf(lines.join('\n')) }];
  });
  return { title: key('title'), impact: key('impact'), introduction: wordsOf(introduction), updates: new Map(updates) };
}

function sayingOf(said: Said): string {
  return [said.phase, said.next, said.words].join(' / ');
}

export interface ReferenceProvenance {
  /** `commit what`, in no order. */
  edits: string[];
  /** `time commit` of the first publication of each update. */
  published: string[];
  first: string | undefined;
}

interface Known extends ReferenceProvenance {
  origins: Map<number, string>;
}

/** What one commit did to the updates, told one by one. */
function compareUpdates(before: Seen, after: Seen, { known, commit }: { known: Known; commit: string }): void {
  const come = [...after.updates.keys()].filter((time) => !before.updates.has(time));
  for (const [time, said] of before.updates) {
    const is = after.updates.get(time);
    if (is !== undefined) {
      if (sayingOf(said) !== sayingOf(is)) known.edits.push(`${commit} changed ${time}`);
      continue;
    }
    const to = come.find((other) => sayingOf(after.updates.get(other) ?? said) === sayingOf(said));
    known.edits.push(to === undefined ? `${commit} removed ${time}` : `${commit} moved ${time} ${to}`);
    if (to === undefined) continue;
    come.splice(come.indexOf(to), 1);
    if (!known.origins.has(to)) known.origins.set(to, known.origins.get(time) ?? commit);
  }
  for (const time of come) {
    if (known.origins.has(time)) known.edits.push(`${commit} restored ${time}`);
  }
}

/** Walks main's own line, the oldest commit first. */
export function tellByWalking(repo: string, ids: readonly string[]): ReferenceProvenance {
  const known: Known = { edits: [], published: [], first: undefined, origins: new Map() };
  let [shown, isThere]: [Seen | undefined, boolean] = [undefined, false];
  for (const commit of git(repo, ['rev-list', '--first-parent', '--reverse', 'main']).split('\n')) {
    const files = git(repo, ['ls-tree', '-r', '--name-only', commit, 'incidents']).split('\n');
    const path = files.find((file) => ids.some((id) => file.endsWith(`/${id}.md`)));
    if (shown !== undefined && isThere !== (path !== undefined)) {
      known.edits.push(`${commit} ${path === undefined ? 'gone' : 'back'}`);
    }
    isThere = path !== undefined;
    if (path === undefined) continue;
    known.first ??= commit;
    const now = see(git(repo, ['show', `${commit}:${path}`]));
    if (shown !== undefined) {
      if (shown.title !== now.title) known.edits.push(`${commit} title`);
      if (shown.impact !== now.impact) known.edits.push(`${commit} impact`);
      if (shown.introduction !== now.introduction) known.edits.push(`${commit} introduction`);
      compareUpdates(shown, now, { known, commit });
    }
    for (const time of now.updates.keys()) if (!known.origins.has(time)) known.origins.set(time, commit);
    shown = now;
  }
  known.published = [...known.origins].map(([time, commit]) => `${time} ${commit}`);
  return known;
}
