import { describe, expect, it } from 'vitest';

import { formatInstant } from '../../../src/schema/timestamp.ts';
import { partsOf, type Phrase } from '../../../src/site/phrase.ts';
import { deriveSiteModel } from '../../../src/site/site-model.ts';
import { viewCategories, viewChecks } from '../../../src/site/transparency/causes-view.ts';
import { viewActions, viewPostmortems, viewPromises } from '../../../src/site/transparency/duties-view.ts';
import { viewEdits } from '../../../src/site/transparency/edits-view.ts';
import { deriveTransparency } from '../../../src/site/transparency/figures.ts';
import { viewMonitoring } from '../../../src/site/transparency/monitoring-view.ts';
import type { FigureRow } from '../../../src/site/transparency/rows.ts';
import { viewTell } from '../../../src/site/transparency/tell-view.ts';
import { at, makeContent, makeIncident, makePostmortem, makePostmortems, makeUpdate } from '../../support/builders.ts';
import { liveAt, makeProvenance, publishedAt } from '../../support/transparency.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = at('2026-11-20T10:00:00Z');
const UPDATES = [
  makeUpdate('2026-11-20T10:05:00Z', { text: 'We see errors.', nextUpdateBy: START + HOUR }),
  makeUpdate('2026-11-20T11:30:00Z', { phase: 'resolved' }),
];

function incidentOf(id: string, overrides: Parameters<typeof makeIncident>[0] = {}) {
  return makeIncident({
    id,
    startedAt: '2026-11-20T10:00:00Z',
    startedBecause: 'the log',
    updates: UPDATES,
    ...overrides,
  });
}

function siteOf(overrides: Parameters<typeof makeContent>[0] = {}) {
  const content = makeContent(overrides);
  const model = deriveSiteModel(content);
  return { model, figures: deriveTransparency({ content, model }) };
}

const told = (...ids: string[]) => new Map(ids.map((id) => [id, liveAt('2026-11-20T10:07:00Z')]));

/** A sentence with its times as files have them. */
function read(phrase: Phrase | undefined): string | undefined {
  const parts = phrase && partsOf(phrase);
  return parts?.map((part) => (typeof part === 'string' ? part : formatInstant(part))).join('');
}

describe('viewTell()', () => {
  it.each([
    [[], new Map<string, never>(), 'No incident began in these months.'],
    [['a'], new Map<string, never>(), 'Of the one incident of these months it is not known how long people waited.'],
    [
      ['a', 'b'],
      new Map<string, never>(),
      'Of none of the 2 incidents of these months is it known how long people waited.',
    ],
    [['a', 'b'], told('a'), 'One incident was told of 7 minutes after it began.'],
    [
      ['a', 'b'],
      told('a', 'b'),
      'Of 2 incidents, half stood on this page at most 7 minutes after they began, and nine of ten at most 7 minutes.',
    ],
  ])('says of %j in a sentence what is known', (ids, known, finding) => {
    const { model, figures } = siteOf({ entries: ids.map((id) => incidentOf(id)), known });
    expect(viewTell(figures, model).finding).toBe(finding);
  });

  it('leads to each incident below the page, and says where its beginning is known from', () => {
    const { model, figures } = siteOf({ entries: [incidentOf('a'), incidentOf('b')], known: told('a') });
    const { rows, dots, apart } = viewTell(figures, model);
    expect(dots).toEqual([{ ms: 420_000, url: '/incidents/a/', name: 'Elevated errors on the public API: 7 minutes' }]);
    expect(rows.map((row) => [row.url, read(row.note), read(row.value)])).toEqual([
      ['/incidents/a/', '2026-11-20T10:00:00Z · written down by us', '7 minutes'],
    ]);
    expect(apart.flatMap((group) => group.rows.map(({ url }) => url))).toEqual(['/incidents/b/']);
  });

  it('keeps a title that is written from right to left apart from what stands after it', () => {
    const { model, figures } = siteOf({ entries: [incidentOf('a', { title: 'שגיאות' })], known: told('a') });
    expect(viewTell(figures, model).dots.map(({ name }) => name)).toEqual(['\u2068שגיאות\u2069: 7 minutes']);
  });

  it('marks ranks among three dots or more, and says what the marks are', () => {
    const viewOf = (...ids: string[]) => {
      const { model, figures } = siteOf({ entries: ids.map((id) => incidentOf(id)), known: told(...ids) });
      const { marks, key } = viewTell(figures, model);
      return [marks.map(({ ms, isBroken }) => [ms, isBroken]), key.includes('line')];
    };
    expect(viewOf('a', 'b')).toEqual([[], false]);
    expect(viewOf('a', 'b', 'c')).toEqual([
      [
        [420_000, false],
        [420_000, true],
      ],
      true,
    ]);
  });

  it('says of how many the time of the commit counts', () => {
    const publication = { kind: 'committed' as const, at: at('2026-11-20T10:07:00Z') };
    const { model, figures } = siteOf({
      entries: [incidentOf('a')],
      known: new Map([['a', { publication, detections: [] }]]),
    });
    expect(viewTell(figures, model).sources[1]).toMatch(/^For 1 no deploy is recorded/);
  });
});

describe('viewEdits()', () => {
  const ends = { publication: publishedAt('2026-11-22T10:07:00Z'), since: publishedAt('2026-11-20T10:07:00Z') };
  const [before] = UPDATES;
  const summaries = (rows: readonly FigureRow[]) => rows.map(({ note }) => read(note));

  it('tells every change, with the dots of those of texts and the bars of all others', () => {
    const edits = [
      {
        ...ends,
        subject: 'update' as const,
        before,
        after: before && { ...before, text: 'Nothing was wrong at all.' },
      },
      { ...ends, subject: 'update' as const, before, after: before && { ...before, at: before.at + HOUR } },
      { ...ends, subject: 'update' as const, before, after: undefined },
      { ...ends, subject: 'introduction' as const, before: 'a', after: 'b' },
      { ...ends, subject: 'entry' as const, isGone: false },
    ];
    const provenance = new Map([['a', makeProvenance(['2026-11-20T10:05:00Z'], edits)]]);
    const { model, figures } = siteOf({ entries: [incidentOf('a')], provenance });
    const view = viewEdits(figures, model);
    expect(view.finding).toBe(
      '5 changes were made to what had been published; 1 update was published in the same time.',
    );
    expect(summaries(view.rows)).toEqual([
      'Rewritten 2 days later',
      'Given another time 2 days later',
      'Update of 2026-11-20T10:05:00Z taken out 2 days later',
      'Introduction rewritten 2 days later',
      'Published again 2 days later',
    ]);
    expect(view.dots.map(({ label }) => label)).toEqual(['Rewritten: 2', 'Taken out: 1']);
    expect(view.bars).toEqual([
      { label: 'Given another time', count: 1 },
      { label: 'Put back', count: 1 },
    ]);
  });

  it('tells a withdrawn post-mortem from the incident of the same id', () => {
    const withdrawn = [{ id: 'a', at: START }];
    const { model, figures } = siteOf({ withdrawn, postmortems: { ...makePostmortems(), withdrawn } });
    expect(summaries(viewEdits(figures, model).groups[0]?.rows ?? [])).toEqual([undefined, 'Post-mortem']);
  });

  it('says where nothing is known, and where nothing was changed', () => {
    const outside = siteOf({ commit: undefined });
    expect(viewEdits(outside.figures, outside.model)).toMatchObject({
      finding: outside.model.strings.edits.unknown,
      rows: [],
    });
    const quiet = siteOf();
    expect(viewEdits(quiet.figures, quiet.model).finding).toMatch(/^Nothing that had been published was changed/);
  });
});

describe('the views of duties', () => {
  it('tell of promises that were not kept', () => {
    const { model, figures } = siteOf({ entries: [incidentOf('a')], known: told('a') });
    const view = viewPromises(figures, model);
    expect([view.finding, view.bars]).toEqual([
      '0 of 1 promised updates came in time.',
      [{ label: 'Late', count: 1, isGood: false }],
    ]);
    expect(view.groups[0]?.rows.map(({ value }) => read(value))).toEqual(['Late']);
  });

  it.each([
    ['2026-11-20T10:00:00Z', '1 post-mortem is owed.', 'A post-mortem is due by 27 Nov 2026'],
    [
      '2026-11-02T10:00:00Z',
      '1 post-mortem is owed and overdue.',
      'The post-mortem was due by 9 Nov 2026 and is overdue',
    ],
  ])('tell of a post-mortem about an incident of %s that %s', (startedAt, finding, note) => {
    const updates = [
      makeUpdate(startedAt),
      makeUpdate(new Date(at(startedAt) + HOUR).toISOString(), { phase: 'resolved' }),
    ];
    const known = new Map([['a', liveAt(startedAt)]]);
    const { model, figures } = siteOf({ entries: [incidentOf('a', { startedAt, updates })], known });
    const view = viewPostmortems(figures, model);
    expect([view.finding, view.groups.map(({ rows }) => rows.map((row) => read(row.note)))]).toEqual([
      finding,
      [[note]],
    ]);
  });

  it('tell of actions by their age, and lead to where they stand', () => {
    const action = { type: 'detect', priority: 'P1', owner: 'api-team', issue: 'acme/api#1' };
    const actions = [
      { id: 'a1', text: 'Check the pool', due: '2026-11-01', ...action },
      { id: 'a2', text: 'Split the pool', due: '2026-12-01', declined: 'it is gone', ...action },
    ];
    const dates = { publishedAt: at('2026-11-22T10:45:00Z') - 40 * DAY };
    const { model, figures } = siteOf({
      entries: [incidentOf('api-errors')],
      postmortems: makePostmortems(makePostmortem({ actions, dates })),
    });
    const view = viewActions(figures, model);
    expect(view.finding).toBe('1 action is not known to be done and overdue.');
    expect(view.bars).toEqual([
      { label: '30 days to 90 days', count: 1, part: { count: 1, text: '1 overdue', isBad: true } },
    ]);
    expect(
      view.groups.map(({ rows }) => rows.map((row) => [read(row.title), row.url, read(row.note), read(row.value)])),
    ).toEqual([
      [
        [
          'Check the pool',
          '/postmortems/api-errors/#action-a1',
          'Elevated errors on the public API · Overdue · due 1 Nov 2026 · Its issue has not been read yet',
          '40 days',
        ],
      ],
      [['Split the pool', '/postmortems/api-errors/#action-a2', 'it is gone', 'Elevated errors on the public API']],
    ]);
  });
});

describe('the views of causes and checks', () => {
  it('have every cause, also those that no incident had', () => {
    const entries = [incidentOf('a'), incidentOf('b', { category: 'upstream', confidence: 'suspected' })];
    const { model, figures } = siteOf({ entries });
    expect(viewCategories(figures, model).bars.map(({ label, count, part }) => [label, count, part?.text])).toEqual([
      ['Our own', 1, undefined],
      ['What one customer did', 0, undefined],
      ['A provider that we rely on', 1, '1 suspected'],
      ['Not determined', 0, undefined],
    ]);
  });

  it('tell of a check as the page of its post-mortem does, and of one that is gone', () => {
    const factor = (check: string) => ({
      text: 'x',
      whys: [{ why: 'a', because: 'b' }],
      becomes: { kind: 'monitor', check },
    });
    const postmortems = makePostmortems(makePostmortem({ factors: [factor('api-health'), factor('gone')] }));
    const { model, figures } = siteOf({ entries: [incidentOf('api-errors')], postmortems });
    const view = viewChecks(figures, model);
    expect(view.finding).toBe('2 checks came of the question why something could happen; passing now: 0.');
    expect(view.lines.map(({ name, state, history }) => [name, state?.text, history])).toEqual([
      ['api-health, a check of Public API', 'no data now', ['when it was added is not known', 'not measured yet']],
      ['gone, which is not among our checks any more', undefined, []],
    ]);
  });
});

describe('viewMonitoring()', () => {
  it('tells of the gaps, where they lie in the twelve months, and how much of the time was covered', () => {
    const now = at('2026-11-22T10:45:00Z');
    const seen = [
      { start: now - 100 * HOUR, end: now - 60 * HOUR },
      { start: now - 50 * HOUR, end: now },
    ];
    const firstMeasured = new Map([['api-health', now - 100 * HOUR]]);
    const { model, figures } = siteOf({ watched: { seen, ran: seen }, firstMeasured });
    const view = viewMonitoring(figures, model);
    expect(view.finding).toBe('Our checks saw nothing for 10 hours, in one gap. They were looking 90% of the time.');
    expect(view.rows.map(({ title, value }) => [read(title), read(value)])).toEqual([
      ['2026-11-19T22:45:00Z to 2026-11-20T08:45:00Z', '10 hours'],
    ]);
    expect(view.gaps[0]?.x).toBeCloseTo(1 - 60 / (365 * 24 + 10.75), 6);
    expect(view.months.map(({ at: month }) => new Date(month).toISOString().slice(0, 7))).toEqual([
      '2025-12',
      '2026-03',
      '2026-06',
      '2026-09',
    ]);
  });

  it('says where nothing was measured', () => {
    const { model, figures } = siteOf();
    expect(viewMonitoring(figures, model)).toMatchObject({ finding: 'Nothing has been measured yet.', isShown: false });
  });
});
