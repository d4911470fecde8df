/** One outage from the first failing check to the last word on the page, through the real commands. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import Parser from 'rss-parser';
import { expect, test } from 'vitest';

import { filesOf, makeCheckedRoot, measurementsOf, startService, subjectsOf } from '../support/check-root.ts';
import { cloneOf, git, makeBareRemote, makeFolder } from '../support/make-repo.ts';
import { runCli } from '../support/run-cli.ts';

const ENV = { GITHUB_TOKEN: '', GITHUB_REPOSITORY: '', GITHUB_OUTPUT: '' };
const ID = '2026-11-20-api';
const FILE = `incidents/2026/${ID}.md`;

const INCIDENT = `---
title: The api is down
category: undetermined
impact: critical
components:
  api: partial_outage
checks: [api-1, api-2]
openedBy: monitor
evidence:
  - kind: measurement
    at: 2026-11-20T23:50:00Z
    text: "api-1: expected a status in 200-399, got 503 (http_5xx), 2 in a row"
    source: status-data
  - kind: measurement
    at: 2026-11-20T23:55:00Z
    text: "api-2: expected a status in 200-399, got 500 (http_5xx), 2 in a row"
    source: status-data
---

## Investigating · 2026-11-20T23:55:00Z

A check of The api has failed since 23:50 UTC. We are looking into it.

- api-1: expected a status in 200-399, got 503

## Investigating · 2026-11-21T00:00:00Z · api: major_outage

Checks of The api have failed since 23:50 UTC on 20 November.

- api-1: expected a status in 200-399, got 503
- api-2: expected a status in 200-399, got 500

## Monitoring · 2026-11-21T00:10:00Z · api: operational

Checks have passed since 00:05 UTC. We keep watching until 00:20 UTC.

## Resolved · 2026-11-21T00:20:00Z

Checks have passed since 00:05 UTC, and the recovery has held.
`;

/** What a page says, without its marks, in one line. */
function wordsOf(html: string): string {
  const body = html.slice(html.indexOf('<body')).replace(/<(script|style)\b[^]*?<\/\1>/g, '');
  return body
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;|&apos;/g, "'")
    .replace(/\s+/g, ' ');
}

interface Pages {
  front: string;
  incident: string;
  history: string;
  component: string;
  feed: Awaited<ReturnType<Parser['parseString']>>;
}

/** Builds the site of a fresh clone of the remote and reads the pages that tell of the outage. */
async function buildPages(remote: string, now: string): Promise<Pages> {
  const root = cloneOf(remote);
  const out = join(makeFolder(), 'site');
  const built = await runCli(['build', '--root', root, '--out', out, '--now', now], { env: ENV });
  expect(built).toMatchObject({ exitCode: 0, stderr: '' });
  const page = async (file: string): Promise<string> => wordsOf(await readFile(join(out, file), 'utf8'));
  return {
    front: await page('index.html'),
    incident: await page(`incidents/${ID}/index.html`),
    history: await page('history/index.html'),
    component: await page('components/api/index.html'),
    feed: await new Parser().parseString(readFileSync(join(out, 'feed.xml'), 'utf8')),
  };
}

test(
  'an outage is opened, gets worse, recovers and is resolved, and the page says each',
  { timeout: 300_000 },
  async () => {
    const service = await startService();
    const root = makeCheckedRoot({
      components: { api: [`${service.url}/a`, `${service.url}/b`], web: `${service.url}/web` },
    });
    const remote = makeBareRemote(root);
    const check = async (now: string): Promise<string> => {
      const result = await runCli(['check', '--root', root, '--now', `2026-11-${now}:00Z`], { env: ENV });
      expect(result).toMatchObject({ exitCode: 0, stderr: '' });
      expect(git(root, ['status', '--porcelain'])).toBe('');
      return result.stdout;
    };

    expect(await check('20T23:45')).toMatch(/^2026-11-20T23:45:00Z {2}3 up\n/);
    service.failing.set('/a', 503);
    expect(await check('20T23:50')).toContain('api-1: down, expected a status in 200-399, got 503');
    service.failing.set('/b', 500);
    expect(await check('20T23:55')).toContain(`Done: Open ${ID}: The api is partly down\n`);
    expect(await check('21T00:00')).toContain(`Done: Update ${ID}: Investigating, api: major_outage\n`);
    const during = await buildPages(remote, '2026-11-21T00:02:00Z');
    service.failing.clear();
    await check('21T00:05');
    expect(await check('21T00:10')).toContain(`Done: Update ${ID}: Monitoring, api: operational\n`);
    await check('21T00:15');
    expect(await check('21T00:20')).toContain(`Done: Update ${ID}: Resolved\n`);
    await check('21T00:25');
    const after = await buildPages(remote, '2026-11-21T00:30:00Z');

    expect(filesOf(remote, 'main').get(FILE)).toBe(INCIDENT);
    expect(readFileSync(join(root, FILE), 'utf8')).toBe(INCIDENT);
    expect(
      git(remote, ['log', '--reverse', '--format=%s %cI', 'main']).replaceAll('+00:00', 'Z').split('\n').slice(1),
    ).toEqual([
      `Open ${ID}: The api is partly down 2026-11-20T23:55:00Z`,
      `Update ${ID}: Investigating, api: major_outage 2026-11-21T00:00:00Z`,
      `Update ${ID}: Monitoring, api: operational 2026-11-21T00:10:00Z`,
      `Update ${ID}: Resolved 2026-11-21T00:20:00Z`,
    ]);
    expect(subjectsOf(remote, 'status-data')).toEqual(['Measurements of 2026-11-21', 'Measurements of 2026-11-20']);
    expect(measurementsOf(remote).length).toBe(9 * 3);

    expect(during.front).toMatch(/major outage|is down/i);
    expect(during.front).toContain('The api is down');
    expect(during.front).toContain('Checks of The api have failed since 23:50 UTC on 20 November.');
    expect(during.incident).toContain('Investigating');
    expect(during.incident).toContain('Opened by our monitoring');
    expect(during.incident).toMatch(
      /expected a status in 200-399, got 503 +check api-1 · error of the server · 2 times in a row/,
    );
    expect(during.feed.items).toHaveLength(2);

    expect(after.front).toContain('All systems operational.');
    expect(after.component).toContain('10 minutes of partial outage');
    expect(after.component).toContain('10 minutes of major outage');
    expect(after.front).toContain('The api is down');
    expect(after.history).toContain('The api is down');
    for (const words of [
      'A check of The api has failed since 23:50 UTC. We are looking into it.',
      'Checks have passed since 00:05 UTC. We keep watching until 00:20 UTC.',
      'Checks have passed since 00:05 UTC, and the recovery has held.',
    ]) {
      expect(after.incident).toContain(words);
    }
    expect(after.incident.indexOf('Monitoring')).toBeGreaterThan(-1);
    expect(after.feed.items.map(({ title, isoDate }) => `${title ?? ''} ${isoDate ?? ''}`)).toEqual([
      'Resolved: The api is down 2026-11-21T00:20:00.000Z',
      'Monitoring: The api is down 2026-11-21T00:10:00.000Z',
      'Investigating: The api is down 2026-11-21T00:00:00.000Z',
      'Investigating: The api is down 2026-11-20T23:55:00.000Z',
    ]);
    expect(after.feed.items[0]?.contentSnippet).toContain('the recovery has held');
    const guids = (pages: Pages): string[] => pages.feed.items.map(({ guid = '' }) => guid);
    expect(guids(after).slice(-2)).toEqual(guids(during));
  },
);
