/** Real documents of providers, where they lie beside this repository. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

import type { ProviderType } from '../../src/providers/registry.ts';
import { at } from '../support/builders.ts';
import { read, readAny } from '../support/providers.ts';

const FOLDER = new URL('../../../shared/corpora/', import.meta.url);
const NOW = at('2026-09-01T00:00:00Z');

function load(name: string): Uint8Array {
  return readFileSync(new URL(name, FOLDER));
}

describe.skipIf(!existsSync(FOLDER))('readDocuments() of real documents', () => {
  test("reads AWS's events in UTF-16", async () => {
    const { incidents, notes } = await read('aws', load('provider-formats/aws-currentevents.utf16be.bin'), {
      now: NOW,
    });
    expect(notes).toEqual([]);
    expect(incidents.map(({ regions, state, startedAt }) => [regions, state, startedAt])).toEqual([
      [['UAE (me-central-1)'], 'open', at('2026-03-01T12:51:25Z')],
      [['Bahrain (me-south-1)'], 'open', at('2026-03-02T05:56:27Z')],
    ]);
    expect(incidents[0]?.components).toContain('Amazon CloudWatch Synthetics (cloudwatchsynthetics)');
    expect(incidents[0]?.components.length).toBeGreaterThan(100);
    expect(incidents[0]?.updates).toHaveLength(23);
  });

  test("reads Google Cloud's incidents", async () => {
    const { incidents, notes } = await read('gcp', load('provider-formats/gcp-incidents.json'), { now: NOW });
    expect(notes).toEqual([]);
    expect(incidents.map(({ state, components, regions }) => [state, components.length, regions.length])).toEqual([
      ['resolved', 3, 1],
      ['resolved', 1, 2],
      ['resolved', 3, 2],
      ['resolved', 5, 8],
    ]);
  });

  test('reads an open incident of Google Cloud, whose end is not there', async () => {
    const [first, ...rest] = JSON.parse(load('provider-formats/gcp-incidents.json').toString()) as Record<
      string,
      unknown
    >[];
    const open: Record<string, unknown> = { ...first, end: undefined };
    expect((await read('gcp', [open, ...rest], { now: NOW })).incidents[0]).toMatchObject({
      id: open['id'],
      state: 'open',
    });
  });

  test("reads Slack's current state and history", async () => {
    const documents = ['current', 'history'].map((name) => load(`provider-formats/slack-${name}.json`));
    const report = await readAny('slack', documents, { now: NOW });
    expect(report).toMatchObject({ kind: 'read', notes: [], saidAt: at('2026-06-26T10:09:39Z') });
    expect(report.kind === 'read' && report.incidents.map(({ id, state }) => [id, state])).toEqual([
      ['1571', 'resolved'],
      ['1568', 'resolved'],
      [expect.any(String), 'resolved'],
    ]);
  });

  test.each([
    ['data-summary-31013f7.json', ['6tcfpztf6j9m']],
    ['data-summary-2-31013f7.json', []],
  ])('reads Statuspage: %s, its maintenances apart', async (name, ids) => {
    const { incidents } = await read('statuspage', load(`statuspage-v2-github/${name}`), { now: NOW });
    expect(incidents.map(({ id }) => id)).toEqual(ids);
  });

  test('reads every incident that Statuspage has ever told of GitHub', async () => {
    const names = readdirSync(new URL('github-statuspage-incidents/incidents/', FOLDER));
    const incidents = names.map((name) => {
      const document = JSON.parse(load(`github-statuspage-incidents/incidents/${name}`).toString()) as {
        incident: unknown;
      };
      return document.incident;
    });
    for (let start = 0; start < incidents.length; start += 200) {
      const { notes } = await read('statuspage', { incidents: incidents.slice(start, start + 200) }, { now: NOW });
      expect(notes).toEqual([]);
    }
    expect(names.length).toBeGreaterThan(100);
  });

  const feeds = existsSync(FOLDER) ? readdirSync(new URL('github-atom-edited/edited-after-resolved/', FOLDER)) : [];

  test.each(feeds)('reads the feed %s: its incidents last hours, however late they were edited', async (name) => {
    const { incidents, notes } = await read('atom', load(`github-atom-edited/edited-after-resolved/${name}`), {
      now: NOW,
    });
    expect(notes).toEqual([]);
    expect(incidents.length).toBeGreaterThan(20);
    const hours = incidents.map(({ startedAt, endedAt = Infinity }) => (endedAt - startedAt) / 3_600_000);
    expect(Math.max(...hours)).toBeLessThan(24);
  });

  test.each<[ProviderType, string]>([
    ['statuspage', 'provider-formats/statusio-gitlab.json'],
    ['statuspage', 'provider-formats/firehydrant-redis.json'],
    ['statuspage', 'statuspage-v2-github/data-status-31013f7.json'],
    ['gcp', 'provider-formats/slack-history.json'],
    ['slack', 'statuspage-v2-github/data-summary-31013f7.json'],
    ['aws', 'provider-formats/gcp-incidents.json'],
    ['instatus', 'statuspage-v2-github/data-summary-31013f7.json'],
    ['betterstack', 'provider-formats/firehydrant-redis.json'],
    ['rss', 'provider-formats/slack-current.json'],
  ])('knows as %s nothing of another format: %s', async (type, name) => {
    expect(await readAny(type, [load(name)], { now: NOW })).toMatchObject({ kind: 'unknown' });
  });
});
