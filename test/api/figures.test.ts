import { describe, expect, test } from 'vitest';

import { deriveFigures, formatFigures } from '../../src/api/figures.ts';
import type { Provenance } from '../../src/domain/provenance.ts';
import type { SiteContent } from '../../src/site/site-content.ts';
import { deriveSiteModel } from '../../src/site/site-model.ts';
import { deriveTransparency } from '../../src/site/transparency/figures.ts';
import { at, makeContent, makeIncident, makeMeasurements, makeUpdate } from '../support/builders.ts';

const NOW = at('2026-11-22T10:45:00Z');

function figuresOf(overrides: Partial<SiteContent> = {}): ReturnType<typeof deriveFigures> {
  const content = makeContent(overrides);
  return deriveFigures({ content, model: deriveSiteModel(content) });
}

const OVER = makeIncident({
  id: 'over',
  checks: ['api-health'],
  updates: [
    makeUpdate('2026-11-20T10:05:00Z', {
      components: { api: 'partial_outage' },
      nextUpdateBy: at('2026-11-20T10:10:00Z'),
    }),
    makeUpdate('2026-11-20T10:41:00Z', { phase: 'monitoring', components: { api: 'operational' } }),
    makeUpdate('2026-11-20T11:00:00Z', { phase: 'resolved' }),
  ],
});
const PUBLISHED = { commit: 'c'.repeat(40), at: at('2026-11-20T10:07:00Z'), liveAt: undefined, author: undefined };
const EDITED: Provenance = {
  unknown: undefined,
  first: PUBLISHED,
  published: new Map(),
  edits: [{ publication: PUBLISHED, since: PUBLISHED, subject: 'entry', isGone: true }],
};

describe('deriveFigures()', () => {
  test('says which commits, time, page and program the figures belong to, and what was not as in Git', () => {
    expect(figuresOf({ configCommit: 'e'.repeat(40) })).toMatchObject({
      ...{ version: 1, commit: 'a'.repeat(40), data: 'd'.repeat(40), now: '2026-11-22T10:45:00Z' },
      ...{ page: 'k7d0v3m9x2qa', engine: 'candor-1', dirty: false, shallow: false },
      lastGood: { 'status.yml': 'e'.repeat(40) },
    });
  });

  test('says null where there is no Git, and of nothing that it were so', () => {
    const origin = { data: undefined, isDirty: undefined, isShallow: false, engine: undefined };
    expect(figuresOf({ commit: undefined, origin })).toMatchObject({
      ...{ commit: null, data: null, dirty: null, engine: null, lastGood: {} },
    });
  });

  test('has the facts of each incident and where each comes from, null and reasons in the place of what is not known', () => {
    const failedAt = at('2026-11-20T10:03:00Z');
    const detections = [{ check: 'api-health', failedAt, passedAt: failedAt - 60_000, recoveredAt: undefined }];
    const { incidents } = figuresOf({
      entries: [
        { ...OVER, startedAt: failedAt },
        makeIncident({ id: 'open', importedFrom: 'https://old.example.org' }),
      ],
      provenance: new Map([['over', EDITED]]),
      known: new Map([['over', { publication: { kind: 'committed', at: PUBLISHED.at }, detections }]]),
    }).figures;
    expect(incidents['over']).toEqual({
      affectedMs: { api: 38 * 60_000 },
      customersTold: null,
      detected: { at: '2026-11-20T10:03:00Z', source: 'measurement', withinMs: 60_000 },
      edits: 1,
      longestSilenceMs: 36 * 60_000,
      mitigated: { at: '2026-11-20T10:41:00Z', source: 'update' },
      promises: { all: 1, late: 1, missed: 0 },
      resolved: { at: '2026-11-20T11:00:00Z', source: 'update' },
      started: { at: '2026-11-20T10:03:00Z', source: 'measurement', withinMs: 60_000 },
      toDetectMs: 0,
      toMitigateMs: 38 * 60_000,
      toResolveMs: 57 * 60_000,
      toTellMs: 4 * 60_000,
      told: { at: '2026-11-20T10:07:00Z', source: 'commit', withinMs: undefined },
    });
    expect(incidents['open']).toMatchObject({
      ...{ told: { unknown: 'imported' }, edits: null, resolved: null, toTellMs: null, promises: null },
    });
  });

  test('has the uptime of each component by day and period, and how fast its checks answered', () => {
    const measured = makeMeasurements('api-health', { start: at('2026-11-21T00:00:00Z'), end: NOW });
    const { components } = figuresOf({ measurements: new Map([['api-health', measured]]) }).figures;
    const today = { state: 'operational', knownMs: NOW - at('2026-11-22T00:00:00Z'), ratio: 1 };
    expect(components['api']).toMatchObject({
      days: {
        '2026-11-20': { state: 'no_data', ratio: null, knownMs: 0, noDataMs: 86_400_000 },
        '2026-11-22': today,
      },
      periods: { '7-days': { ratio: 1 }, '2026-11': { ratio: 1 }, '2026-Q4': { ratio: 1 } },
      response: { 'api-health': { day: { count: 96, medianMs: 120, p95Ms: 120 } } },
      uptime: { ratio: 1 },
    });
  });
});

test('deriveFigures() has the very figures of /transparency/', () => {
  const content = makeContent({ entries: [OVER] });
  const site = { content, model: deriveSiteModel(content) };
  const { transparency } = deriveFigures(site).figures;
  expect(transparency).toBe(deriveTransparency(site));
  expect(transparency).toMatchObject({ incidents: 1, promises: { made: 1, late: 1 } });
});

describe('formatFigures()', () => {
  test('writes an incident and a day a line, every key in order, the same bytes for the same figures', () => {
    const [one, two] = [OVER, makeIncident({ id: 'another' })];
    const text = formatFigures(figuresOf({ entries: [one, two] }));
    expect(text).toBe(formatFigures(figuresOf({ entries: [two, one] })));
    expect(text.split('\n').filter((line) => /^ {6}"(?:another|over)": \{.*\},?$/.test(line))).toHaveLength(2);
    expect(text).toMatch(/^ {10}"2026-11-22": \{.*\}$/m);
    const top = [...text.matchAll(/^ {2}"([a-zA-Z]+)"/gm)].map(([, key]) => key);
    expect(top).toEqual([...top].sort());
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(figuresOf({ entries: [one, two] }))));
  });
});
