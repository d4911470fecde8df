import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { INCIDENT_FORM, POSTMORTEM_FORM } from '../../src/content/front-matter-format.ts';
import { formatIncidentText, parseIncidentFile } from '../../src/content/incident-file.ts';
import { formatPostmortemText } from '../../src/content/postmortem-file.ts';
import { FRONT_MATTER_SCHEMAS } from '../../src/schema/incident.ts';
import { PostmortemFrontMatterSchema } from '../../src/schema/postmortem.ts';
import { TimestampSchema } from '../../src/schema/timestamp.ts';
import { POSTMORTEMS } from '../support/example-postmortems.ts';

const PATH = 'incidents/2026/2026-11-20-api.md';
const UPDATE = '## Investigating · 2026-11-20T10:05:00Z';

/** An incident with further lines of front matter. */
function incident(...lines: string[]): string {
  const front = ['title: Errors', 'category: upstream', 'impact: major', 'components: {}', ...lines];
  return `---\n${front.join('\n')}\n---\n\n${UPDATE}\n`;
}

/** The line of a key in the canonical form. */
function lineOf(key: string, text: string): string | undefined {
  const canonical = formatIncidentText(PATH, text);
  expect(formatIncidentText(PATH, canonical ?? '')).toBe(canonical);
  return canonical?.split('\n').find((line) => line.trimStart().startsWith(key));
}

/** Paths of all that a schema takes for a time. */
function timesIn(schema: unknown, path: readonly string[] = []): string[] {
  const { pattern = '' } = z.toJSONSchema(TimestampSchema, { io: 'input' });
  if (typeof schema !== 'object' || schema === null) return [];
  const own = String(Reflect.get(schema, 'pattern')).includes(pattern) ? [path.join('.')] : [];
  const below = Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    if (key === 'items') return timesIn(value, [...path, '*']);
    if (key !== 'properties')
      return key === 'anyOf' || key === 'oneOf' || /^\d+$/.test(key) ? timesIn(value, path) : [];
    return Object.entries(value as object).flatMap(([name, each]) => timesIn(each, [...path, name]));
  });
  return [...new Set([...own, ...below])];
}

describe('the forms of front matter', () => {
  test('know every key whose value is a time', () => {
    const incidents = Object.values(FRONT_MATTER_SCHEMAS).map((schema) => z.toJSONSchema(schema, { io: 'input' }));
    const known = new Set(incidents.flatMap((schema) => timesIn(schema)));
    expect([...known].sort()).toEqual([...INCIDENT_FORM.times].sort());
    const postmortem = timesIn(z.toJSONSchema(PostmortemFrontMatterSchema, { io: 'input' }));
    expect(postmortem.sort()).toEqual([...POSTMORTEM_FORM.times].sort());
  });
});

describe('formatIncidentText()', () => {
  test.each([
    ['2026-11-20 09:05 UTC', '2026-11-20T09:05:00Z'],
    ['"2026-11-20 09:05 UTC"', '2026-11-20T09:05:00Z'],
    ['2026-11-20 10:05 +0100 # by phone', '2026-11-20T10:05:00+01:00 # by phone'],
    ['2026-11-20t9:05:00.75Z', '2026-11-20T09:05:00Z'],
    ['&first 2026-11-20 09:05 UTC', '&first 2026-11-20 09:05 UTC'],
  ])('writes the time %s as %s, by its own offset', (written, canonical) => {
    expect(lineOf('reportedAt', incident(`reportedAt: ${written}`))).toBe(`reportedAt: ${canonical}`);
  });

  test('writes times below other keys, and leaves words that look like times', () => {
    const text = incident(
      'startedAt: 2026-11-20 10:00 UTC',
      'startedBecause: 2026-11-20 10:00 UTC',
      'ticket: 2026-11-20 10:00 UTC',
      'evidence: [{ kind: provider, at: 2026-11-20 10:00 UTC, text: 2026-11-20 10:00 UTC }]',
      'outreach: [{ at: 2026-11-20 10:00 UTC, channel: phone, count: 3 }]',
    );
    expect(parseIncidentFile(PATH, text).problems).toEqual([]);
    expect(formatIncidentText(PATH, text)?.match(/^.*10:00.*$/gm)).toEqual([
      'ticket: 2026-11-20 10:00 UTC',
      'startedAt: 2026-11-20T10:00:00Z',
      'startedBecause: 2026-11-20 10:00 UTC',
      '    at: 2026-11-20T10:00:00Z',
      '    text: 2026-11-20 10:00 UTC',
      '  - at: 2026-11-20T10:00:00Z',
    ]);
  });

  test('writes the window of a maintenance and its exdates by their own offsets', () => {
    const text = `---
kind: maintenance
title: Restart
components: [api]
scheduled:
  from: 2026-12-06 02:00 +01:00
  until: 2026-12-06 02:30 UTC
  timeZone: Europe/Berlin
  recurrence: FREQ=WEEKLY
  exdates: [2026-12-13 02:00 +0100, 2026-12-20 01:00 GMT]
---
`;
    expect(formatIncidentText(PATH, text)).toContain(`
  from: 2026-12-06T02:00:00+01:00
  until: 2026-12-06T02:30:00Z
  timeZone: Europe/Berlin
  recurrence: FREQ=WEEKLY
  exdates: [2026-12-13T02:00:00+01:00, 2026-12-20T01:00:00Z]
`);
  });
});

describe('formatPostmortemText()', () => {
  test('writes the times of its timeline, and leaves days as they are', () => {
    const [example = ''] = Object.values(POSTMORTEMS);
    const text = example
      .replace('2026-11-20T10:12:00Z', '2026-11-20 10:12 UTC')
      .replace('due: 2026-12-01', 'due: 2026-12-01 10:00 +0100');
    const canonical = formatPostmortemText('postmortems/2026/2026-11-20-api.md', text);
    expect(canonical?.match(/(?:at|due): \d.*/g)).toEqual([
      'at: 2026-11-20T10:12:00Z',
      'at: 2026-11-20T10:02:00Z',
      'due: 2026-12-01T10:00:00+01:00',
      'due: 2026-12-08',
      'due: 2027-01-15',
    ]);
  });
});
