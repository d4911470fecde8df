/** Repositories with a site that is verified, and sites that hold nothing but their figures. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect } from 'vitest';

import { deriveFigures, formatFigures } from '../../src/api/figures.ts';
import { type Verification, verifySite } from '../../src/app/verify/verify-site.ts';
import { createBuildPorts } from '../../src/cli/commands/build.ts';
import { deriveFromGit } from '../../src/cli/commands/verify.ts';
import { ENGINE_FOLDER } from '../../src/cli/root.ts';
import { deriveSiteModel } from '../../src/site/site-model.ts';
import { nameEngine } from '../../src/store/engine.ts';
import { openSiteFolder } from '../../src/store/published-site.ts';
import { at } from './builders.ts';
import { makeHistory, replaceBranch } from './make-history.ts';
import { git, makeFolder, writeFiles } from './make-repo.ts';

const ENGINE = nameEngine(ENGINE_FOLDER);

/** The time that the sites are built for. */
export const NOW = '2026-11-20T12:00:00Z';
export const INCIDENT = 'incidents/2026/2026-11-20-api-errors.md';
export const CONFIG = `page: { name: Example, url: "https://status.example.org", id: k7d0v3m9x2qa }
components: [{ id: api, name: API, checks: [{ id: api-health, type: http, url: "https://api.example.org" }] }]
`;
const BEGUN = `---
title: Errors
category: internal
impact: major
components: { api: partial_outage }
checks: [api-health]
---

## Investigating · 2026-11-20T10:05:00Z

We are looking into it.
`;
/** The incident as it is over. */
export const OVER = `${BEGUN}
## Resolved · 2026-11-20T11:00:00Z · api: operational

It is over.
`;

/** The measurements of 20 November 2026, every quarter of an hour up to a time; they fail from 10:00 to 10:30. */
function measure(until: string): string {
  const times = Array.from({ length: 24 * 4 }, (_, quarter) => {
    const [hour, minute] = [Math.floor(quarter / 4), (quarter % 4) * 15].map((part) => String(part).padStart(2, '0'));
    return `${hour}:${minute}:00`;
  }).filter((time) => time <= until);
  const tokens = times.map((time) => (time >= '10:00' && time < '10:30' ? '!timeout' : '41'));
  return `${times.join(' ')}\napi-health:200 ${tokens.join(' ')}\n`;
}

/** Replaces the commit of the day on `status-data`, as each run of the checks does. */
export function measureUntil(repo: string, time: string, more: Readonly<Record<string, string>> = {}): void {
  const files = { 'measurements/2026/2026-11-20.txt': measure(time), ...more };
  replaceBranch(repo, 'status-data', { files, at: `2026-11-20T${time}Z` });
}

/** A repository with an incident that was edited once after it was over, measured until noon. */
export function makeVerifiedRoot(): string {
  const repo = makeHistory([
    { files: { 'status.yml': CONFIG }, at: '2026-11-01T08:00:00Z' },
    { files: { [INCIDENT]: BEGUN }, at: '2026-11-20T10:07:00Z' },
    { files: { [INCIDENT]: OVER }, at: '2026-11-20T11:01:00Z' },
    { files: { [INCIDENT]: OVER.replace('over', 'over now') }, at: '2026-11-20T11:30:00Z' },
  ]);
  measureUntil(repo, '12:00:00');
  git(repo, ['reset', '--quiet', '--hard', 'main']);
  return repo;
}

/** Publishes the figures of a root folder as it lies on disk; returns the folder of the site. */
export async function publishFigures(root: string): Promise<string> {
  const { content } = await (await createBuildPorts(root, at(NOW))).readContent();
  const site = makeFolder();
  writeFiles(site, { 'figures.json': formatFigures(deriveFigures({ content, model: deriveSiteModel(content) })) });
  return site;
}

/** Verifies the figures of a site alone, as if its pages had been built just now. */
export async function verifyFigures(root: string, site: string): Promise<Verification> {
  const place = { root, folder: makeFolder(), engine: ENGINE, onStep: () => undefined };
  const opened = await openSiteFolder(site, 'the site');
  return verifySite({
    ...{ site: opened, engine: ENGINE, clock: at(NOW), isFresh: true },
    derive: (published) => deriveFromGit(published, place),
  });
}

/** Changes what stands in a file of a site, as a person with an editor would. */
export function tamper(
  site: string,
  file: string,
  changes: readonly (readonly [from: RegExp | string, to: string])[],
): void {
  let text = readFileSync(join(site, file), 'utf8');
  for (const [from, to] of changes) {
    const changed = text.replace(from, to);
    expect(changed === text, `${String(from)} stands in ${file}`).toBe(false);
    text = changed;
  }
  writeFiles(site, { [file]: text });
}
