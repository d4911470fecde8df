import { describe, expect, it } from 'vitest';

import type { IssueStates } from '../../src/domain/action-state.ts';
import type { Postmortem } from '../../src/domain/postmortem.ts';
import { listActions } from '../../src/site/action-view.ts';
import {
  isLivePostmortem,
  listAbout,
  listFactors,
  listFigures,
  listLessons,
  listOwed,
  listWaived,
  postmortemOfEntry,
  postmortemState,
  postmortemTitle,
} from '../../src/site/postmortem-view.ts';
import type { SitePostmortem } from '../../src/site/postmortem-model.ts';
import type { Entry, SiteContent } from '../../src/site/site-content.ts';
import { deriveSiteModel, type SiteModel } from '../../src/site/site-model.ts';
import {
  at,
  makeContent,
  makeIncident,
  makeMeasurements,
  makePostmortem,
  makePostmortems,
  makeUpdate,
} from '../support/builders.ts';

const NOW = at('2026-11-22T10:45:00Z');
const closed = (id: string, day: string, overrides: object = {}): Entry =>
  makeIncident({
    id,
    title: `Incident of ${day}`,
    updates: [makeUpdate(`2026-11-${day}T10:05:00Z`), makeUpdate(`2026-11-${day}T11:00:00Z`, { phase: 'resolved' })],
    ...overrides,
  });
const OVER = closed('api-errors', '20');

function modelOf(overrides: Partial<SiteContent>): SiteModel {
  return deriveSiteModel(makeContent({ now: NOW, entries: [OVER], ...overrides }));
}

/** The only post-mortem of a site, with its model. */
function shown(postmortem: Postmortem, overrides: Partial<SiteContent> = {}): [SitePostmortem, SiteModel] {
  const model = modelOf({ postmortems: makePostmortems(postmortem), ...overrides });
  const [only] = model.postmortems.all;
  if (only === undefined) throw new RangeError('Cannot find the post-mortem');
  return [only, model];
}

const whys = [{ why: 'It failed', because: 'nobody looked' }];
const factor = (becomes: object, action?: string): object => ({ text: 'A factor', whys, becomes, action });
const monitor = (check: string, existing = false): object => factor({ kind: 'monitor', check, existing });

it('the model has post-mortems newest first by what they are about, and finds entries by earlier ids', () => {
  const entries = [closed('a', '10'), closed('b', '12', { formerly: ['old-b'] }), closed('c', '14')];
  const postmortems = makePostmortems(
    makePostmortem({ id: 'of-a', incidents: ['a'] }),
    makePostmortem({ id: 'of-c', incidents: ['c'] }),
    makePostmortem({ id: 'of-both', incidents: ['c', 'old-b', 'b'] }),
    makePostmortem({ id: 'of-none', incidents: ['gone'], dates: { publishedAt: at('2026-11-13T00:00:00Z') } }),
  );
  const model = modelOf({ entries, postmortems: { ...postmortems, inWork: ['old-b'] } });
  expect(model.postmortems.all.map(({ id, about }) => [id, ...about.map((entry) => entry.id)])).toEqual([
    ['of-c', 'c'],
    ['of-none'],
    ['of-both', 'b', 'c'],
    ['of-a', 'a'],
  ]);
  expect(model.postmortems.byEntry.get('b')?.map(({ id }) => id)).toEqual(['of-both']);
  expect([...model.postmortems.inWork]).toEqual(['b']);
});

it.each([
  ['its own title', { title: 'The pool' }, 'The pool'],
  ['that of its incident', {}, 'Incident of 20'],
  ['that of the first of several', { incidents: ['b', 'api-errors'] }, 'Incident of 12 and 1 more'],
  ['its id', { incidents: ['gone'] }, 'api-errors'],
])('postmortemTitle() is %s', (...[, overrides, title]) => {
  const [postmortem, model] = shown(makePostmortem(overrides), { entries: [OVER, closed('b', '12')] });
  expect(postmortemTitle(postmortem, model)).toBe(title);
});

it('listAbout() names what cannot be read, and leads to it only where it has a page', () => {
  const file = { path: 'incidents/bad.md', id: 'bad', title: 'Bad', shownCommit: undefined, problems: [] };
  const postmortem = makePostmortem({ incidents: ['gone', 'bad', 'api-errors'] });
  expect(listAbout(...shown(postmortem, { broken: [file] })).map(({ title, url }) => [title, url])).toEqual([
    ['Incident of 20', '/incidents/api-errors/'],
    ['gone', undefined],
    ['Bad', '/incidents/bad/'],
  ]);
});

describe('isLivePostmortem() and postmortemState()', () => {
  it.each([
    ['without a check', makePostmortem(), false],
    ['with a check of the page', makePostmortem({ factors: [monitor('api-health')] }), true],
    ['with a check that is gone', makePostmortem({ factors: [monitor('gone')] }), false],
  ])('of one %s', (...[, postmortem, isLive]) => {
    const [only, model] = shown(postmortem);
    expect([isLivePostmortem(only, model), postmortemState(only)]).toEqual([isLive, 'operational']);
  });

  it('of one whose incident was opened again', () => {
    const [only, model] = shown(makePostmortem(), { entries: [makeIncident()] });
    expect([isLivePostmortem(only, model), postmortemState(only)]).toEqual([true, 'partial_outage']);
  });
});

describe('listFactors()', () => {
  const measured = makeMeasurements('api-health', { start: NOW - 3_600_000, end: NOW });

  it.each([
    ['a new check', monitor('api-health'), 'So there is now a check of it'],
    ['a check that was there', monitor('api-health', true), 'A check of it was there already'],
    ['a test', factor({ kind: 'test', url: 'https://example.org/t' }), 'So it becomes a test'],
    ['a rule', factor({ kind: 'process', url: 'https://example.org/p' }), 'So it becomes a rule of how we work'],
    ['nothing', factor({ kind: 'accepted', reason: 'it is rare' }), 'We accept it'],
  ])('says that it became %s', (...[, written, title]) => {
    const [postmortem, model] = shown(makePostmortem({ factors: [written] }));
    expect(listFactors(postmortem, model, makeContent())).toMatchObject([{ label: 'The cause', outcome: { title } }]);
  });

  it.each([
    ['passes', 'up' as const, 'up'],
    ['fails', 'down' as const, 'down'],
  ])('knows a check that %s now, its component and its name', (...[, measuredState, state]) => {
    const [postmortem, model] = shown(makePostmortem({ factors: [monitor('api-health')] }));
    const measurements = new Map([['api-health', measured.map((each) => ({ ...each, state: measuredState }))]]);
    expect(listFactors(postmortem, model, makeContent({ measurements }))[0]?.outcome.check).toMatchObject({
      name: 'api-health',
      component: { id: 'api', name: 'Public API' },
      state,
    });
  });

  it('claims nothing of a check that is not measured, or not there any more', () => {
    const [postmortem, model] = shown(makePostmortem({ factors: [monitor('api-health'), monitor('gone')] }));
    expect(listFactors(postmortem, model, makeContent()).map(({ label, outcome }) => [label, outcome.check])).toEqual([
      [
        'Cause 1 of 2',
        {
          name: 'api-health',
          component: { id: 'api', name: 'Public API' },
          state: 'no_data',
          history: ['when it was added is not known', 'not measured yet'],
        },
      ],
      ['Cause 2 of 2', { name: 'gone', component: undefined, state: 'no_data', history: [] }],
    ]);
  });

  it.each<[string, string, string[]]>([
    [
      'was added after the incident, from when on its record counts',
      '2026-11-21T09:00:00Z',
      ['added after the incident, on 21 Nov 2026', 'passed 75% of the time since 21 Nov 2026'],
    ],
    [
      'was there before, and counts from the end of the incident on',
      '2026-11-02T09:00:00Z',
      ['there before the incident, since 2 Nov 2026', 'passed 50% of the time since 20 Nov 2026'],
    ],
  ])('says of a check that it %s', (...[, named, history]) => {
    const [postmortem, model] = shown(makePostmortem({ factors: [monitor('api-health')] }));
    const fails = (from: string, until: string) => (time: number) =>
      time >= at(from) && time < at(until) ? ('down' as const) : ('up' as const);
    const measurements = new Map([
      [
        'api-health',
        [
          ...makeMeasurements(
            'api-health',
            { start: at('2026-11-20T10:00:00Z'), end: at('2026-11-20T14:45:00Z') },
            fails('2026-11-20T10:00:00Z', '2026-11-20T14:00:00Z'),
          ),
          ...makeMeasurements(
            'api-health',
            { start: at('2026-11-21T09:00:00Z'), end: at('2026-11-21T12:45:00Z') },
            fails('2026-11-21T10:00:00Z', '2026-11-21T11:00:00Z'),
          ),
        ],
      ],
    ]);
    const content = makeContent({ measurements, checksNamed: new Map([['api-health', at(named)]]) });
    expect(listFactors(postmortem, model, content)[0]?.outcome.check?.history).toEqual(history);
  });

  it('leads to what carries it out', () => {
    const action = { id: 'a1', text: 'Add it', type: 'detect', priority: 'P2', owner: 'ops', due: '2026-12-01' };
    const factors = [factor({ kind: 'test', url: 'https://example.org/t' }, 'a1')];
    const [postmortem, model] = shown(makePostmortem({ factors, actions: [action] }));
    expect(listFactors(postmortem, model, makeContent())[0]?.outcome).toMatchObject({
      action: { anchor: 'action-a1', text: 'Add it' },
      link: { text: 'The test', url: 'https://example.org/t' },
    });
  });
});

it('listFigures() puts a share in percent and leaves other units beside the number', () => {
  const figures = [
    { metric: 'failed requests', value: 31, unit: 'percent' },
    { metric: 'lost', value: 12480, unit: 'orders', source: 'https://example.org/dash' },
    { metric: 'of all', value: 0.25, unit: '%' },
  ];
  expect(
    listFigures(...shown(makePostmortem({ impact: { figures } }))).map(({ value, unit, source }) => [
      value,
      unit,
      source,
    ]),
  ).toEqual([
    ['31%', undefined, undefined],
    ['12,480', 'orders', 'https://example.org/dash'],
    ['0.25%', undefined, undefined],
  ]);
});

const stateOf = (kind: 'open' | 'completed' | 'not_planned' | 'unreadable'): IssueStates =>
  new Map([['acme/api#12', { kind, at: at('2026-11-21T06:41:00Z') }]]);

it('listActions() leads to issues on GitHub and keeps days as they are written', () => {
  const action = { id: 'updates', text: 'Add it', type: 'detect', priority: 'P1', owner: '@ops', due: '2026-12-01' };
  const actions = [
    { ...action, issue: 'acme/api#12' },
    { ...action, id: 'b', declined: 'too dear' },
  ];
  const [postmortem, model] = shown(makePostmortem({ actions }));
  expect(listActions(postmortem, model, new Map())).toMatchObject([
    {
      anchor: 'action-updates',
      type: 'Shows it sooner',
      due: at('2026-12-01T00:00:00Z'),
      issue: { text: 'acme/api#12', url: 'https://github.com/acme/api/issues/12' },
    },
    { issue: undefined, declined: 'too dear' },
  ]);
});

it.each<[string, object, IssueStates, string, string]>([
  ['of one that is declined', { declined: 'too dear' }, new Map(), 'Declined', 'declined'],
  ['of one that is open', {}, stateOf('open'), 'Open, as of 21 Nov 2026', 'open'],
  ['of one that is late', { due: '2026-11-21' }, stateOf('open'), 'Overdue · Open, as of 21 Nov 2026', 'overdue'],
  ['of one that is done', { due: '2026-11-21' }, stateOf('completed'), 'Done on 21 Nov 2026', 'done'],
  ['of one that was given up', {}, stateOf('not_planned'), 'Closed without being done, on 21 Nov 2026', 'declined'],
  ['of one that is hidden', {}, stateOf('unreadable'), 'Its issue cannot be read', 'unknown'],
  ['of one that was not read', {}, new Map(), 'Its issue has not been read yet', 'unknown'],
  [
    'of one that nobody can follow and that is late',
    { issue: undefined, due: '2026-11-21' },
    new Map(),
    'Overdue · No issue says how it stands',
    'overdue',
  ],
])('listActions() says how it stands %s', (...[, overrides, states, state, mark]) => {
  const action = { id: 'a', text: 'Add it', type: 'detect', priority: 'P1', owner: 'ops', due: '2026-11-22' };
  const [postmortem, model] = shown(makePostmortem({ actions: [{ ...action, issue: 'Acme/api#12', ...overrides }] }));
  expect(listActions(postmortem, model, states)).toMatchObject([{ state, mark }]);
});

it('listLessons() leaves out what nobody wrote of', () => {
  const [postmortem, model] = shown(makePostmortem({ wentWell: ['a', 'b'], lucky: ['c'] }));
  expect(listLessons(postmortem, model).map(({ title, texts }) => [title, ...texts])).toEqual([
    ['What went well', 'a', 'b'],
    ['Where we were lucky', 'c'],
  ]);
});

describe('postmortemOfEntry()', () => {
  const waived = closed('api-errors', '20', { postmortem: 'waived', waiver: 'a test system' });

  it('leads to what is published, also where it was waived', () => {
    const [postmortem, model] = shown(makePostmortem(), { entries: [waived] });
    expect(postmortemOfEntry(waived, model)).toEqual({ kind: 'published', postmortems: [postmortem] });
  });

  const minor = closed('api-errors', '20', { impact: 'minor' });
  const WRITING = 'We are writing a post-mortem; it will be linked here.';

  it.each<[string, Entry, string[], string[]]>([
    ['why there will be none', waived, ['api-errors'], ['There will be no post-mortem: a test system']],
    ['that one is being written', minor, ['api-errors'], [WRITING]],
    ['by when one is due', OVER, [], ['A post-mortem is due by 27 Nov 2026']],
    ['both', OVER, ['api-errors'], ['A post-mortem is due by 27 Nov 2026', WRITING]],
    [
      'that it is overdue',
      closed('api-errors', '10'),
      [],
      ['The post-mortem was due by 17 Nov 2026 and is overdue (overdue)'],
    ],
    ['nothing of what nobody asks for', minor, [], []],
  ])('says %s', (...[, entry, inWork, texts]) => {
    const model = modelOf({ entries: [entry], postmortems: { ...makePostmortems(), inWork } });
    const said = postmortemOfEntry(entry, model);
    const lines = said?.kind === 'text' ? said.lines : [];
    expect(lines.map(({ text, isOverdue }) => (isOverdue ? `${text} (overdue)` : text))).toEqual(texts);
  });

  it('asks for none of an incident that came to main more than seven days after its end', () => {
    const publication = { kind: 'committed', at: at('2026-11-21T12:00:00Z') } as const;
    const known = new Map([['api-errors', { publication, detections: [] }]]);
    const entry = closed('api-errors', '10');
    expect(postmortemOfEntry(entry, modelOf({ entries: [entry], known }))).toBeUndefined();
  });

  it('lists what is owed, the first that is due first, and what was waived, with the reason', () => {
    const model = modelOf({ entries: [OVER, closed('old', '10'), { ...waived, id: 'test-system' }] });
    expect(listOwed(model).map(({ title, isOverdue }) => [title, isOverdue])).toEqual([
      ['Incident of 10', true],
      ['Incident of 20', false],
    ]);
    expect(listWaived(model)).toMatchObject([{ text: 'a test system', url: '/incidents/test-system/' }]);
  });
});
