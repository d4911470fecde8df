import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { readReplayedMaintenances, type ReplayedMaintenances } from '../../../src/app/replay/maintenances.ts';
import { replayRecording } from '../../../src/app/replay/replay-recording.ts';
import { describeDoubts } from '../../../src/cli/commands/replay-report.ts';
import type { Measurement } from '../../../src/domain/measurement.ts';
import { openRootFiles } from '../../../src/store/root-files.ts';
import { at } from '../../support/builders.ts';
import { makeFolder } from '../../support/make-repo.ts';
import { OPTIONS, record, rowsOf, START, tellIncidents } from '../../support/replay.ts';

const DAY_MS = 86_400_000;

async function read(files: Readonly<Record<string, string>>): Promise<ReplayedMaintenances> {
  const root = makeFolder();
  mkdirSync(join(root, 'incidents/2026'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, 'incidents/2026', name), text);
  return readReplayedMaintenances(await openRootFiles(root));
}

/** A maintenance of the component `web`. */
function maintenance(scheduled: string, updates = ''): string {
  return `---\nkind: maintenance\ntitle: Database upgrade\ncomponents: [web]\nscheduled: ${scheduled}\n---\n${updates}`;
}

async function replay(rows: readonly Measurement[], file: string): Promise<[string[], string[]]> {
  const { at: maintenances, notes } = await read({ 'upgrade.md': file });
  const report = replayRecording(record(rows), { ...OPTIONS, maintenances });
  const doubts = describeDoubts(report, { holdFor: 0, isDefault: false, sampling: undefined });
  return [tellIncidents(report.incidents), [...notes, ...doubts.filter((doubt) => doubt.includes('maintenance'))]];
}

const HOUR = '{ from: 2026-11-20T10:00:00Z, until: 2026-11-20T11:00:00Z }';
const EXCUSED =
  'Failures during 1 maintenance of incidents/ opened nothing. Use "--no-maintenances" to leave these out.';

test.each<[string, string, [string[], string[]]]>([
  ['within it', 'udduuuu', [[], [EXCUSED]]],
  ['that outlasts it', 'u'.repeat(10) + 'dddd', [['web: 2026-11-20T10:50:00Z to open'], [EXCUSED]]],
  ['after it', 'u'.repeat(13) + 'ddd', [['web: 2026-11-20T11:05:00Z to open'], []]],
  ['that one bad run was', 'uduuuuu', [[], []]],
])('replayRecording() of a failure %s', async (_, row, expected) => {
  expect(await replay(rowsOf({ web: row }), maintenance(HOUR))).toEqual(expected);
});

test('replayRecording() honours what people have said of a maintenance from when they said it', async () => {
  const file = maintenance(HOUR, '\n## Completed · 2026-11-20T10:07:00Z\n');
  expect((await replay(rowsOf({ web: 'udd' }), file))[0]).toEqual(['web: 2026-11-20T10:05:00Z to open']);
});

test('replayRecording() opens what fails beside a maintenance', async () => {
  const [incidents] = await replay(rowsOf({ web: 'udd', api: 'udd' }), maintenance(HOUR));
  expect(incidents).toEqual(['api: 2026-11-20T10:05:00Z to open']);
});

test('replayRecording() knows every window of a recurring maintenance, however long ago', async () => {
  const weekly =
    '{ from: 2020-01-03T10:00:00Z, until: 2020-01-03T11:00:00Z, recurrence: FREQ=WEEKLY, timeZone: Etc/UTC }';
  const rows = rowsOf({ web: 'udduuuuuuuuuuuuuu' });
  const move = (days: number): Measurement[] => rows.map((row) => ({ ...row, at: row.at + days * DAY_MS }));
  const years = [-2296, -1925, -364, 0].flatMap(move);
  expect(new Date(START).getUTCDay()).toBe(5);
  expect(await replay(years, maintenance(weekly))).toEqual([[], [EXCUSED]]);
  const [incidents] = await replay(move(-363), maintenance(weekly));
  expect(incidents).toHaveLength(1);
});

test('readReplayedMaintenances() reads maintenances alone, and names what it cannot read', async () => {
  const { at: maintenances, notes } = await read({
    'upgrade.md': maintenance(HOUR),
    'quoted.md': maintenance(HOUR).replace('maintenance', '"maintenance"'),
    'broken.md': maintenance('{ from: yesterday }'),
    'incident.md': 'no incident at all',
  });
  expect(maintenances(at('2026-11-20T10:30:00Z')).map(({ id, phase }) => [id, phase])).toEqual([
    ['quoted', 'in_progress'],
    ['upgrade', 'in_progress'],
  ]);
  expect(notes).toEqual([
    expect.stringMatching(/^Left out, it cannot be read: incidents\/2026\/broken\.md:\d+:\d+: error: /),
  ]);
});

test('readReplayedMaintenances() goes back and forth in time', async () => {
  const { at: maintenances } = await read({ 'upgrade.md': maintenance(HOUR) });
  const phaseAt = (time: string): string | undefined => maintenances(at(time))[0]?.phase;
  expect(phaseAt('2026-11-20T10:30:00Z')).toBe('in_progress');
  expect(phaseAt('1970-01-01T00:00:00Z')).toBe('scheduled');
  expect(phaseAt('9000-01-01T00:00:00Z')).toBe('completed');
  expect(phaseAt('2026-11-20T10:30:00Z')).toBe('in_progress');
});
