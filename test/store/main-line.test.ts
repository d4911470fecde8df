import { describe, expect, it, vi } from 'vitest';

import { commitFiles, git } from '../support/make-repo.ts';
import { pullInto, revisionsOf, SEEN, time } from '../support/turned-line.ts';

vi.setConfig({ testTimeout: 60_000 });

describe('readHistory() of a line that a pull has turned round', () => {
  it('goes on with what main was, and dates by the merge what the person had', async () => {
    const person = pullInto();
    expect(git(person, ['log', '-1', '--format=%s'])).toMatch(/^Merge branch 'main' of /);
    expect(await revisionsOf(person)).toEqual(SEEN);
    expect(await revisionsOf(person, 0)).toEqual(SEEN);
    commitFiles(person, { files: { 'incidents/own.md': 'p' }, at: time('11:00') });
    expect(await revisionsOf(person, 0)).toEqual([...SEEN, 'incidents/own.md 11:00 p']);
  });
});
