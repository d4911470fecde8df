import { describe, expect, it } from 'vitest';

import { readSeverity, weightOf } from '../../../src/importers/cstate/severity.ts';

describe('readSeverity()', () => {
  it.each([
    ['down', 'down'],
    ['Down ', 'down'],
    ['disrupted', 'disrupted'],
    ['dissrupted', 'disrupted'],
    ['notice', 'notice'],
    ['monitoring', undefined],
    ['notice | disrupted | down', undefined],
    ['dow', undefined],
  ])('reads %j as %s', (text, severity) => {
    expect(readSeverity(text)).toBe(severity);
  });
});

describe('weightOf()', () => {
  it.each([
    ['down', 'partial_outage', { status: 'major_outage', impact: 'critical' }],
    ['disrupted', 'partial_outage', { status: 'partial_outage', impact: 'major' }],
    ['disrupted', 'degraded_performance', { status: 'degraded_performance', impact: 'minor' }],
    [undefined, 'partial_outage', { status: 'operational', impact: 'none' }],
  ] as const)('weighs %s with disrupted as %s', (severity, disruptedAs, weight) => {
    expect(weightOf(severity, disruptedAs)).toEqual(weight);
  });
});
