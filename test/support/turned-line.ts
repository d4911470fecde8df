/** Lines of main that merges have turned round, and what was seen of them. */
import { readHistory } from '../../src/store/history.ts';
import {
  bareEnvironment,
  cloneOf,
  commitFiles,
  git,
  makeBareRemote,
  makeTestRepo,
  type TestCommit,
} from './make-repo.ts';

export const time = (clock: string): string => `2026-11-20T${clock}:00Z`;
export const dated = (clock: string): NodeJS.ProcessEnv => ({
  GIT_AUTHOR_DATE: time(clock),
  GIT_COMMITTER_DATE: time(clock),
});
export const FIRST: TestCommit = { files: { 'status.yml': 'a', 'incidents/old.md': 'x' }, at: time('08:00') };
export const BOT: TestCommit[] = [
  { files: { 'incidents/bot.md': '1' }, at: time('10:06') },
  { files: { 'incidents/bot.md': '2', 'incidents/old.md': undefined }, at: time('10:20') },
];
export const OWN: TestCommit = { files: { 'incidents/own.md': 'o' }, at: time('10:10') };

/** `path clock content`, the oldest first, of every revision below incidents/. */
export async function revisionsOf(root: string, keepFrom?: number): Promise<string[]> {
  const { revisions } = await readHistory({ root, paths: ['incidents'], env: bareEnvironment(), keepFrom });
  const listed = [...revisions.listRevisions('incidents')].flatMap(([path, each]) =>
    each.map(({ at, blob }) => ({ path, at, blob })),
  );
  const texts = await revisions.readTexts(listed.flatMap(({ blob }) => blob ?? []));
  return listed
    .map(
      ({ path, at, blob }) => `${path} ${new Date(at).toISOString().slice(11, 16)} ${texts.get(blob ?? '') ?? 'gone'}`,
    )
    .sort();
}

/** A person who commits while the engine pushes, and then pulls and pushes. */
export function pullInto(): string {
  const engine = makeTestRepo({ commits: [FIRST] });
  const person = cloneOf(makeBareRemote(engine));
  for (const commit of BOT) commitFiles(engine, commit);
  git(engine, ['push', '--quiet', 'origin', 'main']);
  commitFiles(person, OWN);
  git(person, ['pull', '--quiet', '--no-rebase'], dated('10:30'));
  return person;
}

export const SEEN = [
  'incidents/bot.md 10:06 1',
  'incidents/bot.md 10:20 2',
  'incidents/old.md 08:00 x',
  'incidents/old.md 10:20 gone',
  'incidents/own.md 10:30 o',
];
