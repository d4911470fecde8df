import { expect, test } from 'vitest';

import { StatusError } from '../../src/errors.ts';
import { type Reading, type SessionPorts, startSession } from '../../src/preview/session.ts';
import { openRootFiles } from '../../src/store/root-files.ts';
import { at } from '../support/builders.ts';
import { makeFolder } from '../support/make-repo.ts';

const NOW = at('2026-11-22T10:45:00Z');

/** A session whose root folder cannot be shown, each reading with a clock of its own. */
async function makePorts(clock: { now: number }, readings: Reading[]): Promise<SessionPorts> {
  return {
    files: await openRootFiles(makeFolder()),
    stage: { base: undefined, show: async () => undefined, read: async () => undefined, close: async () => undefined },
    now: () => clock.now,
    readContent: async () => {
      throw new StatusError('Git is gone');
    },
    findProblems: async () => [],
    describeFailure: String,
    onReading: (reading) => void readings.push(reading),
  };
}

test('startSession() tells why nothing can be shown, and lives on', async () => {
  const readings: Reading[] = [];
  const session = startSession(await makePorts({ now: NOW }, readings));
  expect(await session.newest()).toMatchObject({ at: NOW, problems: [], failure: 'StatusError: Git is gone' });
  session.ask();
  await session.newest();
  expect(new Set(readings.map(({ version }) => version)).size).toBe(2);
});

test('startSession() reads once for a burst of changes', async () => {
  const readings: Reading[] = [];
  const session = startSession(await makePorts({ now: NOW }, readings));
  await session.newest();
  for (let change = 0; change < 100; change += 1) session.ask();
  await session.newest();
  expect(readings).toHaveLength(2);
});

test('startSession() reads anew where it is asked for the newest a minute later', async () => {
  const clock = { now: NOW };
  const session = startSession(await makePorts(clock, []));
  expect((await session.newest()).at).toBe(NOW);
  clock.now += 60_000;
  expect((await session.newest()).at).toBe(NOW);
  clock.now += 1;
  expect((await session.newest()).at).toBe(NOW + 60_001);
});
