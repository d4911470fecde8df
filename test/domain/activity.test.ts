import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  type Activity,
  type ActivityReport,
  describeActivity,
  findSuspectedChange,
  type RepositoryActivity,
} from '../../src/domain/activity.ts';
import { EvidenceSchema } from '../../src/schema/incident.ts';
import { at } from '../support/builders.ts';

const MINUTE_MS = 60_000;
const SINCE = at('2026-11-20T10:00:00Z');
const WINDOW = { since: SINCE, from: SINCE - 120 * MINUTE_MS };

/** Something that began so many minutes before the failure. */
function activity(
  minutes: number,
  text = 'acme/api was deployed to production',
  other: Partial<Activity> = {},
): Activity {
  return { kind: 'deployment', repository: 'acme/api', at: SINCE - minutes * MINUTE_MS, text, failed: false, ...other };
}

function read(...activities: Activity[]): RepositoryActivity {
  return { kind: 'read', repository: 'acme/api', activities };
}

function looked(...repositories: RepositoryActivity[]): ActivityReport {
  return { kind: 'looked_at', repositories };
}

function sentences(report: ActivityReport, window = WINDOW): string[] {
  return describeActivity(report, window).sentences;
}

describe('describeActivity()', () => {
  test.each([
    [12, '12 minutes before the first failure'],
    [1, 'one minute before the first failure'],
    [0.5, 'less than a minute before the first failure'],
    [0, 'at the time of the first failure'],
    [9, 'nine minutes before the first failure'],
    [60, 'one hour before the first failure'],
    [90, '90 minutes before the first failure'],
    [150, 'two hours before the first failure'],
    [-3, 'three minutes after the first failure'],
  ])('tells what began %s minutes before', (minutes, told) => {
    expect(sentences(looked(read(activity(minutes))))).toEqual([`acme/api was deployed to production ${told}.`]);
  });

  test.each([
    [120, 'two hours'],
    [60, 'hour'],
    [90, '90 minutes'],
    [24 * 60, 'day'],
    [72 * 60, 'three days'],
  ])('says that nothing was found in the %s minutes before', (minutes, told) => {
    expect(sentences(looked(read()), { since: SINCE, from: SINCE - minutes * MINUTE_MS })).toEqual([
      `No deployment, release or workflow run of acme/api in the ${told} before.`,
    ]);
  });

  test('says so of several repositories at once', () => {
    const others = ['acme/web', 'acme/db'].map((repository) => ({ ...read(), repository }));
    expect(sentences(looked(read(), ...others))).toEqual([
      'No deployment, release or workflow run of acme/api, acme/web and acme/db in the two hours before.',
    ]);
  });

  test('says that nobody was asked, and keeps it as evidence', () => {
    expect(describeActivity({ kind: 'not_looked_at', why: 'no token' }, WINDOW)).toEqual({
      sentences: ['Deployments were not looked at: no token.'],
      evidence: [{ kind: 'deployment', at: '2026-11-20T10:00:00Z', text: 'Deployments were not looked at: no token' }],
    });
  });

  test('says nothing where no repository is configured', () => {
    expect(describeActivity(looked(), WINDOW)).toEqual({ sentences: [], evidence: [] });
  });

  test('tells what is known of a repository that could not be read in full, and never that nothing was found', () => {
    const part = { kind: 'unknown' as const, repository: 'acme/api', why: 'GitHub answered with the status 502' };
    expect(sentences(looked({ ...part, activities: [activity(12)] }))).toEqual([
      'acme/api was deployed to production 12 minutes before the first failure.',
      'What was going on in acme/api is not known: GitHub answered with the status 502.',
    ]);
    expect(sentences(looked({ ...part, activities: [] })).join()).not.toContain('No deployment');
  });

  test('tells what was done again and again once', () => {
    const again = [30, 20, 12].map((minutes) => activity(minutes));
    expect(describeActivity(looked(read(...again)), WINDOW)).toMatchObject({
      sentences: ['acme/api was deployed to production, three times, the last 12 minutes before the first failure.'],
      evidence: [{ at: '2026-11-20T09:48:00Z', text: 'acme/api was deployed to production, 3 times' }],
    });
  });

  test('begins each sentence with a capital letter, but for the name of a repository', () => {
    const failed = activity(5, 'a deployment of acme/api to production failed', { failed: true });
    expect(sentences(looked(read(failed)))).toEqual([
      'A deployment of acme/api to production failed five minutes before the first failure.',
    ]);
  });

  test('leaves out runs of workflows before deployments where there is too much', () => {
    const runs = Array.from({ length: 12 }, (_, index) =>
      activity(index + 1, `the workflow W${index} of acme/api ran`, { kind: 'workflow_run' }),
    );
    const told = sentences(looked(read(...runs, activity(100))));
    expect(told).toHaveLength(9);
    expect(told[0]).toContain('W0');
    expect(told[7]).toBe('acme/api was deployed to production 100 minutes before the first failure.');
    expect(told[8]).toBe('5 more things happened there around that time.');
  });

  test('keeps evidence that may stand in an incident, with the page that says more', () => {
    const { evidence } = describeActivity(
      looked(read(activity(12, undefined, { url: 'https://a.example/1' }))),
      WINDOW,
    );
    expect(evidence).toEqual([
      {
        kind: 'deployment',
        at: '2026-11-20T09:48:00Z',
        text: 'acme/api was deployed to production',
        source: 'https://a.example/1',
      },
    ]);
    expect(evidence.map((each) => EvidenceSchema.parse(each))).toEqual(evidence);
  });

  test('does not depend on the order of what was read', () => {
    const some = fc.uniqueArray(fc.integer({ min: -120, max: 120 }), { maxLength: 15 });
    fc.assert(
      fc.property(some, (minutes) => {
        const all = minutes.map((each) => activity(each, `the workflow W${each % 5} of acme/api ran`));
        const byDistance = new Set(minutes.map(Math.abs)).size === minutes.length;
        fc.pre(byDistance);
        expect(describeActivity(looked(read(...all)), WINDOW)).toEqual(
          describeActivity(looked(read(...all.toReversed())), WINDOW),
        );
      }),
    );
  });
});

describe('findSuspectedChange()', () => {
  test('is the last deployment or release that began before the failure', () => {
    const release = activity(5, 'the release v1 of acme/api was published', { kind: 'release' });
    const run = activity(1, 'the workflow CI of acme/api ran', { kind: 'workflow_run' });
    expect(findSuspectedChange(looked(read(activity(12), run, activity(-2)), read(release)), SINCE)).toBe(release);
  });

  test('is none where none is known', () => {
    expect(findSuspectedChange(looked(read()), SINCE)).toBeUndefined();
    expect(findSuspectedChange({ kind: 'not_looked_at', why: 'no token' }, SINCE)).toBeUndefined();
  });
});
