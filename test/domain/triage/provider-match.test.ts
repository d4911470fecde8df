import { describe, expect, test } from 'vitest';

import type { ProviderIncident, ProviderReport } from '../../../src/domain/provider-report.ts';
import { matchProviders, type ProviderFinding } from '../../../src/domain/triage/provider-match.ts';
import { at } from '../../support/builders.ts';
import { FETCHED_AT, makeProviderIncident, makeReport } from '../../support/providers.ts';

const SINCE = at('2026-11-20T10:05:00Z');
const NOW = FETCHED_AT;

interface DependsOn {
  provider?: string;
  components?: string[];
  regions?: string[];
}

function match(dependsOn: DependsOn | DependsOn[], reports: ProviderReport[], now = NOW): ProviderFinding[] {
  const all = [dependsOn].flat().map((each) => ({ provider: 'acme', components: [], regions: [], ...each }));
  return matchProviders({ dependsOn: all, since: SINCE }, reports, now);
}

function kindOf(dependsOn: DependsOn, incident: Partial<ProviderIncident>): string | undefined {
  return match(dependsOn, [makeReport([makeProviderIncident(incident)])])[0]?.kind;
}

describe('matchProviders() by component and region', () => {
  const anything = {};
  const ec2 = { components: ['EC2'] };
  const inFrankfurt = { components: ['EC2'], regions: ['eu-central-1'] };

  test.each<[string, DependsOn, Partial<ProviderIncident>]>([
    ['any component where none is named', anything, { components: ['S3'] }],
    ['an incident that names nothing, where none is asked for', anything, {}],
    ['the same component', ec2, { components: ['S3', 'EC2'] }],
    ['an incident that names no component and ours in its title', ec2, { title: 'EC2 instances fail' }],
    ['the same component and region', inFrankfurt, { components: ['EC2'], regions: ['Frankfurt (eu-central-1)'] }],
    ['the same component everywhere', inFrankfurt, { components: ['EC2'], regions: [] }],
    [
      'the same component in regions of which one is ours',
      inFrankfurt,
      { components: ['EC2'], regions: ['us-east-1', 'EU-CENTRAL-1'] },
    ],
    ['a component whose name has our region', inFrankfurt, { components: ['EC2 (us-east-1)', 'EC2 (eu-central-1)'] }],
    [
      'a group that is our part of the world',
      { components: ['API'], regions: ['eu-west-1'] },
      { components: ['Europe / API'] },
    ],
    [
      'the same component beside one of another place',
      inFrankfurt,
      { components: ['EC2', 'API (us-east-1)'], title: 'Errors' },
    ],
    [
      'a component beside which our region stands',
      { components: ['Network Infrastructure'], regions: ['Japan East'] },
      { components: ['Network Infrastructure', 'Japan East'] },
    ],
    ['a title that names our region', { regions: ['West Europe'] }, { title: 'Virtual Machines - West Europe' }],
  ])('is %s', (_criterion, dependsOn, incident) => {
    expect(kindOf(dependsOn, incident)).toBe('match');
  });

  test.each<[string, DependsOn, Partial<ProviderIncident>]>([
    [
      'a component beside which another region stands',
      { components: ['Network Infrastructure'], regions: ['West Europe'] },
      { components: ['Network Infrastructure', 'West US'], title: 'Issues connecting to resources' },
    ],
    [
      'a component and a title that names another region',
      { components: ['Virtual Machines'], regions: ['West Europe'] },
      { components: ['Virtual Machines'], title: 'Virtual Machines - Germany West Central' },
    ],
    ['another component of the same provider', ec2, { components: ['S3'] }],
    ['an incident that names no component and not ours in its title', ec2, { title: 'Errors of everything' }],
    [
      'a title that names ours, of an incident about another component',
      ec2,
      { title: 'EC2 is fine', components: ['S3'] },
    ],
    ['the same component in another region', inFrankfurt, { components: ['EC2'], regions: ['us-east-1'] }],
    ['another component in the same region', inFrankfurt, { components: ['S3'], regions: ['eu-central-1'] }],
    ['a component whose name has another region', inFrankfurt, { components: ['EC2 (us-east-1)'] }],
    ['ours elsewhere beside another here', inFrankfurt, { components: ['EC2 (us-east-1)', 'S3 (eu-central-1)'] }],
    [
      'a group that is another part of the world',
      { components: ['API'], regions: ['US'] },
      { components: ['Europe / API'] },
    ],
    ['a title that names another region', { regions: ['West Europe'] }, { title: 'Virtual Machines - East US' }],
    [
      'a region where no component is asked for',
      { regions: ['eu-central-1'] },
      { components: ['EC2'], regions: ['me-central-1'] },
    ],
  ])('is not %s', (_criterion, dependsOn, incident) => {
    expect(kindOf(dependsOn, incident)).toBe('nothing');
  });

  test('tells which components are meant', () => {
    const report = makeReport([makeProviderIncident({ components: ['S3', 'Amazon EC2 (ec2)', 'SQS'] })]);
    expect(match({ components: ['EC2', 'SQS'] }, [report])).toMatchObject([
      { kind: 'match', components: ['Amazon EC2 (ec2)', 'SQS'] },
    ]);
  });

  test('needs provider, component and region of one and the same dependency', () => {
    const dependsOn = [
      { components: ['EC2'], regions: ['us-east-1'] },
      { components: ['S3'], regions: ['eu-central-1'] },
    ];
    const report = makeReport([makeProviderIncident({ components: ['EC2'], regions: ['eu-central-1'] })]);
    expect(match(dependsOn, [report])).toMatchObject([{ kind: 'nothing' }]);
  });

  test('never matches the incident of a provider that the component does not rely on', () => {
    const other = makeReport([makeProviderIncident({ provider: 'other' })], { provider: 'other' });
    expect(match({}, [other, makeReport([])])).toMatchObject([{ kind: 'nothing', provider: 'acme' }]);
  });
});

describe('matchProviders() by time', () => {
  const open = (startedAt: string, updatedAt = startedAt): Partial<ProviderIncident> => ({
    startedAt: at(startedAt),
    updatedAt: at(updatedAt),
  });
  const over = (startedAt: string, endedAt: string, updatedAt = endedAt): Partial<ProviderIncident> => ({
    ...open(startedAt, updatedAt),
    state: 'resolved',
    endedAt: at(endedAt),
  });

  test.each<[string, Partial<ProviderIncident>, 'match' | 'nothing']>([
    ['open since before', open('2026-11-20T08:00:00Z'), 'match'],
    ['told of 40 minutes late', open('2026-11-20T10:45:00Z'), 'match'],
    ['told of late, and over', over('2026-11-20T10:45:00Z', '2026-11-20T11:00:00Z'), 'match'],
    ['over an hour before', over('2026-11-20T08:00:00Z', '2026-11-20T09:05:00Z'), 'match'],
    ['over longer before', over('2026-11-20T08:00:00Z', '2026-11-20T09:04:59Z'), 'nothing'],
    ['of yesterday', over('2026-11-19T08:00:00Z', '2026-11-19T09:00:00Z'), 'nothing'],
    [
      'of yesterday, edited just now',
      over('2026-11-19T08:00:00Z', '2026-11-19T09:00:00Z', '2026-11-20T11:59:00Z'),
      'nothing',
    ],
    ['open for months, with a word of yesterday', open('2026-03-01T00:00:00Z', '2026-11-19T00:00:00Z'), 'match'],
    ['open for months, without a word for three days', open('2026-03-01T00:00:00Z', '2026-11-17T10:04:59Z'), 'nothing'],
    ['of the future', open('2026-11-20T12:30:00Z'), 'nothing'],
  ])('an incident %s', (_criterion, incident, expected) => {
    expect(kindOf({}, incident)).toBe(expected);
  });

  test('looks again for a day, and not for what begins after it', () => {
    const report = (startedAt: string, now: string): ProviderReport =>
      makeReport([makeProviderIncident(open(startedAt))], { fetchedAt: at(now) });
    const later = at('2026-11-21T12:00:00Z');
    expect(match({}, [report('2026-11-21T10:05:00Z', '2026-11-21T12:00:00Z')], later)).toMatchObject([
      { kind: 'match' },
    ]);
    expect(match({}, [report('2026-11-21T10:05:01Z', '2026-11-21T12:00:00Z')], later)).toMatchObject([
      { kind: 'nothing' },
    ]);
  });

  test('has the open ones first, then those that began closest', () => {
    const incidents = [
      makeProviderIncident({ id: 'far', ...over('2026-11-20T06:00:00Z', '2026-11-20T11:00:00Z') }),
      makeProviderIncident({ id: 'near', ...over('2026-11-20T10:00:00Z', '2026-11-20T11:00:00Z') }),
      makeProviderIncident({ id: 'open', ...open('2026-11-20T03:00:00Z') }),
    ];
    expect(match({}, [makeReport(incidents)]).map((found) => found.kind === 'match' && found.incident.id)).toEqual([
      'open',
      'near',
      'far',
    ]);
  });
});

describe('matchProviders() of what is not known', () => {
  const incident = makeProviderIncident();

  test.each<[string, ProviderReport[], string]>([
    ['nobody asked', [], 'it was not asked'],
    [
      'it could not be read',
      [{ kind: 'unknown', provider: 'acme', fetchedAt: NOW, why: 'no answer within 10 s' }],
      'no answer within 10 s',
    ],
    [
      'it is stale',
      [makeReport([incident], { fetchedAt: NOW - 3_600_001 })],
      'what is known of it is more than an hour old',
    ],
  ])('is unknown and never fine where %s', (_criterion, reports, why) => {
    expect(match({}, reports)).toEqual([{ kind: 'unknown', provider: 'acme', why }]);
  });

  test('takes the newest of several reports', () => {
    const older = makeReport([incident], { fetchedAt: NOW - 1_000 });
    const newer: ProviderReport = { kind: 'unknown', provider: 'acme', fetchedAt: NOW, why: 'x' };
    expect(match({}, [newer, older])).toMatchObject([{ kind: 'unknown' }]);
  });

  test('says of each provider that is relied on something, what is likeliest first', () => {
    const reports: ProviderReport[] = [makeReport([incident]), makeReport([], { provider: 'quiet', notes: ['x'] })];
    expect(match([{ provider: 'silent' }, { provider: 'quiet' }, {}], reports)).toMatchObject([
      { kind: 'match', provider: 'acme' },
      { kind: 'unknown', provider: 'silent' },
      { kind: 'nothing', provider: 'quiet', isWhole: false },
    ]);
  });

  test('says nothing of a component that relies on nobody', () => {
    expect(matchProviders({ dependsOn: [], since: SINCE }, [makeReport([incident])], NOW)).toEqual([]);
  });
});
