import { expect, test } from 'vitest';

import { parseConfigFile } from '../../src/content/config-file.ts';
import { parseIncidentFile } from '../../src/content/incident-file.ts';
import { parseMeasurementTable } from '../../src/content/measurement-table.ts';
import { parsePostmortemFile } from '../../src/content/postmortem-file.ts';
import { pastRevisions } from '../../src/demo/past-incidents.ts';
import { pastMeasurements } from '../../src/demo/past-measurements.ts';
import { postmortemFile, statusFile } from '../../src/demo/status-file.ts';
import { at } from '../support/builders.ts';

/** Midnight, noon, the last second of a day, a leap day, the turn of a year. */
const NOWS = ['2026-11-20T00:00:00Z', '2026-11-20T12:00:00Z', '2026-12-31T23:59:59Z', '2028-02-29T05:21:00Z'].map(at);
const ADDRESSES = {
  pageUrl: 'http://127.0.0.1:4321',
  apiUrl: 'http://127.0.0.1:1',
  webUrl: 'http://127.0.0.1:2',
  mailPort: 3,
};

test.each(NOWS)('the past of %i is readable without a problem and lies before it', (now) => {
  const revisions = [...pastRevisions(now), postmortemFile(now)];
  for (const { path, text, at: committedAt } of revisions) {
    const parse = path.startsWith('incidents/') ? parseIncidentFile : parsePostmortemFile;
    expect(parse(path, text).problems).toEqual([]);
    expect(committedAt).toBeLessThan(now);
  }
  expect(new Set(revisions.map(({ path }) => path)).size).toBe(7);
});

test('statusFile() is a configuration without a problem, whose checks are those of the past', () => {
  const { config, problems } = parseConfigFile(statusFile(ADDRESSES));
  expect(problems).toEqual([]);
  const now = NOWS[1] ?? 0;
  const { measurements } = parseMeasurementTable('past.tsv', pastMeasurements(now));
  const checks = config?.components.flatMap((component) => component.checks.map(({ id }) => id)) ?? [];
  expect(new Set(measurements.map(({ check }) => check))).toEqual(new Set(checks));
});

test('pastMeasurements() covers ninety days before now, failures included, the same for the same now', () => {
  const now = NOWS[1] ?? 0;
  const { measurements, problems } = parseMeasurementTable('past.tsv', pastMeasurements(now));
  expect(problems).toEqual([]);
  const times = measurements.map((measurement) => measurement.at);
  expect([Math.min(...times), Math.max(...times)]).toEqual([at('2026-08-22T11:40:00Z'), at('2026-11-20T11:40:00Z')]);
  expect(new Set(measurements.map(({ state }) => state))).toEqual(new Set(['up', 'down', 'degraded']));
  expect(pastMeasurements(now)).toBe(pastMeasurements(now));
});
