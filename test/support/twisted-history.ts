/** Random histories of one entry, with all that people do to a history; written by one process. */
import { execFileSync } from 'node:child_process';

import { bareEnvironment, git, makeFolder } from './make-repo.ts';

type Random = () => number;

interface Words {
  minute: number;
  phase: string;
  next: number | undefined;
  text: string;
}

interface Content {
  title: string;
  impact: string;
  introduction: string;
  updates: Words[];
}

const START = Date.UTC(2026, 10, 20, 10);
const TEXTS = [
  'We see errors.',
  'A *node* is gone.',
  'It is over.',
  'We look into it:\n\n- one\n- two',
  'Café shut.',
  '',
];
const PATHS = ['incidents/one.md', 'incidents/2026/one.md', 'incidents/2026/two.md'] as const;

function pick<T>(random: Random, choices: readonly [T, ...T[]]): T {
  return choices[Math.floor(random() * choices.length)] ?? choices[0];
}

function iso(minute: number): string {
  return new Date(START + minute * 60_000).toISOString().replace('.000Z', 'Z');
}

/** The content as a file, in one of the forms that people write. */
function write({ title, impact, introduction, updates }: Content, random: Random): string {
  const isOdd = random() < 0.3;
  const front = [`title: ${title}`, 'category: internal', `impact: ${impact}`, 'components: { api: partial_outage }'];
  const sections = updates.map(({ minute, phase, next, text }) => {
    const promise = next === undefined ? [] : [`next: ${iso(next)}`];
    const time = isOdd ? iso(minute).replace('Z', '+00:00') : iso(minute);
    return `## ${[phase, time, ...promise].join(isOdd ? ' | ' : ' · ')}\n\n${text}\n`;
  });
  const body = [introduction, ...(isOdd ? sections.toReversed() : sections)].filter((part) => part !== '');
  const text = `---\n${(isOdd ? front.toReversed() : front).join('\n')}\n---\n\n${body.join(isOdd ? '\n\n' : '\n')}`;
  const told = random() < 0.2 ? text.replaceAll('*node*', '_node_').normalize('NFD') : text;
  return random() < 0.2 ? told.replaceAll('\n', '\r\n') : told;
}

/** What the next commit does to the words. */
function change(content: Content, random: Random): Content {
  const last = Math.max(...content.updates.map(({ minute }) => minute));
  const place = Math.floor(random() * content.updates.length);
  const edited = (edit: (update: Words) => Words): Content => ({
    ...content,
    updates: content.updates.map((update, at) => (at === place ? edit(update) : update)),
  });
  const fresh = (minute: number): Words => ({
    minute,
    phase: pick(random, ['Investigating', 'Monitoring', 'Resolved']),
    next: random() < 0.3 ? minute + 30 : undefined,
    text: pick(random, ['We see errors.', ...TEXTS]),
  });
  const free = [...Array.from({ length: last + 20 }).keys()].filter(
    (minute) => !content.updates.some((update) => update.minute === minute),
  );
  const steps: readonly [() => Content, ...(() => Content)[]] = [
    () => ({ ...content, updates: [...content.updates, fresh(last + 7)] }),
    () => edited((update) => ({ ...update, text: pick(random, ['It is over.', ...TEXTS]) })),
    () => edited((update) => ({ ...update, phase: 'Identified' })),
    () => edited((update) => ({ ...update, minute: free[Math.floor(random() * free.length)] ?? 999 })),
    () => ({
      ...content,
      updates: content.updates.filter((_update, at) => at !== place || content.updates.length < 2),
    }),
    () => ({ ...content, updates: [fresh(last + 3), ...content.updates, fresh(last + 5)] }),
    () => ({ ...content, title: pick(random, ['Errors', 'Many errors']) }),
    () => ({ ...content, impact: pick(random, ['major', 'critical']) }),
    () => ({ ...content, introduction: pick(random, ['', 'For the record.', 'For *the* record.']) }),
    () => content,
  ];
  return pick(random, steps)();
}

export interface TwistedHistory {
  repo: string;
  /** The entry as it is called at the end, with what it was called before. */
  entry: { id: string; frontMatter: { formerly: string[] } };
  /** What each commit of main's own line has as its date, the oldest first, and whether its clock was right. */
  dates: { at: number; isRight: boolean }[];
}

/** One wrong clock in between at most, as of two nobody could tell which was right. */
function datesOf(count: number, random: Random): TwistedHistory['dates'] {
  const wrong = 1 + Math.floor(random() * (count - 3));
  const hours = pick(random, [-900, 0, 40_000]);
  return Array.from({ length: count }, (_, index) => ({
    at: START + (index + (index === wrong ? hours : 0)) * 3_600_000,
    isRight: index !== wrong || hours === 0,
  }));
}

function dataOf(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

/**
 * A history of 6 to 14 commits on main: words added, changed, moved, taken back (reverts) and brought back, another form
 * of them, the file moved, renamed, gone and back, half of the commits merges of one to three branches of other words
 * (squashed ones look like none), of which the merge keeps what it likes.
 */
export function makeTwistedHistory(random: Random): TwistedHistory {
  const count = 6 + Math.floor(random() * 9);
  const dates = datesOf(count, random);
  const first: Content = { title: 'Errors', impact: 'major', introduction: '', updates: [] };
  const contents: Content[] = [{ ...first, updates: [{ minute: 0, phase: 'Investigating', next: 30, text: 'One.' }] }];
  const stream: string[] = [];
  let [path, mark] = [0, 1];
  const commit = (branch: string, at: number, rest: readonly string[]): number => {
    const who = `Ada Example <ada@example.org> ${at / 1_000} +0000`;
    stream.push(`commit refs/heads/${branch}\nmark :${mark}\nauthor ${who}\ncommitter ${who}\n${dataOf('Change')}`);
    stream.push(...rest);
    mark += 1;
    return mark - 1;
  };
  const put = (content: Content): string => `M 100644 inline ${PATHS[path] ?? ''}\n${dataOf(write(content, random))}`;
  const clear = PATHS.map((each) => `D ${each}\n`);
  let tip = commit('main', dates[0]?.at ?? 0, [put(contents[0] ?? first)]);
  for (const { at } of dates.slice(1)) {
    const last = contents.at(-1) ?? first;
    const branches = random() < 0.5 ? 0 : 1 + Math.floor(random() * 3);
    const sides = Array.from({ length: branches }, (_, index) =>
      commit(`topic-${mark}-${index}`, at - 60_000, [
        `from :${tip}\n`,
        ...clear,
        put(change(change(last, random), random)),
      ]),
    );
    const next = random() < 0.15 ? pick(random, [last, ...contents]) : change(last, random);
    const isGone = random() < 0.1;
    if (random() < 0.15) path = Math.min(path + 1, PATHS.length - 1);
    const merges = sides.map((side) => `merge :${side}\n`);
    tip = commit('main', at, [`from :${tip}\n`, ...merges, ...clear, ...(isGone ? [] : [put(next)])]);
    contents.push(next);
  }
  const repo = makeFolder();
  git(repo, ['init', '--quiet', '--template=', '--initial-branch=main']);
  execFileSync('git', ['fast-import', '--quiet'], { cwd: repo, env: bareEnvironment(), input: stream.join('') });
  const isRenamed = path === PATHS.length - 1;
  return { repo, dates, entry: { id: isRenamed ? 'two' : 'one', frontMatter: { formerly: isRenamed ? ['one'] : [] } } };
}
