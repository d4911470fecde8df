import { describe, expect, test } from 'vitest';

import type { IncidentFrontMatter } from '../../../src/schema/incident.ts';
import { at, makeIncident, makeMaintenance } from '../../support/builders.ts';
import { type CustomerWalk, walkCustomers } from '../../support/customer-walk.ts';
import fc from 'fast-check';
import { tell } from '../../support/triage-walk.ts';

function told(walk: CustomerWalk): string[] {
  return walkCustomers(walk).steps.map(tell);
}

const FOUR_DOWN = { acme: 'ddd', globex: 'ddd', initech: 'ddd', umbrella: 'uuu' };

describe('planPlatform() when customers fail', () => {
  test.each<[string, CustomerWalk, string[]]>([
    ['fewer than it takes is their own matter', { customers: { acme: 'ddd', globex: 'ddd', initech: 'uuu' } }, []],
    ['as many as it takes is one incident', { customers: FOUR_DOWN }, ['1 open api=partial_outage']],
    ['a share is of all customers', { customers: FOUR_DOWN, triage: { correlateAt: '76%' } }, []],
    ['a share is rounded up', { customers: FOUR_DOWN, triage: { correlateAt: '75%' } }, ['1 open api=partial_outage']],
    ['one alone never is, whatever the share', { customers: { acme: 'ddd' }, triage: { correlateAt: '1%' } }, []],
    [
      'slow together is a slow platform',
      { customers: { acme: 'ggg', globex: 'ggg', initech: 'ggg' } },
      ['1 open api=degraded_performance'],
    ],
    [
      'a run apart is together',
      { customers: { acme: 'ddd', globex: 'udd', initech: 'udd' } },
      ['2 open api=partial_outage'],
    ],
    [
      'one that has failed for long is not a part of it',
      { customers: { acme: 'dddddd', globex: 'uuuudd', initech: 'uuuudd' } },
      [],
    ],
    [
      'a fault that spreads is one, by the rule for components',
      { customers: { acme: 'dddddddd', globex: 'uuuddddd', initech: 'uuuuuudd' } },
      ['7 open api=partial_outage'],
    ],
    [
      'two groups are not added up',
      { customers: { acme: 'ddddddddd', globex: 'ddddddddd', initech: 'uuuuuuudd', umbrella: 'uuuuuuudd' } },
      [],
    ],
    ['a failure that is not confirmed does not count', { customers: { acme: 'dd', globex: 'dd', initech: 'ud' } }, []],
    [
      'names what any of them uses',
      { customers: FOUR_DOWN, uses: { acme: ['api'], globex: ['mail'], initech: [], umbrella: ['web'] } },
      ['1 open api=partial_outage mail=partial_outage'],
    ],
    [
      'names nothing where they use nothing that is public',
      { customers: FOUR_DOWN, uses: { acme: [], globex: [], initech: [] } },
      ['1 open '],
    ],
  ])('%s', (_, walk, steps) => {
    expect(told(walk)).toEqual(steps);
  });

  test('says how many, from when, and not who', () => {
    const { steps, known } = walkCustomers({ customers: FOUR_DOWN });
    const [incident] = known.map((one) => one.incident);
    expect(incident?.id).toBe('2026-11-20-platform');
    expect(incident?.frontMatter).toEqual({
      title: 'Services of 3 customers fail',
      category: 'undetermined',
      impact: 'major',
      components: { api: 'partial_outage' },
      openedBy: 'monitor',
      evidence: [
        {
          kind: 'measurement',
          at: '2026-11-20T10:00:00Z',
          text: 'The first of these services failed',
          source: 'private root',
        },
        {
          kind: 'customers',
          at: '2026-11-20T10:00:00Z',
          text: 'Services of 3 customers fail together',
          source: 'private root',
        },
      ],
    });
    expect(incident?.startedAt).toBe(at('2026-11-20T10:00:00Z'));
    expect(incident?.updates.map(({ text }) => text)).toEqual([
      'Services of 3 customers have failed since 10:00 UTC. As they fail together, we take it for a fault of our platform or of what it relies on, and not for their doing. We are looking into it.',
    ]);
    expect(JSON.stringify(steps)).not.toMatch(/acme|globex|initech|umbrella|shop/);
  });
});

describe('planPlatform() as it goes on', () => {
  test('watches, resolves and opens again', () => {
    const row = 'dduuuuuuuddduu';
    expect(told({ customers: { acme: row, globex: row, initech: row } })).toEqual([
      '1 open api=partial_outage',
      '3 monitoring api=operational',
      '5 resolved',
      '10 open api=partial_outage',
      '13 monitoring api=operational',
    ]);
    const soon = 'dduuuudddd';
    expect(told({ customers: { acme: soon, globex: soon, initech: soon } }).slice(3)).toEqual([
      '7 investigating api=partial_outage',
    ]);
  });

  test('tells of more customers, each number once', () => {
    const { steps, known } = walkCustomers({
      customers: { acme: 'dddddd', globex: 'dddddd', initech: 'dddddd', umbrella: 'uudddd' },
      uses: { umbrella: ['web'] },
    });
    expect(steps.map(tell)).toEqual(['1 open api=partial_outage', '3 investigating web=partial_outage']);
    const frontMatter = known[0]?.incident.frontMatter;
    expect(frontMatter?.title).toBe('Services of 4 customers fail');
    expect(frontMatter?.evidence?.map(({ text }) => text).slice(1)).toEqual([
      'Services of 3 customers fail together',
      'Services of 4 customers fail together',
    ]);
  });

  test('goes on while more than one of them fails, and leaves the last one to its own incident', () => {
    expect(told({ customers: { acme: 'ddduuuuuuuu', globex: 'dddddduuuuu', initech: 'ddddddddddd' } })).toEqual([
      '1 open api=partial_outage',
      '7 monitoring api=operational',
      '9 resolved',
    ]);
  });

  test('fails again while it is watched', () => {
    const row = 'dduudd';
    expect(told({ customers: { acme: row, globex: row, initech: row } })).toEqual([
      '1 open api=partial_outage',
      '3 monitoring api=operational',
      '5 investigating api=partial_outage',
    ]);
  });

  test('does not take checks of what it names for a recovery, and takes their failures in', () => {
    const { steps, known } = walkCustomers({ customers: FOUR_DOWN, own: { api: 'uuu', web: 'uuu' } });
    expect(steps.map(tell)).toEqual(['1 open api=partial_outage']);
    expect(known[0]?.incident.phase).toBe('investigating');
    const both = { acme: 'dddduuuuuu', globex: 'dddduuuuuu', initech: 'dddduuuuuu' };
    expect(told({ customers: both, own: { api: 'uudddduuuu' } })).toEqual([
      '1 open api=partial_outage',
      '3 investigating api=major_outage',
      '7 monitoring api=operational',
      '9 resolved',
    ]);
  });

  test('changes nothing in a file that a person writes in, and notes the recovery once', () => {
    const row = 'ddduuuuuu';
    const steps = told({
      customers: { acme: row, globex: row, initech: row },
      edit: (known) => {
        for (const [index, one] of known.entries()) known[index] = { ...one, writer: 'person' };
      },
    });
    expect(steps).toEqual(['1 open api=partial_outage', '4 investigating (noted)']);
  });

  test('opens nothing anew for what a person has resolved while it goes on', () => {
    const resolved = makeIncident({
      id: '2026-11-20-platform',
      openedBy: 'monitor',
      evidence: [{ kind: 'customers', at: '2026-11-20T10:00:00Z', text: 'Services of 3 customers fail together' }],
      updates: [
        { at: at('2026-11-20T10:05:00Z'), phase: 'investigating', components: {}, text: '' },
        { at: at('2026-11-20T10:09:00Z'), phase: 'resolved', components: {}, text: '' },
      ],
    });
    const steps = told({
      customers: { acme: 'ddddd', globex: 'ddddd', initech: 'ddddd' },
      edit: (known, run) => {
        if (run === 2) known.splice(0, known.length, { incident: resolved, path: 'x.md', writer: 'person' });
      },
    });
    expect(steps).toEqual(['1 open api=partial_outage']);
  });
});

describe('planPlatform() where something public explains it', () => {
  test('adds the count to the incident of a component that they use, and opens nothing', () => {
    const { steps, known, platforms } = walkCustomers({ customers: FOUR_DOWN, own: { api: 'ddd' } });
    expect(steps.map(tell)).toEqual(['1 open api=major_outage']);
    const evidence = (known[0]?.incident.frontMatter as IncidentFrontMatter).evidence ?? [];
    expect(evidence.map(({ kind, text }) => `${kind}: ${text}`).slice(1)).toEqual([
      'customers: 4 customers use what this affects',
      'customers: Services of 3 customers fail at the same time',
    ]);
    expect(platforms.at(-1)).toMatchObject({ id: '2026-11-20-api', customers: ['acme', 'globex', 'initech'] });
  });

  test('adds it to one that is open, once, and not where a person writes', () => {
    const late = { acme: 'uudddd', globex: 'uudddd', initech: 'uudddd' };
    const walk = { customers: late, own: { api: 'dddddd' } };
    expect(told(walk)).toEqual(['1 open api=major_outage', '3 join ']);
    const edit: CustomerWalk['edit'] = (known) => {
      for (const [index, one] of known.entries()) known[index] = { ...one, writer: 'person' };
    };
    expect(told({ ...walk, edit })).toEqual(['1 open api=major_outage']);
  });

  test('an incident of what few of them use explains nothing', () => {
    const uses = { acme: ['web'], globex: ['api'], initech: ['api'] };
    expect(told({ customers: FOUR_DOWN, uses, own: { web: 'ddd' } })).toEqual([
      '1 open web=major_outage',
      '1 open api=partial_outage web=partial_outage',
    ]);
  });

  test('a maintenance at work opens nothing and says so without names', () => {
    const scheduled = { from: '2026-11-20T09:00:00Z', until: '2026-11-20T11:00:00Z' };
    const walked = walkCustomers({
      customers: FOUR_DOWN,
      maintenances: (now) => [makeMaintenance(now, { scheduled })],
    });
    expect(walked.steps).toEqual([]);
    expect(walked.unopened).toContain('1 services of 3 customers: the maintenance "database-upgrade" is at work');
    expect(JSON.stringify(walked.unopened)).not.toMatch(/acme|globex|initech/);
  });
});

describe('planPlatform() as a law', () => {
  const row = fc.string({ unit: fc.constantFrom('u', 'd', 'g', '?', '.'), minLength: 8, maxLength: 24 });
  const rows = fc.dictionary(fc.constantFrom('acme', 'globex', 'initech', 'umbrella', 'hooli'), row, { minKeys: 1 });

  test('what becomes a file holds no word of a customer, and the order of customers does not matter', () => {
    fc.assert(
      fc.property(rows, rows, (customers, own) => {
        const walk = { customers, own: { api: Object.values(own)[0] ?? 'u', web: Object.values(own)[1] ?? 'd' } };
        const { steps } = walkCustomers(walk);
        expect(JSON.stringify(steps)).not.toMatch(/acme|globex|initech|umbrella|hooli|shop/);
        const turned = Object.fromEntries(Object.entries(customers).reverse());
        expect(walkCustomers({ ...walk, customers: turned }).steps).toEqual(steps);
      }),
    );
  });

  test('no public incident speaks of fewer customers than it takes', () => {
    fc.assert(
      fc.property(rows, (customers) => {
        for (const { step } of walkCustomers({ customers }).steps) {
          if (step.kind !== 'open') continue;
          const [, count = '0'] = /Services of (\d+) customers/.exec(step.file.frontMatter.title) ?? [];
          expect(Number(count)).toBeGreaterThanOrEqual(3);
        }
      }),
    );
  });
});
