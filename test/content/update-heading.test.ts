import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { formatHeading, isUpdateHeading, parseHeading } from '../../src/content/update-heading.ts';
import { COMPONENT_STATUSES } from '../../src/schema/component.ts';
import { PHASES_OF_KIND } from '../../src/schema/phase.ts';

describe('parseHeading()', () => {
  const canonical =
    'Identified · 2026-11-20T10:05:00Z · api: major_outage, web: operational · next: 2026-11-20T11:00:00Z · notify: no';

  test.each([
    [
      'identified · 2026-11-20T10:05:00Z · api: major_outage, web: operational · next: 2026-11-20T11:00:00Z · notify: no',
    ],
    [
      'IDENTIFIED - 2026-11-20 10:05 UTC - api: major_outage - web: operational - next: 2026-11-20 11:00 UTC - notify: no',
    ],
    [
      'Identified — 2026-11-20T11:05+01:00 — api: major_outage, web: operational — next: 2026-11-20T12:00:00+01:00 — notify: no',
    ],
    [
      'Identified | 2026-11-20T10:05:00.000Z | api:major_outage,web:operational | next:2026-11-20T11:00:00Z | notify:no',
    ],
    [
      '**Identified**: · 2026-11-20T10:05Z · web: operational · next: 2026-11-20T11:00Z · api: Major-Outage · notify: no',
    ],
  ])('reads "%s" as the canonical form', (raw) => {
    const { heading, faults } = parseHeading(raw, 'incident');
    expect(faults).toEqual([]);
    expect(heading && sorted(formatHeading(heading))).toBe(sorted(canonical));
  });

  test.each([
    ['In progress · 2026-11-20T10:05:00Z'],
    ['in_progress · 2026-11-20T10:05:00Z'],
    ['In-Progress · 2026-11-20T10:05:00Z'],
  ])('reads "%s" in a maintenance', (raw) => {
    expect(parseHeading(raw, 'maintenance').heading?.phase).toBe('in_progress');
  });

  test.each([
    [
      'Resoled · 2026-11-20T10:05:00Z',
      'Cannot read the phase of this update: one of Investigating, Identified, Monitoring, Resolved; got "Resoled". Did you mean "Resolved"?',
    ],
    [
      'Completed · 2026-11-20T10:05:00Z',
      'Cannot read the phase of this update: one of Investigating, Identified, Monitoring, Resolved; got "Completed". "Completed" is not a phase of this kind of file.',
    ],
    [
      'Update · 2026-11-20T10:05:00Z',
      'Cannot read the phase of this update: one of Investigating, Identified, Monitoring, Resolved; got "Update". Write the phase again that it is still in.',
    ],
    ['Resolved', 'Cannot find the time of this update: a time with an offset; got nothing.'],
    [
      'Resolved · 2026-11-20 10:05',
      'Cannot read the time of this update: a time with an offset; got "2026-11-20 10:05". Say which zone it is: end it with Z, UTC or +01:00.',
    ],
    [
      'Resolved · 2026-02-30T10:05:00Z',
      'Cannot read the time of this update: a time with an offset; got "2026-02-30T10:05:00Z". There is no day 2026-02-30.',
    ],
    [
      'Resolved · 2026-11-20T10:05:00Z · api: partial_outge',
      'Cannot read the status of "api": one of operational, degraded_performance, partial_outage, major_outage; got "partial_outge". Did you mean "partial_outage"?',
    ],
    [
      'Resolved · 2026-11-20T10:05:00Z · api: operational, api: major_outage',
      'Cannot change "api" twice in one update: each once; got "api: major_outage".',
    ],
    [
      'Resolved · 2026-11-20T10:05:00Z · next: tomorrow',
      'Cannot read when the next update comes: a time with an offset; got "tomorrow".',
    ],
    ['Resolved · 2026-11-20T10:05:00Z · notify: yes', 'Cannot read "notify": one of no, again; got "yes".'],
    [
      'Resolved · 2026-11-20T10:05:00Z · all good now',
      'Cannot read this part of the heading: component changes, "next:" or "notify:"; got "all good now". Put the words of the update below its heading.',
    ],
    [
      'Fixed · 2026-11-20T10:05:00Z',
      'Cannot read the phase of this update: one of Investigating, Identified, Monitoring, Resolved; got "Fixed". Did you mean "Resolved"?',
    ],
    [
      '2026-11-20T10:05:00Z · Investigatin',
      'Cannot tell phase and time of this update apart: a phase, " · " and a time with an offset; got "2026-11-20T10:05:00Z · Investigatin". Write the phase first and then the time.',
    ],
    [
      'Investigating, 2026-11-20T10:05:00Z',
      'Cannot tell phase and time of this update apart: a phase, " · " and a time with an offset; got "Investigating, 2026-11-20T10:05:00Z". Put " · " between the phase and the time.',
    ],
    [
      'Timeline 10:05',
      'Cannot read the phase of this update: one of Investigating, Identified, Monitoring, Resolved; got "Timeline 10:05". If "Timeline 10:05" is text, write its heading with three "#".',
    ],
    [
      'Resolved · 2026-11-20',
      'Cannot read the time of this update: a time with an offset; got "2026-11-20". Write the time of day after it: 2026-11-20T10:05:00Z.',
    ],
    [
      'Resolved · 2026-11-20T10:05:00Z · next: 11:00',
      'Cannot read when the next update comes: a time with an offset; got "11:00". The date is missing. Write the day before it: 2026-11-20T10:05:00Z.',
    ],
    [
      'Resolved · 2026-11-20T10:05:00Z · next update: 2026-11-20T11:00:00Z',
      'Cannot read this part of the heading: component changes, "next:" or "notify:"; got "next update: 2026-11-20T11:00:00Z". Write "next: " and then the time.',
    ],
    [
      'Resolved · 2026-11-20T10:05:00Z · api=operational',
      'Cannot read this part of the heading: component changes, "next:" or "notify:"; got "api=operational". Put a colon between the component and its status.',
    ],
    [
      'Resolved · 2026-11-20T10:05:00Z · api',
      'Cannot read this part of the heading: component changes, "next:" or "notify:"; got "api". Put a colon and its status after the component.',
    ],
  ])('finds the fault of "%s"', (raw, expected) => {
    const told = parseHeading(raw, 'incident').faults.map(
      ({ message, expected: wanted, received, hint }) =>
        `${message}: ${wanted}; got ${received}.${hint === undefined ? '' : ` ${hint}`}`,
    );
    expect(told).toEqual([expected]);
  });

  test('knows the words that others have for the phases of a kind', () => {
    const hintOf = (raw: string): string | undefined => parseHeading(raw, 'maintenance').faults[0]?.hint;
    expect(hintOf('Started · 2026-11-20T10:05:00Z')).toBe('Did you mean "In progress"?');
    expect(hintOf('Done · 2026-11-20T10:05:00Z')).toBe('Did you mean "Completed"?');
    expect(hintOf('constructor · 2026-11-20T10:05:00Z')).toBe(
      'If "constructor" is text, write its heading with three "#".',
    );
  });

  test.each([
    ['Investigating: 2026-11-20T10:05:00Z', 'Put " · " between the phase and the time.'],
    ['Investigating 2026-11-20T10:05:00Z', 'Put " · " between the phase and the time.'],
    ['Investigating • 2026-11-20T10:05:00Z', 'Put " · " between the phase and the time.'],
    ['Timeline 10:05', 'If "Timeline 10:05" is text, write its heading with three "#".'],
  ])('says how to mend the head of "%s"', (raw, hint) => {
    expect(parseHeading(raw, 'incident').faults[0]?.hint).toBe(hint);
  });

  test.each([
    ['next: 2026-11-20T11:00:00Z · next: 2026-11-20T12:00:00Z', 'Cannot use "next" twice in one update'],
    ['notify: no · notify: again', 'Cannot use "notify" twice in one update'],
    ['api: operational; web: operational', 'Cannot read this part of the heading'],
  ])('keeps no half of "%s"', (options, message) => {
    const { heading, faults } = parseHeading(`Resolved · 2026-11-20T10:05:00Z · ${options}`, 'incident');
    expect(heading).toBeUndefined();
    expect(faults.map((fault) => fault.message)).toEqual([message]);
  });

  test.each([['constructor'], ['__proto__'], ['toString']])('reads no component called %s', (id) => {
    const { heading, faults } = parseHeading(`Resolved · 2026-11-20T10:05:00Z · ${id}: operational`, 'incident');
    expect(heading).toBeUndefined();
    expect(faults.map(({ message }) => message)).toEqual(['Cannot read this component']);
  });

  test('finds all faults of one heading at once', () => {
    expect(parseHeading('Resoled · then · api: broken · soon', 'incident').faults.map(({ rule }) => rule)).toEqual([
      'update-phase',
      'update-time',
      'update-component',
      'update-part',
    ]);
  });

  const headings = fc.record({
    at: fc.integer({ min: 0, max: 4e9 }).map((second) => second * 1_000),
    phase: fc.constantFrom(...PHASES_OF_KIND.incident),
    components: fc.dictionary(
      fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/).filter((id) => id !== 'next' && id !== 'notify'),
      fc.constantFrom(...COMPONENT_STATUSES),
    ),
    nextUpdateBy: fc.option(
      fc.integer({ min: 0, max: 4e9 }).map((second) => second * 1_000),
      { nil: undefined },
    ),
    notify: fc.constantFrom('no' as const, 'again' as const, undefined),
  });

  test('is the inverse of formatHeading()', () => {
    fc.assert(
      fc.property(headings, (heading) => {
        expect(parseHeading(formatHeading(heading), 'incident')).toEqual({ heading, faults: [] });
      }),
    );
  });
});

describe('isUpdateHeading()', () => {
  test.each([
    ['Investigating · 2026-11-20T10:05:00Z', true],
    ['Investigating', true],
    ['investigatng', true],
    ['Resolved issues', true],
    ['10:05 it broke', true],
    ['Update 2026-11-20 10:05 UTC', true],
    ['In progress', true],
    ['Fixed · 2026-11-20T10:05:00Z', true],
    ['2026-11-20T10:05:00Z · Investigating', true],
    ['🔥 Investigating · 2026-11-20T10:05:00Z', true],
    ['Investigating: the database', true],
    ['Ratio 16:9', false],
    [`Investigating${' '.repeat(100_000)}x`, false],
    ['Background', false],
    ['What we identified', false],
    ['Timeline of 2026-11-20', false],
    ['', false],
  ])('of "%s" is %s', (raw, expected) => {
    expect(isUpdateHeading(raw, 'incident')).toBe(expected);
  });
});

function sorted(heading: string): string {
  return heading.replace('web: operational, api: major_outage', 'api: major_outage, web: operational');
}
