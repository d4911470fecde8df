import { describe, expect, test } from 'vitest';

import type { CheckOutcome } from '../../../src/domain/measurement.ts';
import {
  believe,
  canaryChecks,
  type CanaryAnswer,
  isBlind,
  isDoubtful,
  judgeCanaries,
} from '../../../src/domain/triage/blindness.ts';
import { makeConfig } from '../../support/builders.ts';

const CHECKS = makeConfig({
  components: [
    {
      id: 'api',
      name: 'API',
      checks: [
        { id: 'a', type: 'http', url: 'https://a.example.org/health' },
        { id: 'a2', type: 'tcp', host: 'A.example.org', port: 25 },
        { id: 'b', type: 'http', url: 'https://b.example.org/' },
        { id: 'v', type: 'http', url: 'https://${CANDOR_HOST}/' },
      ],
    },
  ],
}).components.flatMap(({ checks }) => checks);

const refused = (check: string): CheckOutcome => ({ check, state: 'down', code: 'connect', errorClass: 'connect' });
const noName = (check: string): CheckOutcome => ({ check, state: 'down', code: 'dns', errorClass: 'dns' });
const broken = (check: string): CheckOutcome => ({ check, state: 'down', code: '503', errorClass: 'http_5xx' });
const garbage = (check: string): CheckOutcome => ({
  check,
  state: 'down',
  code: 'protocol',
  errorClass: 'protocol',
  phases: { firstByte: 12 },
});
const expired = (check: string): CheckOutcome => ({ check, state: 'down', code: 'tls', errorClass: 'tls' });
const up = (check: string): CheckOutcome => ({ check, state: 'up', code: '200', ms: 12 });
const unknown = (check: string): CheckOutcome => ({ check, state: 'unknown' });

describe('isBlind()', () => {
  test.each<[CheckOutcome[], CanaryAnswer, boolean, string]>([
    [[refused('a'), noName('b')], 'none', true, 'every check failed before any answer, on two hosts'],
    [[refused('a'), refused('a2')], 'none', false, 'one host alone may be down'],
    [[refused('a'), refused('v')], 'none', true, 'a host that a variable hides is one of its own'],
    [[refused('a'), broken('b')], 'none', false, 'an answer with an error proves the network'],
    [[refused('a'), garbage('b')], 'none', false, 'so does a byte of whatever it was'],
    [[expired('a'), expired('b')], 'none', false, 'so does a certificate that has expired everywhere'],
    [[refused('a'), up('b')], 'none', false, 'so does a success'],
    [[refused('a'), refused('b'), unknown('a2')], 'none', true, 'what was not measured says nothing'],
    [[unknown('a'), unknown('b')], 'none', false, 'nothing failed'],
    [[], 'none', false, 'nothing was measured'],
    [[refused('a'), refused('b')], 'answered', false, 'a canary answers: the services are down'],
    [[refused('a')], 'failed', true, 'the canaries fail too, one host is enough'],
    [[refused('a'), up('b')], 'failed', false, 'the canaries fail, but a service answers'],
    [[refused('a'), broken('b')], 'failed', false, 'any answer proves the network'],
  ])('%j, canaries: %s: %s (%s)', (outcomes, canaries, expected) => {
    expect(isBlind({ outcomes, checks: CHECKS, canaries })).toBe(expected);
  });
});

describe('isDoubtful()', () => {
  test.each([
    [[refused('a'), up('b')], false],
    [[refused('a'), unknown('b')], true],
    [[unknown('a')], false],
    [[broken('a')], false],
  ])('%j: %s', (outcomes, expected) => expect(isDoubtful(outcomes)).toBe(expected));
});

describe('believe()', () => {
  test('of a blind run everything is unknown, and says so', () => {
    const outcomes = believe({ outcomes: [refused('a'), noName('b'), unknown('v')], checks: CHECKS, canaries: 'none' });
    const message = 'not believed, as nothing could be reached from where the checks run';
    expect(outcomes).toEqual([
      { check: 'a', state: 'unknown', code: 'blind', message },
      { check: 'b', state: 'unknown', code: 'blind', message },
      { check: 'v', state: 'unknown' },
    ]);
  });

  test('leaves any other run as it is', () => {
    const outcomes = [refused('a'), up('b')];
    expect(believe({ outcomes, checks: CHECKS, canaries: 'none' })).toEqual(outcomes);
  });
});

describe('canaryChecks()', () => {
  test('asks URLs for any answer, and hosts for a connection', () => {
    expect(canaryChecks(['https://example.org/', 'example.net:443', '[2001:db8::1]:53'])).toMatchObject([
      { id: 'canary-1', type: 'http', url: 'https://example.org/', redirects: 0, expect: { status: '100-599' } },
      { id: 'canary-2', type: 'tcp', host: 'example.net', port: 443 },
      { id: 'canary-3', type: 'tcp', host: '2001:db8::1', port: 53 },
    ]);
  });

  test.each([
    [[], 'none'],
    [[refused('canary-1'), up('canary-2')], 'answered'],
    [[broken('canary-1')], 'answered'],
    [[refused('canary-1'), noName('canary-2')], 'failed'],
    [[unknown('canary-1')], 'none'],
    [[unknown('canary-1'), refused('canary-2')], 'failed'],
  ] as const)('fared: %j is %s', (outcomes, expected) => expect(judgeCanaries(outcomes)).toBe(expected));
});
