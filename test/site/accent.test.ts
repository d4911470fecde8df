import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { contrastOf, deriveAccent, renderAccentStyle } from '../../src/site/accent.ts';

const colours = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('contrastOf()', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#777777', '#ffffff', 4.48],
    ['#ffffff', '#767676', 4.54],
    ['#17694a', '#17694a', 1],
  ])('of %s and %s is %f', (a, b, contrast) => {
    expect(contrastOf(a, b)).toBeCloseTo(contrast, 2);
  });
});

describe('deriveAccent()', () => {
  it('gives any colour the contrast that text and lines need', () => {
    fc.assert(
      fc.property(colours, (accent) => {
        const { light, dark } = deriveAccent(accent);
        expect(contrastOf(light.strong, '#fdfcfa')).toBeGreaterThanOrEqual(4.5);
        expect(contrastOf(light.quiet, '#fdfcfa')).toBeGreaterThanOrEqual(3);
        expect(contrastOf(dark.strong, '#151513')).toBeGreaterThanOrEqual(4.5);
        expect(contrastOf(dark.quiet, '#151513')).toBeGreaterThanOrEqual(3);
      }),
    );
  });

  it('leaves a colour that has it', () => {
    expect(deriveAccent('#0b5fff').light.strong).toBe('#0b5fff');
    expect(deriveAccent('#8ab4ff').dark.strong).toBe('#8ab4ff');
  });
});

describe('renderAccentStyle()', () => {
  it('leaves readers with colours of their own theirs', () => {
    const rules = renderAccentStyle('#0b5fff').split('@media').slice(1);
    expect(rules).toHaveLength(2);
    for (const rule of rules) expect(rule).toContain('(forced-colors:none) and (not (prefers-contrast:more))');
  });
});
