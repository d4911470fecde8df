/** People and the engine at one remote: whoever is first, no word is lost and nothing is told twice. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, test, vi } from 'vitest';

import { runOnce } from '../../../src/app/check/run.ts';
import { parseIncidentFile } from '../../../src/content/incident-file.ts';
import { at } from '../../support/builders.ts';
import {
  filesOf,
  incidentsOf,
  makeCheckedRoot,
  measurementsOf,
  openPorts,
  runAt,
  type Service,
  startService,
} from '../../support/check-root.ts';
import { cloneOf, commitFiles, git, makeBareRemote } from '../../support/make-repo.ts';

vi.setConfig({ testTimeout: 240_000 });

const ID = '2026-11-20-api';
const FILE = `incidents/2026/${ID}.md`;
const RENAMED = 'incidents/2026/disk-full.md';
const PERSON_AT = '2026-11-20T10:14:00Z';

let service: Service;
beforeEach(async () => {
  service = await startService();
  service.failing.set('/api', 500);
});

interface Scene {
  root: string;
  remote: string;
  /** A person's clone. */
  desk: string;
}

const minute = (time: string): string => `2026-11-20T${time}:00Z`;

async function runAll(root: string, times: readonly string[]): Promise<void> {
  for (const time of times) await runAt(root, minute(time));
}

/** The api fails since 10:00, and its incident was opened at 10:05. */
async function makeOutage(): Promise<Scene> {
  const root = makeCheckedRoot({ components: { api: `${service.url}/api` } });
  const remote = makeBareRemote(root);
  await runAll(root, ['10:00', '10:05']);
  return { root, remote, desk: cloneOf(remote) };
}

/** One run, with `meanwhile` between what it has read and what it pushes. */
async function runWhile(root: string, time: string, meanwhile: () => void): Promise<void> {
  const { ports } = await openPorts(root);
  const { repository } = ports;
  let isFirst = true;
  const land: typeof repository.land = async (snapshot, landing) => {
    if (isFirst) meanwhile();
    isFirst = false;
    return repository.land(snapshot, landing);
  };
  await runOnce({ ...ports, repository: { ...repository, land } }, { now: at(minute(time)) });
}

/** A person takes what is there, changes it and pushes it. */
function work(desk: string, change: (text: string) => Record<string, string | undefined>): void {
  git(desk, ['fetch', '--quiet', 'origin']);
  git(desk, ['reset', '--quiet', '--hard', 'origin/main']);
  const text = `${git(desk, ['show', `HEAD:${FILE}`])}\n`;
  commitFiles(desk, { files: change(text), message: 'By hand', at: PERSON_AT });
  git(desk, ['push', '--quiet', 'origin', 'main']);
}

/** What a person does to the open incident, and the words of theirs that must stay. */
const DEEDS: Record<string, { change: (text: string) => Record<string, string | undefined>; words: string[] }> = {
  'edits the words': {
    change: (text) => ({ [FILE]: text.replace('We are looking into it.', 'Our people are on it.') }),
    words: ['Our people are on it.'],
  },
  'edits the front matter': {
    change: (text) => ({ [FILE]: text.replace('impact: critical', 'impact: minor') }),
    words: ['impact: minor'],
  },
  'adds an update': {
    change: (text) => ({ [FILE]: `${text}\n## Identified · 2026-11-20T10:15:30Z\n\nA disk is full.\n` }),
    words: ['## Identified · 2026-11-20T10:15:30Z\n\nA disk is full.'],
  },
  'resolves it': {
    change: (text) => ({ [FILE]: `${text}\n## Resolved · 2026-11-20T10:15:30Z\n\nIt is over.\n` }),
    words: ['## Resolved · 2026-11-20T10:15:30Z\n\nIt is over.'],
  },
  'renames it': {
    change: (text) => ({ [FILE]: undefined, [RENAMED]: text.replace('---\n', `---\nformerly: [${ID}]\n`) }),
    words: [`formerly: [${ID}]`],
  },
  'moves it to another folder': {
    change: (text) => ({ [FILE]: undefined, [`incidents/${ID}.md`]: text }),
    words: ['## Investigating'],
  },
  'breaks it': {
    change: (text) => ({
      [FILE]: text.replace('impact: critical', '<<<<<<< HEAD\nimpact: minor\n=======\nimpact: major\n>>>>>>> work'),
    }),
    words: ['<<<<<<< HEAD'],
  },
};

const ORDERS = {
  before: async ({ root }: Scene, act: () => void) => {
    act();
    await runAt(root, minute('10:15'));
  },
  'between reading and pushing': ({ root }: Scene, act: () => void) => runWhile(root, '10:15', act),
  after: async ({ root }: Scene, act: () => void) => {
    await runAt(root, minute('10:15'));
    act();
  },
};

/** What the engine did to files after a person had touched them: the lines it took out, and the updates it added. */
function doneByEngine(remote: string): { removed: string[]; added: number } {
  const [, after = ''] = git(remote, ['log', '--format=%H', '-1', '--grep=By hand', 'main']).match(/^(\w+)/) ?? [];
  const shown = git(remote, ['log', '-p', '--format=', '--unified=0', `${after}..main`, '--', 'incidents']);
  const lines = shown.split('\n');
  return {
    removed: lines.filter((line) => line.startsWith('-') && !line.startsWith('---')),
    added: lines.filter((line) => line.startsWith('+## ')).length,
  };
}

/** Every deed in the narrow place, and in the other orders those that differ there. */
const CASES = Object.keys(DEEDS).flatMap((deed) =>
  Object.keys(ORDERS)
    .filter((order) => order.startsWith('between') || /words|update|renames|breaks/.test(deed))
    .map((order): [string, keyof typeof ORDERS] => [deed, order as keyof typeof ORDERS]),
);

describe('a person, while the engine has something to write', () => {
  test.each(CASES)('%s %s it: nothing is lost, and there is one incident', async (deed, order) => {
    const { change, words } = DEEDS[deed] ?? { change: () => ({}), words: [] };
    const scene = await makeOutage();
    service.failing.clear();
    await runAt(scene.root, minute('10:10'));
    await ORDERS[order](scene, () => work(scene.desk, change));
    await runAt(scene.root, minute('10:35'));
    const incidents = filesOf(scene.remote, 'main', 'incidents/');
    expect(incidents.size).toBe(1);
    const text = [...incidents.values()].join('');
    for (const word of words) expect(text).toContain(word);
    // A file that was only moved is still the engine's.
    if (!deed.startsWith('moves')) {
      const { removed, added } = doneByEngine(scene.remote);
      expect(removed).toEqual([]);
      expect(added).toBeLessThanOrEqual(1);
    }
    expect(measurementsOf(scene.remote)).toHaveLength(5);
    expect(git(scene.remote, ['fsck', '--strict', '--no-dangling'])).toBe('');
    expect(git(scene.root, ['status', '--porcelain'])).toBe('');
  });
});

describe('an incident that a person takes away while its failure goes on', () => {
  const WAYS: Record<string, (desk: string) => void> = {
    'by deleting the file': (desk) => work(desk, () => ({ [FILE]: undefined })),
    'by reverting its commit': (desk) => {
      git(desk, ['fetch', '--quiet', 'origin']);
      git(desk, ['reset', '--quiet', '--hard', 'origin/main']);
      const env = { GIT_AUTHOR_DATE: PERSON_AT, GIT_COMMITTER_DATE: PERSON_AT };
      git(desk, ['revert', '--no-edit', 'HEAD'], env);
      git(desk, ['push', '--quiet', 'origin', 'main']);
    },
  };

  test.each(Object.entries(WAYS))('%s stays away; the next failure has an id of its own', async (_, takeAway) => {
    const { root, remote, desk } = await makeOutage();
    await runWhile(root, '10:10', () => takeAway(desk));
    await runAll(root, ['10:15', '10:20']);
    const { plan } = await runAt(root, minute('10:25'));
    expect(incidentsOf(remote, 'main')).toEqual({});
    expect(plan.unopened).toEqual([
      { component: 'api', why: `a person has removed "${ID}", which began with this failure` },
    ]);
    service.failing.clear();
    await runAll(root, ['10:30', '10:35']);
    service.failing.set('/api', 500);
    await runAll(root, ['10:40', '10:45']);
    expect(incidentsOf(remote, 'main')).toEqual({ [`${ID}-2`]: ['investigating'] });
  });

  test('and brings back is followed again', async () => {
    const { root, remote, desk } = await makeOutage();
    const text = filesOf(remote, 'main').get(FILE);
    work(desk, () => ({ [FILE]: undefined }));
    await runAll(root, ['10:10', '10:15']);
    git(desk, ['fetch', '--quiet', 'origin']);
    commitFiles(desk, { files: { [FILE]: text }, message: 'Bring it back', at: minute('10:16') });
    git(desk, ['push', '--quiet', 'origin', 'main']);
    service.failing.clear();
    await runAll(root, ['10:20', '10:25']);
    expect(incidentsOf(remote, 'main')).toEqual({ [ID]: ['investigating', 'monitoring'] });
  });
});

test('a renamed incident keeps its old id for itself, and its note is not written twice', async () => {
  const { root, remote, desk } = await makeOutage();
  work(desk, (text) => ({ [FILE]: text.replace('impact: critical', 'impact: minor') }));
  service.failing.clear();
  await runAll(root, ['10:15', '10:20']);
  const rename = (text: string): string => text.replace('---\n', `---\nformerly:\n  - ${ID} # as it was\n`);
  work(desk, (text) => ({ [FILE]: undefined, [RENAMED]: `${rename(text)}\n## Resolved · 2026-11-20T10:25:30Z\n` }));
  service.failing.set('/api', 500);
  await runAll(root, ['10:30', '10:35']);
  expect(incidentsOf(remote, 'main')).toEqual({
    'disk-full': ['investigating', 'investigating', 'resolved'],
    [`${ID}-2`]: ['investigating'],
  });
});

test('two people in two branches that are merged keep both their words', async () => {
  const { root, remote, desk } = await makeOutage();
  const other = cloneOf(remote);
  for (const [clone, from, to] of [
    [desk, 'impact: critical', 'impact: minor'],
    [other, 'We are looking into it.', 'Our people are on it.'],
  ] as const) {
    git(clone, ['switch', '--quiet', '--create', `work-${to.length}`]);
    commitFiles(clone, {
      files: { [FILE]: `${git(clone, ['show', `HEAD:${FILE}`])}\n`.replace(from, to) },
      at: PERSON_AT,
    });
    git(clone, ['push', '--quiet', 'origin', 'HEAD']);
  }
  const merge = (): void => {
    git(desk, ['fetch', '--quiet', 'origin']);
    git(desk, ['switch', '--quiet', 'main']);
    git(desk, ['merge', '--quiet', '--no-ff', '--no-edit', 'origin/work-13', 'origin/work-21']);
    git(desk, ['push', '--quiet', 'origin', 'main']);
  };
  service.failing.clear();
  await runAt(root, minute('10:10'));
  await runWhile(root, '10:15', merge);
  await runAll(root, ['10:20', '10:35']);
  const text = filesOf(remote, 'main').get(FILE) ?? '';
  const { frontMatter, updates } = parseIncidentFile(FILE, text).file ?? {};
  expect(frontMatter).toMatchObject({ impact: 'minor' });
  expect(updates?.map(({ text: said }) => said)).toEqual([
    expect.stringContaining('Our people are on it.'),
    'Checks have passed since 10:10 UTC.',
  ]);
});

describe('main that is pushed by force', () => {
  test('to before the incident gets it anew, since nobody has said that there is none', async () => {
    const { root, remote, desk } = await makeOutage();
    const force = (): void => void git(desk, ['push', '--quiet', '--force', 'origin', 'HEAD~1:main']);
    await runWhile(root, '10:10', force);
    await runAt(root, minute('10:15'));
    expect(incidentsOf(remote, 'main')).toEqual({ [ID]: ['investigating'] });
    expect(measurementsOf(remote)).toHaveLength(4);
  });

  test('to another history is followed there, and keeps its words', async () => {
    const { root, remote, desk } = await makeOutage();
    const force = (): void => {
      const files = {
        'README.md': 'Anew',
        [FILE]: `${git(desk, ['show', `HEAD:${FILE}`])}\n`.replace('critical', 'minor'),
      };
      git(desk, ['reset', '--quiet', '--hard', 'HEAD~1']);
      commitFiles(desk, { files, message: 'By hand', at: PERSON_AT });
      git(desk, ['push', '--quiet', '--force', 'origin', 'main']);
    };
    service.failing.clear();
    await runAt(root, minute('10:10'));
    await runWhile(root, '10:15', force);
    expect(filesOf(remote, 'main').get(FILE)).toMatch(/impact: minor[^]*Checks have passed since 10:10 UTC\.\n$/);
    expect(filesOf(remote, 'main').get('README.md')).toBe('Anew\n');
    expect(doneByEngine(remote)).toEqual({ removed: [], added: 1 });
  });
});

test('a main that takes pull requests alone lets a person’s merge win over what waits', async () => {
  const { root, remote, desk } = await makeOutage();
  const refuse =
    '#!/bin/sh\nwhile read old new ref; do\n  [ "$ref" = refs/heads/main ] && [ -z "$PERSON" ] && exit 1\ndone\nexit 0\n';
  writeFileSync(join(remote, 'hooks/pre-receive'), refuse, { mode: 0o755 });
  service.failing.clear();
  await runAll(root, ['10:10', '10:15']);
  expect(incidentsOf(remote, 'candor/incidents')).toEqual({ [ID]: ['investigating', 'monitoring'] });
  expect(incidentsOf(remote, 'main')).toEqual({ [ID]: ['investigating'] });
  git(desk, ['fetch', '--quiet', 'origin']);
  const text = `${git(desk, ['show', `HEAD:${FILE}`])}\n`.replace('We are looking into it.', 'Our people are on it.');
  commitFiles(desk, { files: { [FILE]: text }, at: PERSON_AT });
  git(desk, ['push', '--quiet', 'origin', 'main'], { PERSON: 'yes' });
  await runAll(root, ['10:20', '10:35']);
  expect(filesOf(remote, 'main').get(FILE)).toBe(text);
  expect(filesOf(remote, 'candor/incidents').get(FILE)).toMatch(
    /Our people are on it\.[^]*Checks have passed since 10:10 UTC\.\n$/,
  );
  expect(measurementsOf(remote)).toHaveLength(6);
});
