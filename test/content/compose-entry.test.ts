import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { composeAnnouncement, composeIncident, composeMaintenance } from '../../src/content/compose-entry.ts';
import type { IncidentFields } from '../../src/content/compose-fields.ts';
import { formatIncidentText, parseIncidentFile } from '../../src/content/incident-file.ts';
import { composeContext, describeFields, incidentFields } from '../support/compose.ts';

const MAINTENANCE = {
  title: 'Database upgrade',
  components: ['api'],
  from: '2026-12-06T02:00:00+01:00',
  until: '2026-12-06T04:00:00+01:00',
};

describe('composeIncident()', () => {
  it('writes the canonical file of a new incident', () => {
    const composed = composeIncident(
      incidentFields({
        confidence: 'suspected',
        next: '2026-11-20T10:35:00Z',
        components: [
          { id: 'api', status: 'partial_outage' },
          { id: 'Web site', status: 'Degraded performance' },
        ],
      }),
      composeContext(),
    );
    expect(composed.problems).toEqual([]);
    expect(composed.path).toBe('incidents/2026/2026-11-20-elevated-errors.md');
    expect(composed.text).toBe(`---
title: Elevated errors
category: internal
confidence: suspected
impact: major
components:
  api: partial_outage
  web: degraded_performance
---

## Investigating · 2026-11-20T10:05:00Z · next: 2026-11-20T10:35:00Z

We are looking into it.
`);
  });

  it.each([
    ['Überlast gelöst!', '2026-11-20-ueberlast-geloest'],
    ['API エラー', '2026-11-20-api'],
    ['障害', '2026-11-20-incident'],
    ['🔥🔥🔥', '2026-11-20-incident'],
    ['постконструктор', '2026-11-20-incident'],
    [
      'One of the very long titles that people write when nobody tells them to stop writing',
      '2026-11-20-one-of-the-very-long-titles-that-people-write-when-nobody',
    ],
    ['x'.repeat(150), `2026-11-20-${'x'.repeat(60)}`],
  ])('makes of the title %j the id %s', (title, id) => {
    const composed = composeIncident(incidentFields({ title }), composeContext());
    expect(composed).toMatchObject({ id, problems: [] });
  });

  it('takes the next id where one is taken, also where it was an earlier id of another file', () => {
    const first = composeIncident(incidentFields(), composeContext());
    const context = composeContext([
      [first.path, (first.text ?? '').replace('---\n', '---\nformerly: [2026-11-20-elevated-errors-2]\n')],
    ]);
    expect(composeIncident(incidentFields(), context)).toMatchObject({
      id: '2026-11-20-elevated-errors-3',
      problems: [],
    });
  });

  const faults: [string, Partial<IncidentFields>, string[]][] = [
    [
      'an empty title',
      { title: ' ' },
      ['title: Cannot read "title": expected a text, for example title: Elevated errors on the public API, got ""'],
    ],
    [
      'a component that there is not',
      { components: [{ id: 'apii', status: 'partial_outage' }] },
      [
        'components: Cannot find the component "apii": expected one of api, web, for example api, got "apii". Did you mean "api"?',
      ],
    ],
    [
      'a status that there is not',
      { components: [{ id: 'api', status: 'partial' }] },
      [
        'components: Cannot read "components.api": expected one of operational, degraded_performance, partial_outage, major_outage, for example api: partial_outage, got "partial". Did you mean "partial_outage"?',
      ],
    ],
    [
      'a component twice',
      {
        components: [
          { id: 'api', status: 'partial_outage' },
          { id: 'API', status: 'major_outage' },
        ],
      },
      ['components: Cannot name the component "api" twice: expected each once, for example api, got api'],
    ],
    [
      'an impact that there is not',
      { impact: 'mayor' },
      [
        'impact: Cannot read "impact": expected one of none, minor, major, critical, for example impact: major, got "mayor". Did you mean "major"?',
      ],
    ],
    [
      'confidence in nothing',
      { category: 'undetermined', confidence: 'confirmed' },
      [
        'confidence: Cannot be confident of a category that is undetermined: expected no "confidence", or another category, for example category: internal, got confidence: confirmed',
      ],
    ],
    [
      'a phase that there is not',
      { phase: 'identifed' },
      [
        'phase: Cannot read the phase: expected one of investigating, identified, monitoring, resolved, for example identified, got "identifed". Did you mean "identified"?',
      ],
    ],
    [
      'a phase that it cannot begin with',
      { phase: 'resolved' },
      [
        'phase: Cannot begin an incident with "Resolved": expected Investigating, Identified or Monitoring first, or "backfilled: true" in the front matter, for example backfilled: true, got Resolved',
      ],
    ],
    [
      'a promise for the past',
      { next: '2026-11-20T10:00:00Z' },
      [
        'next: Cannot promise the next update for a time that is past: expected a time after that of the update, for example next: 2026-11-20T10:35:00Z, got 2026-11-20T10:00:00Z',
      ],
    ],
    [
      'a promise for no time',
      { next: 'soon' },
      [
        'next: Cannot read when the next update comes: expected a time with an offset, for example "next: 2026-11-20T10:05:00Z", got "soon"',
      ],
    ],
    [
      'a word to nobody',
      { notify: 'yes' },
      ['notify: Cannot read "notify": expected one of no, again, for example "notify: no", got "yes"'],
    ],
    [
      'a provider that there is not',
      { category: 'upstream', provider: 'awz' },
      [
        'provider: Cannot find the provider "awz": expected one of aws, for example aws, got "awz". Did you mean "aws"?',
      ],
    ],
    [
      'an id that is none',
      { id: 'My Incident' },
      [
        'id: Cannot use this file name as an id: expected small letters, digits and hyphens, at most 100, for example 2026-11-20-api-errors.md, got "My Incident.md". Did you mean "my-incident.md"?',
      ],
    ],
    [
      'no text',
      { message: '\n' },
      [
        'message: Cannot tell people nothing: expected a text, for example "We see elevated error rates and are looking into it.", got "\\n"',
      ],
    ],
    [
      'a control character',
      { message: 'We see \u0007errors.' },
      [
        'message: Cannot read a control character: expected text, for example "We are looking into it.", got U+0007. Delete the character; an editor that shows invisible characters finds it.',
      ],
    ],
    [
      'a start without a reason',
      { startedAt: '2026-11-20T09:00:00Z' },
      [
        'startedAt: Cannot use "startedAt" without "startedBecause": expected both, or neither, and the start is derived, for example startedBecause: first failed request in the access log, got nothing',
      ],
    ],
  ];
  it.each(faults)('refuses %s', (_what, fields, told) => {
    const composed = composeIncident(incidentFields(fields), composeContext());
    expect(describeFields(composed)).toEqual(told);
    expect(composed.text).toBeUndefined();
  });

  it('refuses an id that another file has, and says which is free', () => {
    const first = composeIncident(incidentFields({ id: 'api' }), composeContext());
    const context = composeContext([['incidents/api.md', first.text ?? '']]);
    expect(describeFields(composeIncident(incidentFields({ id: 'api' }), context))).toEqual([
      'id: Cannot use the id "api" twice: expected an id that no other file has or had, for example api-2, got api, which is incidents/api.md',
    ]);
  });

  it('tells of everything that is wrong at once', () => {
    const composed = composeIncident(
      {
        title: '',
        category: 'intern',
        impact: '',
        components: [{ id: 'x', status: 'y' }],
        message: '',
        phase: 'z',
        next: 'q',
      },
      composeContext(),
    );
    expect(new Set(composed.problems.map(({ field }) => field))).toEqual(
      new Set(['title', 'category', 'impact', 'components', 'message', 'phase', 'next']),
    );
  });

  it('writes whatever is said so that it is read as it was meant', () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 80 });
    const text = fc
      .array(
        fc.oneof(
          line,
          fc.constantFrom('## Resolved · 2026-11-20T11:00:00Z', '```', '---', '<!--', '<<<<<<< HEAD', '- a', '#'),
        ),
        { minLength: 1, maxLength: 6 },
      )
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(line, text, (title, message) => {
        const {
          path,
          text: written,
          problems,
        } = composeIncident(incidentFields({ title: `T ${title}`, message: `M ${message}` }), composeContext());
        if (written === undefined) return problems.every(({ field }) => field === 'message');
        const parsed = parseIncidentFile(path, written);
        expect(parsed.updates).toHaveLength(1);
        expect(formatIncidentText(path, written)).toBe(written);
        return parsed.problems.every(({ severity }) => severity === 'warning');
      }),
      { numRuns: 25 },
    );
  });
});

describe('composeMaintenance()', () => {
  it('writes the canonical file of a recurring maintenance, announced now', () => {
    const composed = composeMaintenance(
      {
        ...MAINTENANCE,
        message: 'We upgrade.',
        timeZone: 'Europe/Berlin',
        recurrence: 'FREQ=WEEKLY;BYDAY=SU',
        exdates: ['2026-12-27T02:00:00+01:00'],
      },
      composeContext(),
    );
    expect(composed.problems).toEqual([]);
    expect(composed.text).toBe(`---
kind: maintenance
title: Database upgrade
components: [api]
scheduled:
  from: 2026-12-06T02:00:00+01:00
  until: 2026-12-06T04:00:00+01:00
  timeZone: Europe/Berlin
  recurrence: FREQ=WEEKLY;BYDAY=SU
  exdates: [2026-12-27T02:00:00+01:00]
---

## Scheduled · 2026-11-20T10:05:00Z

We upgrade.
`);
  });

  it.each([
    [
      { until: '2026-12-06T01:00:00+01:00' },
      'until: Cannot end a maintenance before it starts: expected a time after 2026-12-06T02:00:00+01:00, for example until: 2026-12-06T02:00:00Z, got 2026-12-06T01:00:00+01:00',
    ],
    [
      { from: '2026-11-01T02:00:00Z', until: '2026-11-01T04:00:00Z' },
      'until: Cannot schedule a maintenance that is over: expected a time after 2026-11-20T10:05:00Z, for example 2026-11-21T10:05:00Z, got 2026-11-01T04:00:00Z',
    ],
    [
      { from: '02:00' },
      'from: Cannot read "scheduled.from": expected a time with an offset, for example from: 2026-11-20T10:05:00Z, got "02:00". The date is missing. Write the day before it: 2026-11-20T10:05:00Z.',
    ],
    [
      { recurrence: 'weekly', timeZone: 'Europe/Berlin' },
      'recurrence: Cannot read "scheduled.recurrence": expected an RFC 5545 rule that begins with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY, for example recurrence: FREQ=WEEKLY;BYDAY=SU, got "weekly"',
    ],
    [
      { recurrence: 'FREQ=DAILY' },
      'timeZone: Cannot repeat wall-clock times without a time zone: expected "timeZone" beside "recurrence", for example timeZone: Europe/Berlin, got nothing',
    ],
    [
      { components: ['ap'] },
      'components: Cannot find the component "ap": expected one of api, web, for example api, got "ap". Did you mean "api"?',
    ],
  ])('refuses %j', (fields, told) => {
    expect(describeFields(composeMaintenance({ ...MAINTENANCE, ...fields }, composeContext()))).toEqual([told]);
  });

  it('warns of one that has begun', () => {
    const composed = composeMaintenance({ ...MAINTENANCE, from: '2026-11-20T10:00:00Z' }, composeContext());
    expect(composed.text).toBeDefined();
    expect(composed.problems.map(({ field, severity }) => `${field} ${severity}`)).toEqual(['from warning']);
  });
});

describe('composeAnnouncement()', () => {
  it('writes the canonical file of an announcement', () => {
    const composed = composeAnnouncement(
      { title: 'A new region', message: 'Helsinki is open.', components: ['web'], until: '2026-12-01T00:00:00Z' },
      composeContext(),
    );
    expect(composed).toMatchObject({ path: 'incidents/2026/2026-11-20-a-new-region.md', problems: [] });
    expect(composed.text).toBe(`---
kind: announcement
title: A new region
components: [web]
until: 2026-12-01T00:00:00Z
---

## Announced · 2026-11-20T10:05:00Z

Helsinki is open.
`);
  });

  it('refuses one that is over before it begins', () => {
    const fields = { title: 'A new region', message: 'Helsinki is open.', until: '2026-11-01T00:00:00Z' };
    expect(describeFields(composeAnnouncement(fields, composeContext()))).toEqual([
      'until: Cannot announce something until a time that is past: expected a time after 2026-11-20T10:05:00Z, for example 2026-11-21T10:05:00Z, got 2026-11-01T00:00:00Z',
    ]);
  });
});
