import { describe, expect, it } from 'vitest';

import { deriveStory, type StoryEvent, type Subject } from '../../src/domain/story.ts';
import { formatInstant } from '../../src/schema/timestamp.ts';
import { makeIncident, makeMaintenance, makePostmortem, makeUpdate, at } from '../support/builders.ts';

function line(event: StoryEvent): string {
  const time = formatInstant(event.at).slice(11, 16);
  if (event.kind === 'noted') return `${time} noted ${event.text}`;
  if (event.kind === 'found') return `${time} found ${event.evidence.kind}`;
  if (event.kind === 'failed') return `${time} failed ${event.check} within ${event.withinMs ?? '?'}`;
  if (event.kind === 'recovered') return `${time} recovered ${event.check}`;
  if (event.kind === 'live') return `${time} live by ${event.source}`;
  if (event.kind === 'update') return `${time} ${event.subject.id} ${event.phase}`;
  return `${time} ${event.subject.id} began${event.because === undefined ? '' : ` ${event.because}`}`;
}

function story(timeline: [time: string, text: string][], ...subjects: Subject[]): string[] {
  const written = timeline.map(([time, text]) => ({ at: `2026-11-20T${time}:00Z`, text }));
  return deriveStory(makePostmortem({ timeline: written }), subjects).map(line);
}

const RESOLVED = [
  makeUpdate('2026-11-20T10:05:00Z'),
  makeUpdate('2026-11-20T10:41:00Z', { phase: 'monitoring' }),
  makeUpdate('2026-11-20T11:00:00Z', { phase: 'resolved' }),
];

describe('deriveStory()', () => {
  it('puts what was noted between the updates, whatever the order in the file', () => {
    const incident = makeIncident({ updates: RESOLVED });
    expect(
      story(
        [
          ['10:20', 'found'],
          ['10:01', 'deployed'],
        ],
        incident,
      ),
    ).toEqual([
      '10:01 noted deployed',
      '10:05 api-errors investigating',
      '10:20 noted found',
      '10:41 api-errors monitoring',
      '11:00 api-errors resolved',
    ]);
  });

  it('says when it began where more is known of that than the first update', () => {
    const incident = makeIncident({ startedAt: '2026-11-20T09:58:00Z', startedBecause: 'first error' });
    expect(story([], incident)).toEqual(['09:58 api-errors began first error', '10:05 api-errors investigating']);
  });

  it('has the start before what was seen, and that before what was told, all at one time', () => {
    const incident = makeIncident({ startedAt: '2026-11-20T10:05:00Z', startedBecause: 'the graph' });
    expect(story([['10:05', 'seen']], incident)).toEqual([
      '10:05 api-errors began the graph',
      '10:05 noted seen',
      '10:05 api-errors investigating',
    ]);
  });

  it('runs several incidents together, and a maintenance with them', () => {
    const maintenance = makeMaintenance(at('2026-11-20T12:00:00Z'), {
      scheduled: { from: '2026-11-20T10:00:00Z', until: '2026-11-20T11:00:00Z' },
      updates: [makeUpdate('2026-11-20T10:30:00Z', { phase: 'in_progress' })],
    });
    expect(story([], makeIncident({ updates: RESOLVED }), maintenance)).toEqual([
      '10:05 api-errors investigating',
      '10:30 database-upgrade in_progress',
      '10:41 api-errors monitoring',
      '11:00 api-errors resolved',
    ]);
  });

  const EVIDENCE = (
    [
      ['deployment', '09:55'],
      ['measurement', '10:01'],
      ['measurement', '10:11'],
      ['provider', '10:02'],
      ['correlation', '10:02'],
      ['provider', '10:30'],
    ] as const
  ).map(([kind, time]) => ({ kind, at: `2026-11-20T${time}:00Z`, text: kind === 'provider' ? 'A storm' : time }));
  const DETECTION = {
    check: 'api-health',
    failedAt: at('2026-11-20T10:01:00Z'),
    passedAt: at('2026-11-20T09:56:00Z'),
    recoveredAt: at('2026-11-20T10:40:00Z'),
  };
  const LIVE = { kind: 'live', at: at('2026-11-20T10:08:00Z'), committedAt: at('2026-11-20T10:06:00Z') } as const;

  it('adds what was found, measured and made public, each once', () => {
    const incident = makeIncident({ updates: RESOLVED, evidence: EVIDENCE });
    const known = new Map([['api-errors', { publication: LIVE, detections: [DETECTION] }]]);
    expect(deriveStory({ timeline: [] }, [incident], known).map(line)).toEqual([
      '09:55 found deployment',
      '10:01 failed api-health within 300000',
      '10:02 found provider',
      '10:05 api-errors investigating',
      '10:08 live by deploy',
      '10:40 recovered api-health',
      '10:41 api-errors monitoring',
      '11:00 api-errors resolved',
    ]);
  });

  it('has what triage noted of a failure where the measurements are lost, and no first word that is not known', () => {
    const incident = makeIncident({ updates: RESOLVED, evidence: EVIDENCE, backfilled: true });
    const known = new Map([['api-errors', { publication: LIVE, detections: [] }]]);
    expect(deriveStory({ timeline: [] }, [incident], known).map(line)).toEqual([
      '09:55 found deployment',
      '10:01 found measurement',
      '10:02 found provider',
      '10:05 api-errors investigating',
      '10:11 found measurement',
      '10:41 api-errors monitoring',
      '11:00 api-errors resolved',
    ]);
  });
});
