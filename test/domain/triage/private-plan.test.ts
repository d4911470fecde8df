import { describe, expect, test } from 'vitest';

import { deriveIncident } from '../../../src/domain/incident.ts';
import type { CheckOutcome } from '../../../src/domain/measurement.ts';
import type { KnownIncident, TriageInput } from '../../../src/domain/triage/model.ts';
import { planTriage } from '../../../src/domain/triage/plan.ts';
import type { PrivateContext } from '../../../src/domain/triage/private-cause.ts';
import { planPrivate, type PrivatePlan } from '../../../src/domain/triage/private-plan.ts';
import { CustomersSchema } from '../../../src/schema/customers.ts';
import type { IncidentFrontMatter } from '../../../src/schema/incident.ts';
import { at, makeComponent, makeConfig, makeIncident, makeMaintenance } from '../../support/builders.ts';

const NOW = at('2026-11-20T10:05:00Z');
const tell = [{ type: 'email', to: 'ops@acme.example' }];
const CUSTOMERS = CustomersSchema.parse([
  { id: 'acme', name: 'Acme *Inc*', uses: ['shop', 'api'], tell },
  { id: 'globex', name: 'Globex', uses: ['shop'] },
]);
const OPEN: PrivateContext['open'] = { maintenances: [], platform: undefined };

/** What a root with the one component `shop` knows, whose check has failed twice, or has passed twice. */
function makeInput(overrides: Partial<TriageInput> & { isUp?: boolean } = {}): TriageInput {
  const { isUp = false, ...input } = overrides;
  const { components, triage, uptime } = makeConfig({ components: [makeComponent('shop', 'The shop')] });
  const state = isUp ? ('up' as const) : ('down' as const);
  const outcome: CheckOutcome = { check: 'shop-health', state, errorClass: isUp ? undefined : 'timeout' };
  return {
    now: NOW,
    components,
    policy: { ...triage, holdFor: uptime.holdFor },
    measurements: new Map([
      ['shop-health', [0, 1].map((run) => ({ check: 'shop-health', at: NOW - 300_000 * (1 - run), state }))],
    ]),
    outcomes: new Map([['shop-health', outcome]]),
    incidents: [],
    maintenances: [],
    occupied: new Set(),
    takenIds: new Set(),
    ...input,
  };
}

function plan(input: TriageInput, context: Partial<PrivateContext> = {}): PrivatePlan {
  return planPrivate(planTriage(input), input, { customers: CUSTOMERS, open: OPEN, ...context });
}

function opened({ plan: { steps } }: PrivatePlan): { frontMatter: IncidentFrontMatter; text: string } {
  const [step] = steps;
  if (step?.kind !== 'open') throw new RangeError('Nothing was opened');
  return { frontMatter: step.file.frontMatter as IncidentFrontMatter, text: step.file.updates[0]?.text ?? '' };
}

/** The incident as the plan opened it, known to the next run. */
function toKnown(planned: PrivatePlan, writer: KnownIncident['writer'] = 'engine'): KnownIncident {
  const [step] = planned.plan.steps;
  if (step?.kind !== 'open') throw new RangeError('Nothing was opened');
  const frontMatter = step.file.frontMatter as IncidentFrontMatter;
  return { incident: deriveIncident(step.id, { ...step.file, frontMatter }), path: `incidents/${step.id}.md`, writer };
}

describe('planPrivate() of a failure', () => {
  test('looks at the error class, what is planned, and then whom to contact', () => {
    const { frontMatter, text } = opened(plan(makeInput()));
    expect(frontMatter).toMatchObject({ category: 'customer', confidence: 'suspected' });
    expect(text.split('\n\n').slice(2)).toEqual([
      'Error class: `timeout`.',
      'Planned activity: no maintenance is at work or has just ended.',
      'Contact: nothing planned explains it, so we ask Acme \\*Inc\\* (email) and Globex.',
    ]);
  });

  test('plans one notice for all who use it, that names none of them and no address', () => {
    const { notices } = plan(makeInput());
    expect(notices).toMatchObject([
      {
        event: 'opened',
        subject: 'The shop is down',
        customers: [
          { id: 'acme', by: ['email'] },
          { id: 'globex', by: [] },
        ],
      },
    ]);
    expect(notices[0]?.text).not.toMatch(/acme|globex|@/i);
  });

  test('contacts nobody where nobody uses it', () => {
    const planned = plan(makeInput(), { customers: [] });
    expect(planned.notices).toEqual([]);
    expect(opened(planned).text).toContain('Contact: no customer uses it, so there is nobody to tell.');
  });

  test.each([
    {
      name: 'at work',
      until: '2026-11-20T11:00:00Z',
      category: 'internal',
      notices: 0,
      said: 'the maintenance "Database upgrade" is at work',
    },
    {
      name: 'just over',
      until: '2026-11-20T09:30:00Z',
      category: 'customer',
      notices: 1,
      said: 'the maintenance "Database upgrade" ended at 09:30 UTC',
    },
    {
      name: 'long over',
      until: '2026-11-20T07:00:00Z',
      category: 'customer',
      notices: 1,
      said: 'no maintenance is at work or has just ended',
    },
  ])('with a public maintenance that is $name of what one of them uses', ({ until, category, notices, said }) => {
    const maintenance = makeMaintenance(NOW, { scheduled: { from: '2026-11-20T06:00:00Z', until } });
    const planned = plan(makeInput(), { open: { maintenances: [maintenance], platform: undefined } });
    expect(opened(planned).frontMatter).toMatchObject({ category, confidence: 'suspected' });
    expect(planned.notices).toHaveLength(notices);
    expect(opened(planned).text).toContain(said);
  });

  test('keeps a category that evidence has set, and tells that it is ours or a provider’s', () => {
    const input = makeInput();
    const own = planTriage(input);
    const [step] = own.steps;
    if (step?.kind !== 'open') throw new RangeError('Nothing was opened');
    const frontMatter = {
      ...(step.file.frontMatter as IncidentFrontMatter),
      category: 'upstream' as const,
      confidence: 'suspected' as const,
    };
    const before = { ...own, steps: [{ ...step, file: { ...step.file, frontMatter } }] };
    const planned = planPrivate(before, input, { customers: CUSTOMERS, open: OPEN });
    expect(opened(planned).frontMatter).toMatchObject({ category: 'upstream', confidence: 'suspected' });
    expect(planned.notices[0]?.text).toContain('a provider that we rely on');
  });
});

describe('planPrivate() of an incident that is known', () => {
  const platform = { url: 'https://status.example.org/incidents/x/', customers: ['acme', 'globex', 'initech'] };

  test('adds nothing the second time', () => {
    const known = toKnown(plan(makeInput()));
    expect(plan(makeInput({ incidents: [known] }))).toMatchObject({ plan: { steps: [] }, notices: [] });
  });

  test('points once to what is public, and takes back that it was the customer', () => {
    const known = toKnown(plan(makeInput()));
    const { plan: changed, notices } = plan(makeInput({ incidents: [known] }), {
      open: { maintenances: [], platform },
    });
    expect(changed.steps).toMatchObject([
      {
        kind: 'append',
        turned: { category: 'undetermined', confidence: undefined },
        joined: { evidence: [{ kind: 'correlation', source: platform.url }] },
      },
    ]);
    expect(notices).toMatchObject([{ event: 'updated', subject: 'Investigating: The shop is down' }]);
    const told = toKnown(plan(makeInput(), { open: { maintenances: [], platform } }));
    expect(plan(makeInput({ incidents: [told] }), { open: { maintenances: [], platform } }).plan.steps).toEqual([]);
  });

  test('changes nothing in a file that a person writes in, and tells nobody of it', () => {
    const known = toKnown(plan(makeInput()), 'person');
    const planned = plan(makeInput({ incidents: [known] }), { open: { maintenances: [], platform } });
    expect(planned).toMatchObject({ plan: { steps: [] }, notices: [] });
  });

  test('leaves a category that a person has confirmed', () => {
    const incident = makeIncident({
      id: 'x',
      category: 'customer',
      components: { shop: 'major_outage' },
      checks: ['shop-health'],
      openedBy: 'monitor',
    });
    const known: KnownIncident = { incident, path: 'x.md', writer: 'engine' };
    const [step] = plan(makeInput({ incidents: [known] }), { open: { maintenances: [], platform } }).plan.steps;
    expect(step).toMatchObject({ kind: 'append', turned: undefined });
  });

  test('tells of the recovery whom it has told of the failure', () => {
    const known = toKnown(plan(makeInput()));
    const { notices } = plan(makeInput({ incidents: [known], isUp: true, now: NOW }));
    expect(notices.map(({ event, subject }) => [event, subject])).toEqual([
      ['updated', 'Monitoring: The shop is down'],
    ]);
    const untold = toKnown(plan(makeInput(), { customers: [] }));
    expect(plan(makeInput({ incidents: [untold], isUp: true })).notices).toEqual([]);
  });
});
