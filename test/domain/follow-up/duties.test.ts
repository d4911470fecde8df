import { describe, expect, test } from 'vitest';

import { endOfBusinessDays } from '../../../src/domain/follow-up/business-days.ts';
import { findCheckDuties } from '../../../src/domain/follow-up/check-duties.ts';
import { findActionDuties } from '../../../src/domain/follow-up/action-duties.ts';
import { keyOf } from '../../../src/domain/follow-up/duty.ts';
import { findIncidentDuties } from '../../../src/domain/follow-up/incident-duties.ts';
import type { Action, IssueState, IssueStates } from '../../../src/domain/action-state.ts';
import type { FirstPublication } from '../../../src/domain/publication.ts';
import { findPostmortemDuties } from '../../../src/domain/follow-up/postmortem-duties.ts';
import { planWorkflows } from '../../../src/domain/follow-up/plan-workflows.ts';
import type { Update } from '../../../src/domain/update.ts';
import type { IncidentFrontMatter } from '../../../src/schema/incident.ts';
import { at, makeComponent, makeConfig, makeIncident, makeMeasurements, makeUpdate } from '../../support/builders.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

test.each([
  // A Friday, a Saturday, a Monday; half-open, so the end is midnight after the last day.
  ['2026-11-20T15:00:00Z', 1, '2026-11-24T00:00:00Z'],
  ['2026-11-20T23:59:59Z', 5, '2026-11-28T00:00:00Z'],
  ['2026-11-21T00:00:00Z', 1, '2026-11-24T00:00:00Z'],
  ['2026-11-23T00:00:00Z', 1, '2026-11-25T00:00:00Z'],
  ['2026-12-31T12:00:00Z', 2, '2027-01-05T00:00:00Z'],
])('endOfBusinessDays() counts from %s %i working days to %s', (from, days, end) => {
  expect(endOfBusinessDays(at(from), days)).toBe(at(end));
});

const FIRST = makeUpdate('2026-11-20T10:05:00Z');
const PROMISE = makeUpdate('2026-11-20T10:05:00Z', { nextUpdateBy: at('2026-11-20T11:00:00Z') });
const FAR_PROMISE = makeUpdate('2026-11-20T10:05:00Z', { nextUpdateBy: at('2026-11-23T09:00:00Z') });
const NOTED = { writer: 'person' as const, recoveryNotedAt: at('2026-11-20T10:41:00Z') };

describe('findIncidentDuties()', () => {
  interface Given {
    fails?: boolean;
    writer?: 'person';
    recoveryNotedAt?: number;
  }
  test.each<[string, Update[], string, Given, string | undefined]>([
    ['a promise before its time', [PROMISE], '2026-11-20T10:59:00Z', {}, undefined],
    ['a promise at its very time', [PROMISE], '2026-11-20T11:00:00Z', {}, undefined],
    ['a promise past its time', [PROMISE], '2026-11-20T11:00:01Z', {}, 'promise'],
    ['a promise that was kept', [PROMISE, makeUpdate('2026-11-20T10:50:00Z')], '2026-11-20T12:00:00Z', {}, undefined],
    ['less than a day of silence', [FIRST], '2026-11-21T10:04:59Z', {}, undefined],
    ['a day of silence', [FIRST], '2026-11-21T10:05:00Z', {}, 'silence'],
    ['silence until a promised time', [FAR_PROMISE], '2026-11-22T10:00:00Z', {}, undefined],
    ['silence past a promised time', [FAR_PROMISE], '2026-11-23T10:00:00Z', {}, 'promise'],
    ['a person’s file whose checks pass', [PROMISE], '2026-11-21T12:00:00Z', NOTED, 'resolve'],
    [
      'a person’s file whose checks fail again',
      [PROMISE],
      '2026-11-21T12:00:00Z',
      { ...NOTED, fails: true },
      'promise',
    ],
    ['a person’s file without a recovery', [FIRST], '2026-11-20T12:00:00Z', { writer: 'person' }, undefined],
    [
      'an incident that is resolved',
      [PROMISE, makeUpdate('2026-11-20T10:50:00Z', { phase: 'resolved' })],
      '2026-11-25T10:00:00Z',
      NOTED,
      undefined,
    ],
  ])('of %s', (...[, updates, now, { fails = false, ...known }, kind]) => {
    const incident = makeIncident({ updates });
    const healths = new Map([['api', { kind: fails ? ('failing' as const) : ('recovered' as const) }]]);
    const duties = findIncidentDuties([{ writer: 'engine', ...known, incident }], { healths, now: at(now) });
    expect(duties.map((duty) => duty.kind)).toEqual(kind === undefined ? [] : [kind]);
  });
});

const POLICY = makeConfig().postmortems;
const RESOLVED = [FIRST, makeUpdate('2026-11-20T11:00:00Z', { phase: 'resolved' })];
const LIVE: FirstPublication = { kind: 'committed', at: at('2026-11-20T10:06:00Z') };
const publicationOf = () => LIVE;
const PUBLISHED = { id: 'pm', incidents: ['api-errors'], status: 'published' } as const;

describe('findPostmortemDuties()', () => {
  test.each<[string, Partial<IncidentFrontMatter>, boolean]>([
    ['ours and major', {}, true],
    ['critical', { impact: 'critical' }, true],
    ['minor', { impact: 'minor' }, false],
    ['a provider’s', { category: 'upstream' }, false],
    ['undetermined', { category: 'undetermined' }, false],
    ['waived', { postmortem: 'waived', waiver: 'known' }, false],
    ['backfilled', { backfilled: true }, false],
    ['imported', { importedFrom: 'https://old.example.org/1' }, false],
  ])('of an incident that is %s', (_, overrides, isDue) => {
    const incident = makeIncident({ ...overrides, updates: RESOLVED });
    const duties = findPostmortemDuties([incident], [], {
      policy: POLICY,
      publicationOf,
      now: at('2026-11-20T12:00:00Z'),
    });
    expect(duties).toHaveLength(isDue ? 1 : 0);
  });

  test.each([
    ['27T11:00:00Z', 1],
    ['27T11:00:01Z', 0],
  ])('of an incident that first came to main on %s November', (day, count) => {
    const incident = makeIncident({ updates: RESOLVED });
    const sources = { policy: POLICY, now: at('2026-11-28T12:00:00Z') };
    const publication: FirstPublication = { kind: 'committed', at: at(`2026-11-${day}`) };
    expect(findPostmortemDuties([incident], [], { ...sources, publicationOf: () => publication })).toHaveLength(count);
  });

  test('goes by the policy of status.yml', () => {
    const policy = makeConfig({
      postmortems: { requiredFor: ['upstream'], fromImpact: 'minor', withinBusinessDays: 1 },
    }).postmortems;
    const incident = makeIncident({ category: 'upstream', impact: 'minor', updates: RESOLVED });
    const dutyAt = (now: string) => findPostmortemDuties([incident], [], { policy, publicationOf, now: at(now) });
    expect(dutyAt('2026-11-23T23:59:59Z')).toMatchObject([{ until: at('2026-11-24T00:00:00Z'), isOverdue: false }]);
    expect(dutyAt('2026-11-24T00:00:00Z')).toMatchObject([{ isOverdue: true }]);
  });

  test.each([
    ['nothing', [], ['']],
    ['one that is published', [PUBLISHED], []],
    ['one of its earlier name', [{ ...PUBLISHED, incidents: ['old-name'] }], []],
    ['one of another', [{ ...PUBLISHED, incidents: ['other'] }], ['']],
    ['a draft', [{ ...PUBLISHED, status: 'draft' as const }], ['pm']],
  ])('is content with a post-mortem, here %s', (_, postmortems, drafts) => {
    const incident = makeIncident({ formerly: ['old-name'], updates: RESOLVED });
    const duties = findPostmortemDuties([incident], postmortems, {
      policy: POLICY,
      publicationOf,
      now: at('2026-11-20T12:00:00Z'),
    });
    expect(duties.map((duty) => (duty.kind === 'postmortem' ? duty.drafts.join() : 'other'))).toEqual(drafts);
  });

  test('asks for none while the incident is open', () => {
    expect(
      findPostmortemDuties([makeIncident()], [], { policy: POLICY, publicationOf, now: at('2026-12-20T12:00:00Z') }),
    ).toEqual([]);
  });
});

describe('findActionDuties()', () => {
  const action = {
    id: 'a1',
    text: 'Add a check',
    type: 'detect',
    priority: 'P1',
    owner: 'ops',
    due: '2026-11-25',
  } as const;
  const stateOf = (kind: IssueState['kind']) => new Map([['acme/api#12', { kind, at: at('2026-11-24T00:00:00Z') }]]);

  test.each<[string, Partial<Action>, IssueStates, string, string | undefined]>([
    ['is open on its last day', { issue: 'acme/api#12' }, stateOf('open'), '2026-11-25T23:59:59Z', undefined],
    ['is open afterwards', { issue: 'acme/api#12' }, stateOf('open'), '2026-11-26T00:00:00Z', 'open'],
    ['is written in other letters', { issue: 'Acme/API#12' }, stateOf('open'), '2026-11-26T00:00:00Z', 'open'],
    ['is done', { issue: 'acme/api#12' }, stateOf('completed'), '2026-12-26T00:00:00Z', undefined],
    ['is declined', { issue: 'acme/api#12', declined: 'too dear' }, stateOf('open'), '2026-12-26T00:00:00Z', undefined],
    ['was closed undone', { issue: 'acme/api#12' }, stateOf('not_planned'), '2026-11-21T00:00:00Z', 'not_planned'],
    ['cannot be read', { issue: 'acme/api#12' }, stateOf('unreadable'), '2026-11-26T00:00:00Z', 'unreadable'],
    ['was not read', { issue: 'acme/api#12' }, new Map(), '2026-11-26T00:00:00Z', 'not_read'],
    ['names no issue', {}, new Map(), '2026-11-26T00:00:00Z', 'no_issue'],
    ['names no issue and has time', {}, new Map(), '2026-11-25T00:00:00Z', undefined],
  ])('of an action that %s', (...[, overrides, states, now, state]) => {
    const planned = [{ id: 'pm', actions: [{ ...action, ...overrides }] }];
    const duties = findActionDuties(planned, { states, now: at(now) });
    expect(duties.map((duty) => (duty.kind === 'action' ? duty.state : 'other'))).toEqual(
      state === undefined ? [] : [state],
    );
    expect(duties.map(keyOf)).toEqual(state === undefined ? [] : ['action/pm/a1']);
  });
});

describe('findCheckDuties()', () => {
  const { components } = makeConfig({
    components: [
      makeComponent('api', 'API'),
      makeComponent('web', 'Web'),
      makeComponent('old', 'Old', { retired: '2026-01-01' }),
    ],
  });
  const now = at('2026-11-20T12:00:00Z');
  const until = (check: string, end: string) =>
    [check, makeMeasurements(check, { start: at('2026-11-19T12:00:00Z'), end: at(end) })] as const;
  const tell = (...measured: (readonly [string, ReturnType<typeof makeMeasurements>])[]) =>
    findCheckDuties(components, { measurements: new Map(measured), quietMs: 3 * HOUR_MS, now }).map(keyOf);

  test.each([
    ['all run', [until('api-health', '2026-11-20T12:00:00Z'), until('web-health', '2026-11-20T09:15:01Z')], []],
    [
      'one has not',
      [until('api-health', '2026-11-20T12:00:00Z'), until('web-health', '2026-11-20T09:00:00Z')],
      ['check/web-health'],
    ],
    ['one never did', [until('api-health', '2026-11-20T12:00:00Z')], ['check/web-health']],
    ['none has', [until('api-health', '2026-11-20T08:00:00Z')], ['checks/all']],
    ['none ever did', [], ['checks/all']],
  ])('where %s', (_, measured, keys) => {
    expect(tell(...measured)).toEqual(keys);
  });

  test('does not take a measurement of a clock that ran ahead for one of now', () => {
    const ahead = makeMeasurements('api-health', { start: now + DAY_MS, end: now + 2 * DAY_MS });
    expect(tell(['api-health', ahead])).toEqual(['checks/all']);
  });

  test('asks nothing of a page without checks', () => {
    expect(findCheckDuties([], { measurements: new Map(), quietMs: HOUR_MS, now })).toEqual([]);
  });
});

test.each([
  [0, 'active', false],
  [49, 'active', false],
  [50, 'active', true],
  [90, 'active', true],
  [0, 'disabled_inactivity', true],
  [undefined, 'active', false],
  [undefined, 'disabled_inactivity', true],
  [90, 'disabled_manually', false],
  [90, 'disabled_fork', false],
])('planWorkflows() after %s quiet days: one that is %s', (days, state, isEnabled) => {
  const now = at('2026-11-20T12:00:00Z');
  const activeAt = days === undefined ? undefined : now - days * DAY_MS;
  const workflow = { id: 1, path: '.github/workflows/check.yml', state };
  expect(planWorkflows([workflow], { activeAt, now })).toEqual(isEnabled ? [workflow] : []);
});
