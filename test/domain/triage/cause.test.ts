import { describe, expect, test } from 'vitest';

import type { Activity, ActivityReport } from '../../../src/domain/activity.ts';
import type { ProviderIncident, ProviderReport } from '../../../src/domain/provider-report.ts';
import type { Findings } from '../../../src/domain/triage/findings.ts';
import type { IncidentFrontMatter } from '../../../src/schema/incident.ts';
import { at, makeConfig } from '../../support/builders.ts';
import { tell, walkTriage, WALK_START } from '../../support/triage-walk.ts';

const HOUR_MS = 3_600_000;

/** Four components of which `a` and `b` rely on the storage of a provider. */
const CONFIG = makeConfig({
  components: ['a', 'b', 'c', 'd'].map((id) => ({
    id,
    name: id.toUpperCase(),
    checks: [{ id, type: 'tcp', host: '127.0.0.1', port: 1 }],
    dependsOn: id < 'c' ? [{ provider: 'cloud', components: ['Storage'] }] : [],
  })),
  providers: [{ id: 'cloud', name: 'Example Hosting', type: 'statuspage', url: 'https://status.example.net' }],
});

function storageTrouble(overrides: Partial<ProviderIncident> = {}): ProviderIncident {
  return {
    provider: 'cloud',
    id: 'x1',
    url: 'https://status.example.net/incidents/x1',
    title: 'Storage is slow',
    startedAt: at('2026-11-20T10:02:00Z'),
    updatedAt: at('2026-11-20T10:04:00Z'),
    state: 'open',
    components: ['Storage'],
    regions: [],
    updates: [{ at: at('2026-11-20T10:04:00Z'), text: 'We are investigating.' }],
    ...overrides,
  };
}

function report(incidents: ProviderIncident[], fetchedAt: number): ProviderReport {
  return { kind: 'read', provider: 'cloud', fetchedAt, hash: '0'.repeat(64), incidents, notes: [] };
}

function deployed(activities: Partial<Activity>[]): ActivityReport {
  return {
    kind: 'looked_at',
    repositories: [
      {
        kind: 'read',
        repository: 'acme/api',
        activities: activities.map((each) => ({
          kind: 'deployment',
          repository: 'acme/api',
          at: at('2026-11-20T09:53:00Z'),
          text: 'acme/api was deployed to production',
          failed: false,
          ...each,
        })),
      },
    ],
  };
}

function findings(incidents: ProviderIncident[], now: number, activity?: ActivityReport): Findings {
  return {
    providers: [report(incidents, now)],
    activity: activity && { report: activity, from: WALK_START - 2 * HOUR_MS },
  };
}

interface Opened {
  frontMatter: IncidentFrontMatter;
  text: string;
}

function open(rows: Record<string, string>, look: (now: number) => Findings): Opened {
  const [first] = walkTriage({ config: CONFIG, rows, findings: look }).steps;
  if (first?.step.kind !== 'open') throw new Error('Nothing was opened');
  return {
    frontMatter: first.step.file.frontMatter as IncidentFrontMatter,
    text: first.step.file.updates[0]?.text ?? '',
  };
}

describe('the category of a machine’s incident', () => {
  test('is undetermined where nothing explains it, and says what was looked at', () => {
    const { frontMatter, text } = open({ a: 'udd' }, (now) => findings([], now, deployed([])));
    expect(frontMatter.category).toBe('undetermined');
    expect(frontMatter.confidence).toBeUndefined();
    expect(text).toContain('No deployment, release or workflow run of acme/api in the two hours before.');
    expect(frontMatter.evidence?.map(({ kind }) => kind)).toEqual(['measurement', 'deployment', 'provider']);
  });

  test('is upstream, suspected, where a provider’s incident fits', () => {
    const { frontMatter, text } = open({ a: 'udd' }, (now) => findings([storageTrouble()], now, deployed([{}])));
    expect(frontMatter).toMatchObject({
      category: 'upstream',
      confidence: 'suspected',
      provider: 'cloud',
      providerUrl: 'https://status.example.net/incidents/x1',
    });
    expect(text).toContain('Example Hosting tells of an incident that fits, so we suspect that it is the cause.');
    expect(text).toContain('> “We are investigating.”');
  });

  test('is internal, suspected, after a deployment', () => {
    const { frontMatter, text } = open({ c: 'udd' }, (now) => findings([storageTrouble()], now, deployed([{}])));
    expect(frontMatter).toMatchObject({ category: 'internal', confidence: 'suspected' });
    expect(text).toContain('acme/api was deployed to production 12 minutes before the first failure.');
  });

  test.each<[string, Partial<ProviderIncident>]>([
    ['another component', { components: ['Compute'] }],
    [
      'a time long past',
      { state: 'resolved', endedAt: at('2026-11-19T10:00:00Z'), startedAt: at('2026-11-19T09:00:00Z') },
    ],
  ])('is not upstream for an incident of %s', (_name, overrides) => {
    const { frontMatter } = open({ a: 'udd' }, (now) => findings([storageTrouble(overrides)], now));
    expect(frontMatter.category).toBe('undetermined');
  });

  test('is not upstream for a provider that cannot be asked, and says so', () => {
    const { frontMatter } = open({ a: 'udd' }, (now) => ({
      providers: [{ kind: 'unknown', provider: 'cloud', fetchedAt: now, why: 'it does not answer' }],
      activity: undefined,
    }));
    expect(frontMatter.category).toBe('undetermined');
    expect(frontMatter.evidence?.at(-1)?.text).toBe('Example Hosting: not known, as it does not answer');
  });

  test('says that nobody looked at deployments', () => {
    const activity: ActivityReport = { kind: 'not_looked_at', why: 'no token' };
    const { text } = open({ c: 'udd' }, (now) => findings([], now, activity));
    expect(text).toContain('Deployments were not looked at\\: no token.');
  });
});

describe('planTriage() of failures that a provider explains in part', () => {
  test('keeps those apart that it does not explain', () => {
    const rows = { a: 'udd', b: 'udd', c: 'udd', d: 'udd' };
    const config = { ...CONFIG, triage: { ...CONFIG.triage, correlateAt: 2 } };
    const { steps } = walkTriage({ config, rows, findings: (now) => findings([storageTrouble()], now) });
    expect(steps.map(tell)).toEqual(['2 open a=major_outage b=major_outage', '2 open c=major_outage d=major_outage']);
  });
});

describe('planTriage() after a provider has spoken', () => {
  const late = storageTrouble({ startedAt: at('2026-11-20T10:45:00Z'), updatedAt: at('2026-11-20T10:45:00Z') });

  test('classifies an open incident when the notice comes late, once', () => {
    const look = (now: number): Findings => findings(now < at('2026-11-20T10:50:00Z') ? [] : [late], now);
    const { steps, known } = walkTriage({ config: CONFIG, rows: { a: `u${'d'.repeat(14)}` }, findings: look });
    expect(steps.map(tell)).toEqual(['2 open a=major_outage', '10 investigating']);
    expect(known[0]?.incident).toMatchObject({ category: 'upstream', confidence: 'suspected' });
  });

  test('also where it is resolved by then, for a day', () => {
    const look = (now: number): Findings => findings(now < at('2026-11-20T10:50:00Z') ? [] : [late], now);
    const { steps, known } = walkTriage({ config: CONFIG, rows: { a: `udd${'u'.repeat(12)}` }, findings: look });
    expect(steps.map(tell).slice(-2)).toEqual(['6 resolved', '10 resolved']);
    expect(known[0]?.incident.resolvedAt).toBe(at('2026-11-20T10:30:00Z'));
  });

  test('quotes each of its updates once', () => {
    const said = [4, 14, 22].map((minute) => ({ at: WALK_START + minute * 60_000, text: `Word of minute ${minute}.` }));
    const look = (now: number): Findings => {
      const updates = said.filter((update) => update.at <= now);
      return findings([storageTrouble({ updates, updatedAt: updates.at(-1)?.at ?? WALK_START })], now);
    };
    const { known } = walkTriage({ config: CONFIG, rows: { a: 'udddddddd' }, findings: look });
    const texts = known[0]?.incident.updates.map(({ text }) => text) ?? [];
    expect(texts).toHaveLength(3);
    expect(texts.map((text) => text.match(/minute \d+/g))).toEqual([['minute 4'], ['minute 14'], ['minute 22']]);
  });

  test('leaves a person’s file alone', () => {
    const look = (now: number): Findings => findings(now < at('2026-11-20T10:20:00Z') ? [] : [storageTrouble()], now);
    const { steps } = walkTriage({
      config: CONFIG,
      rows: { a: 'uddddddd' },
      findings: look,
      edit: (known, run) => {
        if (run === 3) known.splice(0, 1, ...known.map((one) => ({ ...one, writer: 'person' as const })));
      },
    });
    expect(steps.map(tell)).toEqual(['2 open a=major_outage']);
  });
});
