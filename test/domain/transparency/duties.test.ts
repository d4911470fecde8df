import { describe, expect, it } from 'vitest';

import { transparencyOf } from '../../../src/domain/transparency/transparency.ts';
import { at, makeIncident, makeUpdate } from '../../support/builders.ts';
import { liveAt, makeInput, makePublished } from '../../support/transparency.ts';

const NOW = at('2026-11-22T10:45:00Z');
const DAY = 86_400_000;
const HOUR = 3_600_000;

function incidentOf(id: string, day: string, overrides: Parameters<typeof makeIncident>[0] = {}) {
  const updates = [makeUpdate(`${day}T10:05:00Z`), makeUpdate(`${day}T11:00:00Z`, { phase: 'resolved' })];
  return makeIncident({ id, updates, ...overrides });
}

describe('transparencyOf() tells of promises to write again', () => {
  const promising = (next: string, ...later: string[]) => [
    makeUpdate('2026-11-20T10:00:00Z', { nextUpdateBy: at(next) }),
    ...later.map((time) => makeUpdate(time, { phase: 'identified' })),
  ];
  const figures = (updates: ReturnType<typeof promising>, overrides = {}) => {
    const incidents = [makeIncident({ id: 'a', updates, ...overrides })];
    const known = new Map([['a', liveAt('2026-11-20T10:01:00Z')]]);
    const { broken, ...counts } = transparencyOf(makeInput({ incidents, known }), NOW).promises;
    return [
      Object.values(counts).join(' '),
      broken.map(({ late, missed, waitingSince }) => [late, missed, waitingSince]),
    ];
  };
  const RESOLVED = makeUpdate('2026-11-20T10:20:00Z', { phase: 'resolved' });

  it.each([
    [
      'is kept by an update at the very time',
      promising('2026-11-20T10:30:00Z', '2026-11-20T10:30:00Z'),
      ['1 1 0 0 0', []],
    ],
    [
      'is late a second afterwards',
      promising('2026-11-20T10:30:00Z', '2026-11-20T10:30:01Z'),
      ['1 0 1 0 0', [[1, 0, null]]],
    ],
    [
      'waits while nothing has come and it is over',
      promising('2026-11-22T10:30:00Z'),
      ['1 0 0 0 1', [[0, 0, '2026-11-22T10:30:00Z']]],
    ],
    ['is no figure while it is ahead', promising('2026-11-22T11:00:00Z'), ['0 0 0 0 0', []]],
    [
      'is missed where nothing came after the end',
      [makeUpdate('2026-11-20T10:00:00Z'), { ...RESOLVED, nextUpdateBy: NOW - HOUR }],
      ['1 0 0 1 0', [[0, 1, null]]],
    ],
  ])('one %s', (_, updates, expected) => {
    expect(figures(updates)).toEqual(expected);
  });

  it('but of none of what was written down afterwards', () => {
    const updates = promising('2026-11-20T10:30:00Z', '2026-11-20T12:00:00Z');
    expect(figures(updates, { backfilled: true })).toEqual(['0 0 0 0 0', []]);
  });
});

describe('transparencyOf() tells of post-mortems', () => {
  const known = (...ids: string[]) => new Map(ids.map((id) => [id, liveAt('2026-11-02T10:06:00Z')]));

  it('which are done, and whether in time; which are due and overdue, of any time; and which are waived and why', () => {
    const incidents = [
      incidentOf('in-time', '2026-11-02'),
      incidentOf('late', '2026-11-03'),
      incidentOf('unasked', '2026-11-04', { impact: 'minor' }),
      incidentOf('overdue', '2025-03-03'),
      incidentOf('due', '2026-11-20'),
      incidentOf('waived', '2026-11-05', { postmortem: 'waived', waiver: 'the same as before' }),
    ];
    const postmortems = [
      makePublished({ id: 'one', incidents: ['in-time'], dates: { publishedAt: at('2026-11-06T10:00:00Z') } }),
      makePublished({ id: 'two', incidents: ['late', 'unasked'], dates: { publishedAt: at('2026-11-20T10:00:00Z') } }),
    ];
    const input = makeInput({ incidents, postmortems, known: known(...incidents.map(({ id }) => id)) });
    input.known = new Map([
      ...input.known,
      ['overdue', liveAt('2025-03-03T10:06:00Z')],
      ['due', liveAt('2026-11-20T10:06:00Z')],
    ]);
    expect(transparencyOf(input, NOW).postmortems).toMatchObject({
      done: [
        {
          id: 'in-time',
          postmortemUrl: 'https://status.example.org/postmortems/one/',
          dueUntil: '2026-11-10T00:00:00Z',
          isInTime: true,
        },
        { id: 'late', publishedAt: '2026-11-20T10:00:00Z', isInTime: false },
        { id: 'unasked', dueUntil: null, isInTime: null },
      ],
      due: [{ id: 'due', dueUntil: '2026-11-28T00:00:00Z', overdueMs: null }],
      overdue: [{ id: 'overdue', overdueMs: NOW - at('2025-03-11T00:00:00Z') }],
      waived: [{ id: 'waived', reason: 'the same as before' }],
    });
  });

  it('and asks none of an incident that was imported or written down afterwards', () => {
    const incidents = [incidentOf('a', '2026-11-02', { backfilled: true })];
    const { due, overdue } = transparencyOf(makeInput({ incidents, known: known('a') }), NOW).postmortems;
    expect([due, overdue]).toEqual([[], []]);
  });
});

describe('transparencyOf() tells of actions', () => {
  const action = (id: string, overrides = {}) => ({
    id,
    text: `Do ${id}`,
    type: 'detect',
    priority: 'P1',
    owner: 'api-team',
    due: '2026-11-10',
    issue: `acme/api#${id.slice(1)}`,
    ...overrides,
  });
  const dates = { publishedAt: at('2026-11-01T10:45:00Z') };

  it('how old the open ones are and which are overdue, when others were done, and which are not done after all', () => {
    const actions = [
      action('a1'),
      action('a2', { due: '2026-11-30' }),
      action('a3'),
      action('a4', { declined: 'the pool is gone' }),
      action('a5'),
      action('a6', { issue: undefined }),
      action('a7'),
    ];
    const actionStates = new Map([
      ['acme/api#1', { kind: 'open', at: NOW } as const],
      ['acme/api#2', { kind: 'open', at: NOW } as const],
      ['acme/api#3', { kind: 'completed', at: at('2026-11-05T09:00:00Z') } as const],
      ['acme/api#5', { kind: 'not_planned', at: at('2026-11-06T09:00:00Z') } as const],
    ]);
    const postmortems = [makePublished({ actions, dates })];
    const age = { ageMs: 21 * DAY };
    const overdue = { overdueMs: NOW - at('2026-11-11T00:00:00Z') };
    expect(transparencyOf(makeInput({ postmortems, actionStates }), NOW).actions).toMatchObject({
      open: [
        { id: 'a1', text: 'Do a1', postmortemTitle: 'The pool', state: 'open', due: '2026-11-10', ...age, ...overdue },
        { id: 'a2', state: 'open', ...age, overdueMs: null },
        { id: 'a6', state: 'no_issue', ...age, ...overdue },
        { id: 'a7', state: 'not_read', ...age, ...overdue },
      ],
      openByAge: [
        { underDays: 7, open: 0 },
        { underDays: 30, open: 4, overdue: 3 },
        { underDays: 90, open: 0 },
        { underDays: 180, open: 0 },
        { underDays: null, open: 0 },
      ],
      ageNotKnown: 0,
      done: [{ id: 'a3', doneAt: '2026-11-05T09:00:00Z' }],
      declined: [
        { id: 'a4', reason: 'the pool is gone' },
        { id: 'a5', reason: null },
      ],
    });
  });

  it.each([
    [7 * DAY - 1, 7],
    [7 * DAY, 30],
    [180 * DAY - 1, 180],
    [400 * DAY, null],
  ])('one that is %i ms old under %s days', (ms, underDays) => {
    const postmortems = [makePublished({ actions: [action('a1')], dates: { publishedAt: NOW - ms } })];
    const { openByAge } = transparencyOf(makeInput({ postmortems }), NOW).actions;
    expect(openByAge.filter(({ open }) => open > 0)).toEqual([{ underDays, open: 1, overdue: 1 }]);
  });

  it('and lists one whose age is not known, in no group', () => {
    const postmortems = [makePublished({ actions: [action('a1')] })];
    const { open, openByAge, ageNotKnown } = transparencyOf(makeInput({ postmortems }), NOW).actions;
    expect([open[0]?.ageMs, ageNotKnown, openByAge.some((group) => group.open > 0)]).toEqual([null, 1, false]);
  });

  it('leaves out what was done or declined longer ago', () => {
    const actions = [action('a1'), action('a2', { declined: 'no' })];
    const postmortems = [makePublished({ actions, dates: { publishedAt: at('2024-11-01T10:00:00Z') } })];
    const actionStates = new Map([['acme/api#1', { kind: 'completed', at: at('2024-12-01T10:00:00Z') } as const]]);
    expect(transparencyOf(makeInput({ postmortems, actionStates }), NOW).actions).toMatchObject({
      open: [],
      done: [],
      declined: [],
    });
  });
});
