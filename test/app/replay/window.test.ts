import fc from 'fast-check';
import { expect, test } from 'vitest';

import { addToWindow, makeWindow, trimWindow } from '../../../src/app/replay/window.ts';
import { type CheckRow, deriveCheckRow } from '../../../src/domain/check-series.ts';
import type { Measurement } from '../../../src/domain/measurement.ts';
import type { Config } from '../../../src/schema/config.ts';
import { makeConfig } from '../../support/builders.ts';
import { rowsOf, START } from '../../support/replay.ts';

const config: Config = makeConfig({ triage: { confirmAfter: 4 }, uptime: { holdFor: '9h' } });

/** What a run decides by; since when all is well does not matter beyond the days that a run looks back. */
function told({ kind, confirmed, state, since }: CheckRow): unknown {
  return { kind, confirmed, state, since: kind === 'failing' ? since : undefined };
}

function longest(rows: readonly Measurement[]): number {
  const window = makeWindow();
  return Math.max(
    0,
    ...rows.map((row) => {
      addToWindow(window, [row]);
      trimWindow(window, row.at, config);
      return window.byCheck.get('web')?.length ?? 0;
    }),
  );
}

test('trimWindow() leaves every row of failures as it was, from its start', () => {
  const part = fc.tuple(fc.constantFrom('d', 'd', 'g', 'u', '?', '.'), fc.integer({ min: 1, max: 40 }));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const rows = rowsOf({ web: parts.map(([letter, times]) => letter.repeat(times)).join('') }, 120);
      const policy = { confirmAfter: config.triage.confirmAfter, holdFor: config.uptime.holdFor };
      const window = makeWindow();
      for (const [index, row] of rows.entries()) {
        addToWindow(window, [row]);
        trimWindow(window, row.at, config);
        const kept = deriveCheckRow(window.byCheck.get('web') ?? [], policy, row.at);
        expect(told(kept)).toEqual(told(deriveCheckRow(rows.slice(0, index + 1), policy, row.at)));
      }
    }),
  );
});

test('trimWindow() keeps days of what passes, and of a failure of a year a measurement now and then', () => {
  const year = (state: Measurement['state']): Measurement[] =>
    Array.from({ length: 365 * 24 }, (_, hour) => ({ check: 'web', at: START + hour * 3_600_000, state }));
  expect(longest(year('up'))).toBeLessThan(300);
  expect(longest(year('down'))).toBeLessThan(1_200);
});
