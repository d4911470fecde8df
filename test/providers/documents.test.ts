import { describe, expect, test } from 'vitest';

import type { ProviderSnapshot } from '../../src/domain/provider-report.ts';
import { describeRequests, documentUrls, pageUrl } from '../../src/providers/documents.ts';
import type { ProviderType } from '../../src/providers/registry.ts';
import { makeReport } from '../support/providers.ts';

const HOST = 'https://status.example.com';

describe('documentUrls()', () => {
  test.each<[ProviderType, string, string[]]>([
    ['statuspage', '', ['/api/v2/summary.json', '/api/v2/incidents.json']],
    ['statuspage', '/', ['/api/v2/summary.json', '/api/v2/incidents.json']],
    ['statuspage', '/acme/', ['/acme/api/v2/summary.json', '/acme/api/v2/incidents.json']],
    ['statuspage', '/history', ['/api/v2/summary.json', '/api/v2/incidents.json']],
    ['statuspage', '/api/v2', ['/api/v2/summary.json', '/api/v2/incidents.json']],
    ['statuspage', '/api/v2/incidents/unresolved.json?x=1#y', ['/api/v2/incidents/unresolved.json?x=1']],
    ['instatus', '', ['/summary.json', '/v3/components.json']],
    ['instatus', '/v3/summary.json', ['/v3/summary.json']],
    ['betterstack', '', ['/index.json']],
    ['gcp', '/summary', ['/incidents.json']],
    ['gcp', '/appsstatus/dashboard/', ['/appsstatus/dashboard/incidents.json']],
    ['aws', '/health/status', ['/public/currentevents']],
    ['aws', '/public/currentevents', ['/public/currentevents']],
    ['slack', '', ['/api/v2.0.0/current', '/api/v2.0.0/history']],
    ['slack', '/api/v2.0.0/current', ['/api/v2.0.0/current']],
    ['rss', '', ['/history.rss']],
    ['rss', '/en-us/status/feed/', ['/en-us/status/feed/']],
    ['rss', '/rss/all.rss', ['/rss/all.rss']],
    ['atom', '/', ['/history.atom']],
    ['atom', '/feed/atom', ['/feed/atom']],
  ])('finds those of %s at "%s"', (type, path, expected) => {
    expect(documentUrls({ id: 'acme', type, url: `${HOST}${path}` })).toEqual(expected.map((each) => `${HOST}${each}`));
  });

  test('sends no password that stands in an address', () => {
    expect(documentUrls({ id: 'acme', type: 'rss', url: 'https://me:secret@status.example.com/f' })).toEqual([
      `${HOST}/f`,
    ]);
  });
});

describe('pageUrl()', () => {
  test.each<[ProviderType, string, string]>([
    ['statuspage', '/api/v2/summary.json', '/'],
    ['statuspage', '/acme/api/v2/incidents/unresolved.json', '/acme/api/v2/incidents/'],
    ['statuspage', '/acme', '/acme/'],
    ['gcp', '/incidents.json', '/'],
    ['aws', '/public/currentevents', '/health/status'],
    ['slack', '/api/v2.0.0/current', '/'],
    ['instatus', '/v3/summary.json', '/'],
  ])('is a page for readers, of %s at "%s"', (type, path, expected) => {
    expect(pageUrl({ id: 'acme', type, url: `${HOST}${path}` })).toBe(`${HOST}${expected}`);
  });
});

describe('describeRequests()', () => {
  const source = { id: 'acme', type: 'betterstack' as const, url: HOST };
  const snapshot = (overrides: Partial<ProviderSnapshot> = {}): ProviderSnapshot => ({
    report: makeReport([]),
    type: 'betterstack',
    documents: [{ url: `${HOST}/index.json`, etag: 'W/"5"', lastModified: 'Fri, 20 Nov 2026 10:05:00 GMT' }],
    ...overrides,
  });

  test('asks for what has changed', () => {
    expect(describeRequests(source, snapshot())).toEqual([
      {
        url: `${HOST}/index.json`,
        headers: {
          accept: '*/*',
          'user-agent': 'Candor/0.1',
          'if-none-match': 'W/"5"',
          'if-modified-since': 'Fri, 20 Nov 2026 10:05:00 GMT',
        },
      },
    ]);
  });

  test.each([
    ['the first fetch', undefined],
    ['another type', snapshot({ type: 'statuspage' })],
    ['another address', snapshot({ documents: [{ url: 'https://other.example/index.json', etag: '5' }] })],
    ['a fetch that failed', snapshot({ report: { kind: 'unknown', provider: 'acme', fetchedAt: 0, why: 'x' } })],
    [
      'a version that is no header',
      snapshot({ documents: [{ url: `${HOST}/index.json`, etag: 'x\r\nevil: 1', lastModified: 'ü' }] }),
    ],
  ])('asks for all after %s', (_criterion, earlier) => {
    expect(Object.keys(describeRequests(source, earlier)[0]?.headers ?? {})).toEqual(['accept', 'user-agent']);
  });
});
