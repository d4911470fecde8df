import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { hasForbiddenCharacter } from '../../src/content/text.ts';
import type { ProviderReport } from '../../src/domain/provider-report.ts';
import type { ProviderType } from '../../src/providers/registry.ts';
import { PROVIDER_TYPES } from '../../src/schema/config.ts';
import { at } from '../support/builders.ts';
import { FETCHED_AT, read, readAny, whyUnknown } from '../support/providers.ts';

const INCIDENT = { id: 'x1', name: 'Errors', status: 'investigating', created_at: '2026-11-20T10:05:00Z' };

/** What any report may say: bounded, readable, its times in order and none in the future. */
function expectSound(report: ProviderReport): void {
  expect(JSON.stringify(report)).not.toContain('\\u0000');
  if (report.kind === 'unknown') return;
  for (const incident of report.incidents) {
    expect(incident.startedAt).toBeGreaterThan(at('2000-01-01T00:00:00Z') - 1);
    expect(incident.updatedAt).toBeLessThanOrEqual(FETCHED_AT + 86_400_000);
    expect(incident.updatedAt).toBeGreaterThanOrEqual(incident.startedAt);
    expect(incident.endedAt === undefined).toBe(incident.state === 'open');
    expect(incident.endedAt ?? incident.startedAt).toBeGreaterThanOrEqual(incident.startedAt);
    expect(incident.url).toMatch(/^https?:\/\/[^\s]+$/);
    for (const text of [incident.id, incident.title, ...incident.components, ...incident.regions]) {
      expect(text.length).toBeLessThanOrEqual(600);
      expect(text).not.toContain('\n');
      expect(hasForbiddenCharacter(text)).toBe(false);
    }
  }
}

/** Values that no field expects. */
const ODD: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  'x'.repeat(100_000),
  '\u0000\u202e',
  [],
  [[]],
  {},
  { __proto__: { id: 1 } },
  '<b>',
  '2026-11-20T10:00:00Z',
];

describe('readDocuments()', () => {
  test.each([
    ['a name', { name: '<img src=x onerror=alert(1)>Down\u0000\n\u202e## Resolved' }, { title: 'Down ## Resolved' }],
    ['a name that is an object', { name: { a: 1 } }, { title: '(no title)' }],
    ['a name that is a number', { name: 404 }, { title: '404' }],
    ['an address that runs', { shortlink: 'javascript:alert(1)' }, { url: 'https://status.provider.example/' }],
    [
      'an address with a password',
      { shortlink: 'https://me:secret@stspg.example/x' },
      { url: 'https://stspg.example/x' },
    ],
    [
      'an address with marks',
      { shortlink: 'https://stspg.example/"><script>' },
      { url: 'https://stspg.example/%22%3E%3Cscript%3E' },
    ],
    ['components that are no list', { components: 'all' }, { components: [] }],
    [
      'some components that are none',
      { components: [null, 3, { name: [] }, { name: 'API' }, 'x'] },
      { components: ['API'] },
    ],
    ['updates that are no list', { incident_updates: { length: 5 } }, { updates: [] }],
    [
      'an update from the future',
      { incident_updates: [{ body: 'x', display_at: '2099-01-01T00:00:00Z' }] },
      { updates: [], updatedAt: at('2026-11-20T10:05:00Z') },
    ],
    [
      'an end in the future',
      { resolved_at: '2099-01-01T00:00:00Z', status: 'resolved' },
      { endedAt: at('2026-11-20T10:05:00Z') },
    ],
    ['keys of every object', { constructor: 1, hasOwnProperty: 2, toString: null, then: 1 }, { title: 'Errors' }],
  ])('reads around %s', async (_criterion, fields, expected) => {
    const report = await read('statuspage', { incidents: [{ ...INCIDENT, ...fields }] });
    expectSound(report);
    const [incident] = report.incidents;
    expect({ ...incident, title: incident?.title.replace(/[\u202c\u202e]/g, '') }).toMatchObject(expected);
  });

  test('takes nothing from a prototype that a document brings along', async () => {
    const text = `{"__proto__":{"incidents":[{"id":"x"}]},"incidents":[{"__proto__":{"status":"resolved"},"id":"x1","status":"investigating","created_at":"2026-11-20T10:05:00Z"}]}`;
    expect((await read('statuspage', text)).incidents).toMatchObject([{ state: 'open' }]);
    expect({}).not.toHaveProperty('incidents');
  });

  test.each([
    ['no start', { created_at: null }],
    ['a start in the last century', { created_at: '1970-01-01T00:00:00Z' }],
    ['a start in the next month', { created_at: '2026-12-24T00:00:00Z' }],
    ['no status', { status: undefined }],
    ['no id', { id: '' }],
    ['an id that is an object', { id: {} }],
  ])('leaves out one record with %s, tells of it, and keeps the others', async (_criterion, fields) => {
    const report = await read('statuspage', { incidents: [{ ...INCIDENT, id: 'x2', ...fields }, INCIDENT, null, 'x'] });
    expect(report.incidents.map(({ id }) => id)).toEqual(['x1']);
    expect(report.notes).toHaveLength(3);
  });

  test('tells of few of many faults', async () => {
    const { notes } = await read('statuspage', { incidents: [INCIDENT, ...Array<null>(1_000).fill(null)] });
    expect(notes).toHaveLength(6);
    expect(notes.at(-1)).toBe('and 995 more');
  });

  test('keeps a bounded number of incidents, components and updates', async () => {
    const many = <T>(count: number, make: (index: number) => T): T[] =>
      Array.from({ length: count }, (_, index) => make(index));
    const full = {
      ...INCIDENT,
      components: many(5_000, (i) => ({ name: `c${i}` })),
      incident_updates: many(5_000, (i) => ({ body: `u${i}`, display_at: 1_795_169_107 + i })),
    };
    const report = await read('statuspage', {
      incidents: [...many(1_500, (i) => ({ ...INCIDENT, id: `x${i}` })), full],
    });
    expectSound(report);
    expect(report.incidents.length).toBeLessThanOrEqual(100);
    expect(Math.max(...report.incidents.map(({ components }) => components.length))).toBe(400);
    expect(Math.max(...report.incidents.map(({ updates }) => updates.length))).toBe(50);
  });

  test('refuses what is larger than 5 MB', async () => {
    expect(await whyUnknown('statuspage', new Uint8Array(5 * 1_024 * 1_024 + 1))).toBe(
      'the document is larger than 5 MB',
    );
  });

  test.each(PROVIDER_TYPES)('survives deep nesting as %s', async (type) => {
    const deep = ['['.repeat(500_000), '<a>'.repeat(500_000), `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`];
    for (const text of deep) expect(await readAny(type, [text])).toMatchObject({ kind: 'unknown' });
  });

  test('expands no entity and reads no file', async () => {
    const feed = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "${'x'.repeat(100)}"><!ENTITY b "${'&a;'.repeat(100)}"><!ENTITY c SYSTEM "file:///etc/passwd">]>
      <rss><channel><item><title>Errors &b; &c;</title><guid>1</guid><pubDate>Fri, 20 Nov 2026 10:05:00 GMT</pubDate></item></channel></rss>`;
    expect((await read('rss', feed)).incidents[0]?.title).toBe('Errors &b; &c;');
  });

  test.each(['rss', 'atom'] as const)('refuses an element too many as %s', async (type) => {
    expect(await whyUnknown(type, `<rss><channel>${'<item/>'.repeat(60_000)}</channel></rss>`)).toBe(
      'the document has more than 50000 elements',
    );
  });

  const odd = fc.constantFrom(...ODD);
  const record = (names: readonly string[]): fc.Arbitrary<object> =>
    fc.record(
      Object.fromEntries(
        names.map((name) => [
          name,
          fc.oneof(
            { weight: 1, arbitrary: odd },
            { weight: 2, arbitrary: fc.constant(INCIDENT.created_at) },
            { weight: 1, arbitrary: fc.array(odd, { maxLength: 3 }) },
          ),
        ]),
      ),
      { requiredKeys: [] },
    );

  const SHAPES: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    statuspage: fc
      .array(
        record([
          'id',
          'name',
          'status',
          'impact',
          'shortlink',
          'created_at',
          'updated_at',
          'resolved_at',
          'components',
          'incident_updates',
        ]),
      )
      .map((incidents) => ({ page: null, incidents })),
    gcp: fc.array(
      record([
        'id',
        'begin',
        'end',
        'modified',
        'external_desc',
        'affected_products',
        'currently_affected_locations',
        'updates',
        'uri',
      ]),
    ),
    aws: fc.array(
      record(['arn', 'date', 'status', 'service', 'summary', 'event_log', 'impacted_services', 'region_name']),
    ),
    slack: fc.array(
      record(['id', 'title', 'type', 'status', 'url', 'date_created', 'date_updated', 'services', 'notes']),
    ),
    instatus: fc
      .array(record(['id', 'name', 'started', 'status', 'impact', 'url', 'updates', 'components']))
      .map((activeIncidents) => ({ activeIncidents, components: activeIncidents })),
    betterstack: fc
      .array(record(['title', 'report_type', 'starts_at', 'ends_at', 'aggregate_state', 'affected_resources']))
      .map((all) => ({
        data: { type: 'status_page' },
        included: all.map((attributes, id) => ({ type: 'status_report', id, attributes, relationships: attributes })),
      })),
  };

  test.each(Object.entries(SHAPES))(
    'reads what is sound and never fails, whatever stands in the fields of %s',
    async (type, shape) => {
      await fc.assert(
        fc.asyncProperty(shape, async (document) => {
          expectSound(await readAny(type as ProviderType, [JSON.stringify(document)]));
        }),
        { numRuns: 40 },
      );
    },
  );

  test.each(PROVIDER_TYPES)('makes of any bytes something that is unknown or sound as %s', async (type) => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => expectSound(await readAny(type, [bytes]))),
      { numRuns: 50 },
    );
  });
});
