import { describe, expect, it, vi } from 'vitest';

import { commitFiles, git, makeTestRepo } from '../support/make-repo.ts';
import { BOT, dated, FIRST, OWN, revisionsOf, SEEN, time } from '../support/turned-line.ts';

vi.setConfig({ testTimeout: 60_000 });

describe('readHistory() of a line with merges', () => {
  it('goes by what Git writes where main was merged, and by the first parent else', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    git(repo, ['switch', '--quiet', '--create', 'topic']);
    commitFiles(repo, OWN);
    git(repo, ['switch', '--quiet', 'main']);
    for (const commit of BOT) commitFiles(repo, commit);
    git(repo, ['switch', '--quiet', 'topic']);
    git(repo, ['merge', '--quiet', '--no-edit', 'main'], dated('10:30'));
    git(repo, ['switch', '--quiet', 'main']);
    git(repo, ['merge', '--quiet', '--ff-only', 'topic']);
    const merged = SEEN.map((line) => line.replace(/10:(?:06|20)/, '10:30'));
    const unseen = [merged[1], merged[2], merged[3], merged[4]];
    for (const [subject, seen] of [
      ["Merge branch 'main' into topic", SEEN],
      ["Merge remote-tracking branch 'origin/main'", SEEN],
      ["Merge branch 'main' of https://example.org/acme/status", SEEN],
      ["Merge branch 'domain'", ['incidents/bot.md 10:30 2', ...unseen.slice(1, 3), 'incidents/own.md 10:10 o']],
      ["Merge branch 'main' into 'main'", [...unseen.slice(0, 3), 'incidents/own.md 10:10 o']],
      ['Merge pull request #7 from acme/main', [...unseen.slice(0, 3), 'incidents/own.md 10:10 o']],
    ] as const) {
      git(repo, ['commit', '--quiet', '--amend', '-m', subject], dated('10:30'));
      expect([subject, await revisionsOf(repo)]).toEqual([subject, seen]);
    }
  });

  it('takes a branch that was merged for a branch, whatever it had taken in', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    git(repo, ['switch', '--quiet', '--create', 'topic']);
    commitFiles(repo, { ...OWN, files: { 'incidents/own.md': 'draft' } });
    git(repo, ['switch', '--quiet', 'main']);
    for (const commit of BOT) commitFiles(repo, commit);
    git(repo, ['switch', '--quiet', 'topic']);
    git(repo, ['merge', '--quiet', '--no-edit', 'main'], dated('10:25'));
    commitFiles(repo, { ...OWN, at: time('10:26') });
    git(repo, ['switch', '--quiet', 'main']);
    git(repo, ['merge', '--quiet', '--no-ff', '--no-edit', 'topic'], dated('10:30'));
    expect(await revisionsOf(repo)).toEqual(SEEN);
  });
});
