/** Runs where a commit has broken status.yml: what watches must go on just then. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, test, vi } from 'vitest';

import { type RunReport, runOnce } from '../../src/app/check/run.ts';
import { findDuties } from '../../src/app/follow-up/find-duties.ts';
import { chooseConfig } from '../../src/app/last-good-config.ts';
import { parseConfigFile } from '../../src/content/config-file.ts';
import { keyOf } from '../../src/domain/follow-up/duty.ts';
import type { Problem } from '../../src/schema/problems.ts';
import { readConfigRevisions } from '../../src/store/config-revisions.ts';
import { at } from '../support/builders.ts';
import { makeCheckedRoot, measurementsOf, openPorts, type Service, startService } from '../support/check-root.ts';
import { cloneOf, commitFiles, git, makeBareRemote, makeTestRepo } from '../support/make-repo.ts';

vi.setConfig({ testTimeout: 120_000 });

const BROKEN = 'page: { name: Example Cloud, url: "https://status.example.org"\n<<<<<<< HEAD\n';

interface Ran {
  report: RunReport;
  notes: string[];
  shown: Problem[];
}

async function run(root: string): Promise<Ran> {
  const { ports, notes } = await openPorts(root);
  const shown: Problem[] = [];
  const annotate = (problems: readonly Problem[]): Promise<void> => Promise.resolve(void shown.push(...problems));
  const given = { ...ports, annotate, readConfigRevisions: () => readConfigRevisions(root) };
  return { report: await runOnce(given, { now: at('2026-11-20T10:05:00Z') }), notes, shown };
}

describe('a run where a commit has broken status.yml', () => {
  let service: Service;
  let root: string;
  beforeEach(async () => {
    service = await startService();
    root = makeCheckedRoot({ components: { api: `${service.url}/api` } });
  });

  test('measures by its last good revision, and says loudly what is wrong', async () => {
    const good = git(root, ['rev-parse', 'HEAD']);
    commitFiles(root, { files: { 'status.yml': BROKEN } });
    commitFiles(root, { files: { 'status.yml': 'page: 7\n' } });
    const { report, notes, shown } = await run(root);
    expect(report.outcomes).toMatchObject([{ check: 'api-health', state: 'up' }]);
    expect(measurementsOf(root)).toHaveLength(1);
    expect(notes[0]).toMatch(
      new RegExp(
        `^status\\.yml cannot be used, and has to be corrected\\. It is used as of commit ${good.slice(0, 8)}:\n  status\\.yml:1:\\d+: error: `,
      ),
    );
    expect(shown[0]).toMatchObject({ file: 'status.yml', line: 1, severity: 'error' });
  });

  test('finds that revision from the one commit that a workflow checks out', async () => {
    commitFiles(root, { files: { 'status.yml': BROKEN } });
    commitFiles(root, { files: { 'incidents/2026/notes.txt': 'Words' } });
    const clone = cloneOf(makeBareRemote(root), ['--depth=1']);
    expect((await run(clone)).report.outcomes).toMatchObject([{ check: 'api-health', state: 'up' }]);
  });

  test('measures nothing by an edit at work, nor by a file that never was good', async () => {
    writeFileSync(join(root, 'status.yml'), BROKEN);
    await expect(run(root)).rejects.toMatchObject({ hint: expect.stringContaining('Nothing was checked') });
    const never = makeTestRepo({ commits: [{ files: { 'status.yml': BROKEN } }] });
    await expect(run(never)).rejects.toMatchObject({ hint: expect.stringContaining('Nothing was checked') });
    expect(service.requests()).toBe(0);
  });

  test('follows up by it too, the file to correct included', async () => {
    commitFiles(root, { files: { 'status.yml': BROKEN } });
    const { ports } = await openPorts(root);
    const sources = {
      files: ports.files,
      snapshot: await ports.repository.snapshot(),
      now: at('2026-11-20T10:05:00Z'),
    };
    const found = await findDuties({ ...sources, readConfigRevisions: () => readConfigRevisions(root) });
    expect(found.duties.map(keyOf)).toEqual(['checks/all', 'file/status.yml']);
    expect(found.isUnknown('update/a')).toBe(false);
    expect((await findDuties(sources)).isUnknown('update/a')).toBe(true);
  });
});

test('chooseConfig() takes back what a broken status.yml takes back', () => {
  const good = 'page: { name: Example, url: "https://status.example.org" }\ncomponents: [{ id: api, name: API }]\n';
  const redaction = 'redactions: [{ incident: a, update: 2026-11-20T10:05:00Z, reason: A name, by: Ada }]\n';
  const broken = parseConfigFile(`${good}${redaction}`.replace('name: API }', 'name: API }, { id: api, name: Twice }'));
  expect(broken.config).toBeUndefined();
  const chosen = chooseConfig(broken, [{ commit: 'c', at: 0, text: good }]);
  expect(chosen).toMatchObject({ commit: 'c', config: { redactions: [{ incident: 'a' }] } });
  expect(chosen?.config.components).toHaveLength(1);
  const again = [{ commit: 'c', at: 0, text: `${good}${redaction}` }];
  expect(chooseConfig(broken, again)?.config.redactions).toHaveLength(1);
});
