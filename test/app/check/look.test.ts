import { expect, test } from 'vitest';

import { runOnce } from '../../../src/app/check/run.ts';
import { parseProviderFile } from '../../../src/content/provider-file.ts';
import { fetchProvider } from '../../../src/providers/fetch.ts';
import { openActivityReader } from '../../../src/store/github/activity.ts';
import { at } from '../../support/builders.ts';
import { filesOf, openPorts, startService } from '../../support/check-root.ts';
import { commitFiles, makeTestRepo } from '../../support/make-repo.ts';
import { startHttpServer } from '../../support/servers.ts';

const DAY = '2026-11-20T';

interface ProviderPage {
  url: string;
  /** What the page says from now on; undefined answers 500. */
  incidents: object[] | undefined;
  requests: number;
}

/** A page that speaks as Statuspage does. */
async function startProvider(): Promise<ProviderPage> {
  const page: ProviderPage = { url: '', incidents: [], requests: 0 };
  const { url } = await startHttpServer((_request, response) => {
    page.requests += 1;
    const { incidents } = page;
    response.writeHead(incidents === undefined ? 500 : 200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({ page: { id: 'p1', name: 'Example Hosting', url: page.url }, incidents, components: [] }),
    );
  });
  page.url = url;
  return page;
}

function incident(time: string): object {
  const stamp = `${DAY}${time}Z`;
  return {
    id: 'x1',
    name: 'Storage is slow',
    status: 'investigating',
    impact: 'major',
    created_at: stamp,
    started_at: stamp,
    updated_at: stamp,
    shortlink: 'https://stspg.io/x1',
    components: [{ id: 'c1', name: 'Storage', status: 'partial_outage' }],
    incident_updates: [
      {
        id: 'u1',
        status: 'investigating',
        body: 'We look into it.',
        created_at: stamp,
        display_at: stamp,
        updated_at: stamp,
      },
    ],
  };
}

async function makeRoot(provider: ProviderPage, repositories: string[] = []) {
  const service = await startService();
  service.failing.set('/api', 503);
  const status = {
    page: { name: 'Example', url: 'https://status.example.org', id: 'k7d0v3m9x2qa' },
    components: [
      {
        id: 'api',
        name: 'API',
        checks: [{ id: 'api-health', type: 'http', url: `${service.url}/api`, retries: 0 }],
        dependsOn: [{ provider: 'cloud', components: ['Storage'] }],
      },
    ],
    providers: [{ id: 'cloud', name: 'Example Hosting', type: 'statuspage', url: provider.url }],
    deployments: { repositories },
  };
  const root = makeTestRepo();
  commitFiles(root, { files: { 'status.yml': JSON.stringify(status) }, message: 'Begin' });
  return { root, service };
}

async function run(root: string, time: string) {
  const { ports } = await openPorts(root, {
    fetchProvider: (source, options) => fetchProvider(source, { ...options, signal: AbortSignal.timeout(5_000) }),
    readActivity: (repositories, window) => openActivityReader({}).readActivity(repositories, window),
  });
  return runOnce(ports, { now: at(`${DAY}${time}Z`) });
}

function textOf(root: string): string {
  return filesOf(root, 'main').get('incidents/2026/2026-11-20-api.md') ?? '';
}

test('asks nobody while nothing is opened', async () => {
  const provider = await startProvider();
  const { root, service } = await makeRoot(provider);
  service.failing.clear();
  await run(root, '10:00:00');
  expect(provider.requests).toBe(0);
});

test('opens as upstream, suspected, with the provider’s words and its record', async () => {
  const provider = await startProvider();
  provider.incidents = [incident('09:58:00')];
  const { root } = await makeRoot(provider, ['acme/api']);
  for (const time of ['10:00:00', '10:05:00']) await run(root, time);
  const text = textOf(root);
  expect(text).toMatch(/^category: upstream\nconfidence: suspected$/m);
  expect(text).toMatch(/^provider: cloud$/m);
  expect(text).toContain('> “We look into it.”');
  expect(text).toContain('Deployments were not looked at');
  const kept = parseProviderFile(filesOf(root, 'status-data').get('providers/cloud.json') ?? '');
  expect(kept?.report).toMatchObject({ kind: 'read', fetchedAt: at(`${DAY}10:05:00Z`) });
});

test('asks again while the cause is not known, and follows what the provider says', async () => {
  const provider = await startProvider();
  provider.incidents = undefined;
  const { root } = await makeRoot(provider);
  for (const time of ['10:00:00', '10:05:00']) await run(root, time);
  expect(textOf(root)).toMatch(/^category: undetermined$/m);
  expect(textOf(root)).toContain('Example Hosting: not known');

  provider.incidents = [incident('10:07:00')];
  await run(root, '10:10:00');
  expect(textOf(root)).toMatch(/^category: upstream$/m);
  const before = textOf(root);
  await run(root, '10:15:00');
  expect(textOf(root)).toBe(before);
});
