import { describe, expect, it } from 'vitest';

import { remember } from '../../src/site/remember.ts';

/** Writes a number down, and counts how often it was asked to. */
function counted(): { write: (value: number) => string; made: number[] } {
  const made: number[] = [];
  return {
    made,
    write(value) {
      made.push(value);
      return `#${value}`;
    },
  };
}

describe('remember()', () => {
  it('gives what the function gives, and asks it once a value', () => {
    const { write, made } = counted();
    const remembered = remember(write);
    expect([1, 2, 1, NaN, NaN].map(remembered)).toEqual(['#1', '#2', '#1', '#NaN', '#NaN']);
    expect(made).toEqual([1, 2, NaN]);
  });

  it('begins anew when it keeps as many as it may', () => {
    const { write, made } = counted();
    const remembered = remember(write, 2);
    expect([1, 2, 2, 3, 3, 1].map(remembered)).toEqual(['#1', '#2', '#2', '#3', '#3', '#1']);
    expect(made).toEqual([1, 2, 3, 1]);
  });
});
