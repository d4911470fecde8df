import { describe, expect, test } from 'vitest';

import { createProgress } from '../../src/cli/progress.ts';

function record(overrides: { isTTY?: boolean; columns?: number }): {
  written: string[];
  at: { ms: number };
  progress: ReturnType<typeof createProgress>;
} {
  const written: string[] = [];
  const at = { ms: 0 };
  const progress = createProgress({ ...overrides, write: (text) => written.push(text) }, () => at.ms);
  return { written, at, progress };
}

/** What stays on the screen: the line without its control sequences. */
function visible(text: string | undefined): string | undefined {
  return text?.replace(/\r|\u001b\[[0-9;]*[A-Za-z]/g, '');
}

describe('createProgress()', () => {
  test('writes nothing where no person watches', () => {
    const { written, progress } = record({});
    progress.show('Reading');
    progress.clear();
    expect(written).toEqual([]);
  });

  test('replaces its one line, cut to the width of the terminal, and takes it away', () => {
    const { written, at, progress } = record({ isTTY: true, columns: 10 });
    progress.show('Rendering 1');
    at.ms = 500;
    progress.show('Reading');
    progress.clear();
    expect(written.map(visible)).toEqual(['Rendering', 'Reading', '']);
    for (const text of written) expect(text).toMatch(/^\r\u001b\[2K/);
  });

  test('stays calm: a line a tenth of a second', () => {
    const { written, at, progress } = record({ isTTY: true });
    for (at.ms = 0; at.ms < 1000; at.ms += 1) progress.show(`Rendering ${at.ms}`);
    expect(written).toHaveLength(10);
  });
});
