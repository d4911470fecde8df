import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { formatProviderFile, parseProviderFile, providerPath } from '../../src/content/provider-file.ts';
import type { ProviderReport, ProviderSnapshot } from '../../src/domain/provider-report.ts';
import { at } from '../support/builders.ts';
import { makeProviderIncident, makeReport } from '../support/providers.ts';

const SNAPSHOT: ProviderSnapshot = {
  report: makeReport(
    [makeProviderIncident({ updates: [{ at: at('2026-11-20T10:10:00Z'), text: 'Looking.\nStill.' }] })],
    { saidAt: at('2026-11-20T10:30:00Z') },
  ),
  type: 'statuspage',
  documents: [{ url: 'https://status.acme.example/api/v2/summary.json', etag: 'W/"5"' }],
};

describe('formatProviderFile()', () => {
  test('writes sorted keys and times that people can read', () => {
    expect(
      formatProviderFile({
        ...SNAPSHOT,
        report: {
          kind: 'unknown',
          provider: 'acme',
          fetchedAt: at('2026-11-20T12:00:00Z'),
          why: 'no answer within 10 s',
        },
      }),
    ).toBe(
      `{
 "documents": [
  {
   "etag": "W/\\"5\\"",
   "url": "https://status.acme.example/api/v2/summary.json"
  }
 ],
 "report": {
  "fetchedAt": "2026-11-20T12:00:00Z",
  "kind": "unknown",
  "provider": "acme",
  "why": "no answer within 10 s"
 },
 "type": "statuspage"
}
`,
    );
  });

  test('writes the same whatever the order of keys', () => {
    const turned = Object.fromEntries(Object.entries(SNAPSHOT).reverse()) as unknown as ProviderSnapshot;
    expect(formatProviderFile(turned)).toBe(formatProviderFile(SNAPSHOT));
  });
});

describe('parseProviderFile()', () => {
  test('reads what was written', () => {
    expect(parseProviderFile(formatProviderFile(SNAPSHOT))).toEqual(SNAPSHOT);
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '<<<<<<< HEAD'],
    ['another value', '[]'],
    ['an unknown key', formatProviderFile(SNAPSHOT).replace('"type"', '"evil": 1, "type"')],
    ['a time without an offset', formatProviderFile(SNAPSHOT).replace('10:10:00Z', '10:10:00')],
    ['an address that runs', formatProviderFile(SNAPSHOT).replace('https://status.provider.example', 'javascript:')],
  ])('takes %s for never fetched', (_criterion, text) => {
    expect(parseProviderFile(text)).toBeUndefined();
  });

  test('is the inverse of formatProviderFile()', () => {
    const second = fc.integer({ min: 0, max: 4e9 }).map((seconds) => seconds * 1_000);
    const text = fc.string();
    const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
      fc.option(arbitrary, { nil: undefined });
    const texts = fc.array(text, { maxLength: 3 });
    const url = fc.constantFrom('https://a.example/', 'http://b.example/c?d=e');
    const incident = fc.record({
      ...{
        provider: fc.constant('acme'),
        id: text,
        url,
        title: text,
        startedAt: second,
        endedAt: maybe(second),
        updatedAt: second,
      },
      ...{
        state: fc.constantFrom('open' as const, 'resolved' as const),
        severity: maybe(text),
        components: texts,
        regions: texts,
      },
      updates: fc.array(fc.record({ at: second, text }), { maxLength: 3 }),
    });
    const base = { provider: fc.constant('acme'), fetchedAt: second };
    const report: fc.Arbitrary<ProviderReport> = fc.oneof(
      fc.record({
        ...base,
        kind: fc.constant('read' as const),
        hash: text,
        incidents: fc.array(incident, { maxLength: 3 }),
        saidAt: maybe(second),
        notes: texts,
      }),
      fc.record({ ...base, kind: fc.constant('unknown' as const), why: text }),
    );
    const documents = fc.array(fc.record({ url, etag: maybe(text), lastModified: maybe(text) }), { maxLength: 2 });
    fc.assert(
      fc.property(fc.record({ report, type: text, documents }), (snapshot) => {
        expect(parseProviderFile(formatProviderFile(snapshot))).toEqual(snapshot);
      }),
    );
  });
});

describe('providerPath()', () => {
  test('lies in a folder of its own', () => {
    expect(providerPath('acme')).toBe('providers/acme.json');
  });
});
