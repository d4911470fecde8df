import { describe, expect, test } from 'vitest';

import { readPlans } from '../../src/app/read-plans.ts';
import { readRootContent } from '../../src/app/read-content.ts';
import { readEntries } from '../../src/app/read-entries.ts';
import type { PlanHistory } from '../../src/site/site-content.ts';
import { readHistory } from '../../src/store/history.ts';
import { openRootFiles } from '../../src/store/root-files.ts';
import { at } from '../support/builders.ts';
import { cloneOf, commitFiles, makeBareRemote, makeTestRepo, writeFiles } from '../support/make-repo.ts';

const NOW = at('2026-11-22T10:45:00Z');

function upgrade(day: string, rest = ''): string {
  return `---
title: Database upgrade
kind: maintenance
components: [api]
scheduled: { from: ${day}T22:00:00Z, until: ${day}T23:30:00Z }
${rest}---
`;
}

async function plansOf(root: string): Promise<Map<string, PlanHistory>> {
  const files = await openRootFiles(root);
  const [content, history] = await Promise.all([readRootContent(files), readHistory({ root, paths: ['incidents'] })]);
  const { entries } = await readEntries(content.incidents, { files, history }, NOW);
  return readPlans(entries, { parsed: content.incidents, history });
}

const createdAt = at('2026-11-01T09:00:00Z');
const changedAt = at('2026-11-03T09:00:00Z');

describe('readPlans()', () => {
  test('counts how often the windows of a maintenance were moved on main, through other edits and new names', async () => {
    const repo = makeTestRepo({
      commits: [
        { at: '2026-11-01T09:00:00Z', files: { 'incidents/db.md': upgrade('2026-11-24') } },
        { at: '2026-11-02T09:00:00Z', files: { 'incidents/db.md': `${upgrade('2026-11-24')}\nSome words.\n` } },
        { at: '2026-11-03T09:00:00Z', files: { 'incidents/db.md': upgrade('2026-11-25') } },
        { at: '2026-11-04T09:00:00Z', files: { 'incidents/db.md': 'broken' } },
        {
          at: '2026-11-05T09:00:00Z',
          files: {
            'incidents/db.md': undefined,
            'incidents/2026/database.md': upgrade('2026-11-25', 'formerly: [db]\n'),
          },
        },
      ],
    });
    expect([...(await plansOf(repo))]).toEqual([['database', { createdAt, changedAt, changes: 1 }]]);
    writeFiles(repo, { 'incidents/2026/database.md': upgrade('2026-11-26', 'formerly: [db]\n') });
    expect([...(await plansOf(repo))]).toEqual([['database', { createdAt, changedAt, changes: 2 }]]);
  });

  test('knows nothing of a file that was never committed, nor in a clone that lacks what came before', async () => {
    const repo = makeTestRepo({
      commits: [{ at: '2026-11-01T09:00:00Z', files: { 'incidents/db.md': upgrade('2026-11-24') } }],
    });
    writeFiles(repo, { 'incidents/new.md': upgrade('2026-11-25') });
    expect([...(await plansOf(repo)).keys()]).toEqual(['db']);
    commitFiles(repo, { at: '2026-11-02T09:00:00Z', files: { 'incidents/db.md': upgrade('2026-11-25') } });
    const shallow = cloneOf(makeBareRemote(repo), ['--depth=1']);
    expect(await plansOf(shallow)).toEqual(new Map());
  });
});
