/**
 * The figures of a year once more, by somebody who has a clone and has never seen our code: from `git log`, `git show`
 * and the files as they are written, and from nothing else.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createBuildPorts } from '../../../src/cli/commands/build.ts';
import type { Transparency } from '../../../src/domain/transparency/transparency.ts';
import { deriveTransparency } from '../../../src/site/transparency/figures.ts';
import { deriveSiteModel } from '../../../src/site/site-model.ts';
import { git } from '../../support/make-repo.ts';
import { makeYearRoot, YEAR_NOW } from '../../support/year-root.ts';

const NOW = Date.parse(YEAR_NOW);
const MINUTE = 60_000;
const DAY = 86_400_000;

interface Version {
  commit: string;
  at: number;
  text: string;
}
interface Written {
  time: string;
  next: number | undefined;
  text: string;
}

let root = '';
let figures: Transparency;
let deploys: string[] = [];
let main: { commit: string; at: number }[] = [];
const versions = new Map<string, Version[]>();

async function derive(folder: string): Promise<Transparency> {
  const { content } = await (await createBuildPorts(folder, NOW)).readContent();
  return deriveTransparency({ content, model: deriveSiteModel(content) });
}

const show = (what: string): string => git(root, ['show', what]);
const iso = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
const titleOf = (text: string): string => /^title: (.*)$/m.exec(text)?.[1] ?? '';
const startOf = (text: string): number => Date.parse(/kind: measurement, at: (\S+),/.exec(text)?.[1] ?? '');

/** The texts of `revision:path`, by that, of one process. */
function showAll(names: readonly string[]): Map<string, string> {
  const input = names.map((name) => `${name}\n`).join('');
  const out = execFileSync('git', ['cat-file', '--batch'], { cwd: root, input, maxBuffer: 1e9 });
  let place = 0;
  return new Map(
    names.map((name) => {
      const from = out.indexOf('\n', place) + 1;
      const size = Number(out.toString('utf8', place, from).split(' ')[2]);
      place = from + size + 1;
      return [name, out.toString('utf8', from, from + size)];
    }),
  );
}

/** The updates that stand in a version of an incident's file. */
function updatesOf(text: string): Written[] {
  return text
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [heading = '', ...rest] = part.split('\n');
      const [, time = '', next = ''] = heading.split(' · ');
      const by = next.startsWith('next: ') ? Date.parse(next.slice('next: '.length)) : undefined;
      return { time, next: by, text: rest.join('\n').trim() };
    });
}

const latestOf = (file: string): string => versions.get(file)?.at(-1)?.text ?? '';
const files = (): string[] => [...versions.keys()];
const isBackfilled = (file: string): boolean => latestOf(file).includes('backfilled: true');
const idOf = (file: string): string => file.replace(/^.*\/|\.md$/g, '');
const endOf = (file: string): number => Date.parse(updatesOf(latestOf(file)).at(-1)?.time ?? '');

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'candor-year-'));
  makeYearRoot(root, { incidents: 24, measuredDays: 100 });
  figures = await derive(root);
  main = git(root, ['log', '--reverse', '--format=%H %ct', 'main'])
    .split('\n')
    .map((line) => ({ commit: line.slice(0, 40), at: Number(line.slice(41)) * 1_000 }));
  deploys = show('status-data:deploys').split('\n');
  const when = new Map(main.map(({ commit, at }) => [commit, at]));
  const log = git(root, ['log', '--reverse', '--format=@%H', '--name-only', 'main', '--', 'incidents/']);
  const named = log
    .split('@')
    .slice(1)
    .flatMap((part) => {
      const [commit = '', ...paths] = part.split('\n').filter((line) => line !== '');
      return paths.map((file) => ({ commit, file, name: `${commit}:${file}` }));
    });
  const texts = showAll(named.map(({ name }) => name));
  for (const { commit, file, name } of named) {
    const version = { commit, at: when.get(commit) ?? NaN, text: texts.get(name) ?? '' };
    versions.set(file, [...(versions.get(file) ?? []), version]);
  }
}, 60_000);

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** When the page first had a commit, as the record of deploys has it. */
function liveAt(commit: string): number {
  const place = (each: string): number => main.findIndex((known) => known.commit === each);
  const first = deploys.find((line) => place(line.split(' ')[1] ?? '') >= place(commit));
  return Date.parse(first?.split(' ')[0] ?? '');
}

type Change = [id: string, what: string, editedAt: string, afterMs: number];

/** What a version of a file changed of what the version before it said. */
function changesBetween(file: string, before: string, { at, text }: Version): Change[] {
  const all = versions.get(file) ?? [];
  const firstAt = (words: string): number => all.find((version) => version.text.includes(words))?.at ?? NaN;
  const isNew = titleOf(before) !== titleOf(text);
  const titles: Change[] = isNew ? [[idOf(file), 'title', iso(at), at - (all[0]?.at ?? NaN)]] : [];
  const changed = updatesOf(before).filter(
    (update) => updatesOf(text).find(({ time }) => time === update.time)?.text !== update.text,
  );
  return [...titles, ...changed.map(({ time }): Change => [idOf(file), 'update', iso(at), at - firstAt(time)])];
}

describe('somebody with a clone finds the same', () => {
  test('times until people were told, and the ranks among them', () => {
    const told = files()
      .filter((file) => !isBackfilled(file))
      .map((file) => ({ file, at: liveAt(versions.get(file)?.[0]?.commit ?? '') }));
    const whileItLasted = told.filter(({ file, at }) => at <= endOf(file));
    const waited = whileItLasted.map(({ file, at }) => at - startOf(latestOf(file))).sort((a, b) => a - b);
    expect(figures.timeToTell.told.map(({ id, toldAt }) => [id, toldAt]).sort()).toEqual(
      whileItLasted.map(({ file, at }) => [idOf(file), iso(at)]).sort(),
    );
    expect(figures.timeToTell.told.map(({ timeToTellMs }) => timeToTellMs)).toEqual(waited);
    const isHalf = (ms: number): boolean => waited.filter((each) => each <= ms).length * 2 >= waited.length;
    const isMost = (ms: number): boolean => waited.filter((each) => each <= ms).length * 10 >= waited.length * 9;
    expect(figures.timeToTell.distribution).toEqual({
      count: waited.length,
      shortestMs: Math.min(...waited),
      medianMs: waited.find(isHalf),
      p90Ms: waited.find(isMost),
      longestMs: Math.max(...waited),
    });
    expect(waited.length).toBeGreaterThan(15);
  });

  test('incidents that nobody was told of while they lasted, or of which that is not known', () => {
    const never = files().filter(
      (file) => !isBackfilled(file) && liveAt(versions.get(file)?.[0]?.commit ?? '') > endOf(file),
    );
    const expected = [
      ...files()
        .filter(isBackfilled)
        .map((file) => [idOf(file), 'backfilled']),
      ...never.map((file) => [idOf(file), 'never']),
    ];
    expect(figures.timeToTell.untold.map(({ id, because }) => [id, because]).sort()).toEqual(expected.sort());
    expect(never.length).toBe(1);
  });

  test('every change of what had been published, and how long after that it came', () => {
    const changes = [...versions].flatMap(([file, all]) =>
      all.slice(1).flatMap((version, index) => changesBetween(file, all[index]?.text ?? '', version)),
    );
    const found = figures.edits?.newest.map(({ id, what, editedAt, afterMs }) => [id, what, editedAt, afterMs]);
    expect(found?.sort()).toEqual(changes.sort());
    expect(figures.edits?.count).toBe(changes.length);
    const wrote = (words: string): number =>
      [...versions.values()].flatMap((all) =>
        all.filter(({ text }, index) => text.includes(words) && all[index - 1]?.text.includes(words) === false),
      ).length;
    expect(figures.edits?.countByKind).toEqual({
      correction: [...versions.values()].filter((all) => all[0]?.text.includes('erorrs')).length,
      rewrite: wrote('Everything is fine'),
      change: wrote('errors in Helsinki'),
      removal: 1,
      fact: 1,
      heading: 0,
      move: 0,
      restoration: 0,
    });
    const published = files()
      .filter((file) => !isBackfilled(file))
      .flatMap((file) => [
        ...new Set((versions.get(file) ?? []).flatMap(({ text }) => updatesOf(text).map(({ time }) => time))),
      ]);
    expect(figures.edits?.publishedUpdates).toBe(published.length);
  });

  test('promised updates that came in time and that did not', () => {
    const promises = files()
      .filter((file) => !isBackfilled(file))
      .flatMap((file) =>
        updatesOf(latestOf(file)).flatMap(({ next }, index, all) =>
          next === undefined ? [] : [{ next, came: Date.parse(all[index + 1]?.time ?? '') }],
        ),
      );
    const kept = promises.filter(({ next, came }) => came <= next).length;
    expect(figures.promises).toMatchObject({
      made: promises.length,
      kept,
      late: promises.length - kept,
      missed: 0,
      waiting: 0,
    });
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(promises.length);
  });

  test('causes', () => {
    const count = (category: string, more = ''): number =>
      files().filter((file) => latestOf(file).includes(`\ncategory: ${category}\n`) && latestOf(file).includes(more))
        .length;
    expect(figures.categories).toEqual(
      ['undetermined', 'upstream', 'customer', 'internal'].map((category) => {
        const suspected = count(category, 'confidence: suspected');
        return { category, confirmed: count(category) - suspected, suspected };
      }),
    );
  });

  test('post-mortems that are done, in time or late, owed and waived', () => {
    const about = new Map(
      readdirSync(join(root, 'postmortems')).map((name) => {
        const text = readFileSync(join(root, 'postmortems', name), 'utf8');
        const at = Number(git(root, ['log', '--format=%ct', '-1', 'main', '--', `postmortems/${name}`])) * 1_000;
        return [/^incidents: \[(.*)\]$/m.exec(text)?.[1] ?? '', at];
      }),
    );
    const dueUntil = (file: string): number => {
      let day = Math.floor(endOf(file) / DAY) * DAY;
      for (let left = 5; left > 0; left -= [0, 6].includes(new Date(day).getUTCDay()) ? 0 : 1) day += DAY;
      return day + DAY;
    };
    const asked = files().filter(
      (file) => /\ncategory: internal\nimpact: (major|critical)\n/.test(latestOf(file)) && !isBackfilled(file),
    );
    const open = asked.filter((file) => !latestOf(file).includes('postmortem: waived') && !about.has(idOf(file)));
    expect(figures.postmortems.done.map(({ id, isInTime }) => [id, isInTime])).toEqual(
      asked
        .filter((file) => about.has(idOf(file)))
        .map((file) => [idOf(file), (about.get(idOf(file)) ?? 0) < dueUntil(file)]),
    );
    expect(figures.postmortems.overdue.map(({ id }) => id)).toEqual(
      open.filter((file) => dueUntil(file) <= NOW).map(idOf),
    );
    expect(figures.postmortems.due.map(({ id }) => id)).toEqual(open.filter((file) => dueUntil(file) > NOW).map(idOf));
    expect(figures.postmortems.waived.map(({ id }) => id)).toEqual(
      files()
        .filter((file) => latestOf(file).includes('postmortem: waived'))
        .map(idOf),
    );
    expect(new Set(figures.postmortems.done.map(({ isInTime }) => isInTime))).toEqual(new Set([true, false]));
  });

  test('actions by what their issues say', () => {
    const texts = readdirSync(join(root, 'postmortems')).map((name) =>
      readFileSync(join(root, 'postmortems', name), 'utf8'),
    );
    const issues = texts.flatMap((text) =>
      [...text.matchAll(/due: (\S+), issue: "?([^" ]+)"? }/g)].map(([, due = '', issue = '']) => ({ due, issue })),
    );
    const states = new Map(
      show('status-data:actions')
        .split('\n')
        .map((line) => line.split(' ') as [string, string]),
    );
    const open = issues.filter(({ issue }) => states.get(issue) === 'open');
    expect(figures.actions.open.length).toBe(open.length);
    expect(figures.actions.open.filter(({ overdueMs }) => overdueMs !== null).length).toBe(
      open.filter(({ due }) => Date.parse(due) + DAY <= NOW).length,
    );
    expect(figures.actions.done.length).toBe(issues.filter(({ issue }) => states.get(issue) === 'completed').length);
    expect(figures.actions.declined.length).toBe(1);
    expect(open.length).toBeGreaterThan(3);
  });

  test('times in which nothing was seen', () => {
    const seen: number[] = [];
    const paths = git(root, ['ls-tree', '-r', '--name-only', 'status-data', 'measurements/']).split('\n');
    for (const [path, text] of showAll(paths.map((each) => `status-data:${each}`))) {
      const day = path.slice(-'2026-11-20.txt'.length, -'.txt'.length);
      const [times = '', ...checks] = text.trim().split('\n');
      for (const [index, time] of times.split(' ').entries()) {
        const tokens = checks.map((line) => line.split(' ')[index + 1] ?? '-');
        if (tokens.some((token) => !/^[-?]/.test(token))) seen.push(Date.parse(`${day}T${time}Z`));
      }
    }
    const gaps = [...seen, NOW].flatMap((time, index) => {
      const held = index === 0 ? time : (seen[index - 1] ?? NaN) + 30 * MINUTE;
      return time > held ? [[iso(held), iso(time)]] : [];
    });
    expect(figures.monitoring?.longest.map(({ from, until }) => [from, until]).sort()).toEqual(gaps);
    expect(figures.monitoring).toMatchObject({
      from: iso(seen[0] ?? NaN),
      count: 2,
      blindMs: 2 * 60 * MINUTE - 10 * MINUTE,
    });
  });
});
