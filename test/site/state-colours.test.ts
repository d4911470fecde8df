import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { DARK_STATE_INKS, PICTURE_COLOURS, STATE_COLOURS } from '../../src/site/state-colours.ts';

const TOKENS = readFileSync('src/styles/tokens.css', 'utf8');

/** The value of a custom property in the light, which comes first. */
function tokenOf(name: string): string | undefined {
  return new RegExp(`--${name}: (#[0-9a-f]+);`).exec(TOKENS)?.[1];
}

describe('the colours of pictures and browser bars', () => {
  test('are those of the page', () => {
    for (const [name, colour] of Object.entries(PICTURE_COLOURS)) expect(tokenOf(name), name).toBe(colour);
    for (const [state, colour] of Object.entries(STATE_COLOURS)) {
      const token = new RegExp(`\\.s-${state} \\{\\s+--state: var\\(--([a-z]+)\\)`).exec(TOKENS)?.[1] ?? '';
      expect(tokenOf(token), state).toBe(colour);
      const inTheDark = TOKENS.slice(TOKENS.indexOf('prefers-color-scheme: dark'));
      expect(inTheDark, state).toContain(`--${token}: ${DARK_STATE_INKS[state as keyof typeof DARK_STATE_INKS]};`);
    }
  });
});
