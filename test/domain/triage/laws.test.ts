import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { page } from '../../support/triage-page.ts';
import { tell, WALK_INTERVAL, walkTriage } from '../../support/triage-walk.ts';

const rowsArbitrary = fc.record({
  a: fc.stringMatching(/^[udg?.]{1,24}$/),
  b: fc.stringMatching(/^[udg?.]{1,24}$/),
});

describe('planTriage(), whatever happens', () => {
  const config = page({ api: ['a'], web: ['b'] });

  test('opens on no fewer failures than confirmAfter', () => {
    fc.assert(
      fc.property(rowsArbitrary, fc.integer({ min: 1, max: 4 }), (rows, confirmAfter) => {
        const { steps } = walkTriage({ config: page({ api: ['a'], web: ['b'] }, { confirmAfter }), rows });
        for (const { run, step } of steps) {
          if (step.kind !== 'open') continue;
          const row = (step.components[0] === 'api' ? rows.a : rows.b).slice(0, run + 1).replace(/[?.]/g, '');
          const isRow = new RegExp(`[dg]{${confirmAfter}}$`).test(row);
          const failures = row.slice(-13).replace(/u/g, '').length;
          if (!isRow) expect(failures).toBeGreaterThanOrEqual(Math.max(4, confirmAfter));
        }
      }),
    );
  });

  test('leaves nothing open past stableFor after a recovery', () => {
    fc.assert(
      fc.property(rowsArbitrary, (rows) => {
        const length = Math.max(rows.a.length, rows.b.length);
        const ending = 'u'.repeat(8);
        const { known } = walkTriage({
          config,
          rows: { a: rows.a.padEnd(length, '.') + ending, b: rows.b.padEnd(length, '.') + ending },
        });
        expect(known.filter(({ incident }) => incident.resolvedAt === undefined)).toEqual([]);
      }),
    );
  });

  test('does not depend on the order of checks and components', () => {
    fc.assert(
      fc.property(rowsArbitrary, (rows) => {
        const turned = page({ web: ['b'], api: ['a'] });
        const one = walkTriage({ config, rows: { a: rows.a, b: rows.b } });
        const other = walkTriage({ config: turned, rows: { b: rows.b, a: rows.a } });
        expect(other.steps.map(tell)).toEqual(one.steps.map(tell));
      }),
    );
  });

  test('keeps at most one incident open for a component', () => {
    fc.assert(
      fc.property(rowsArbitrary, (rows) => {
        const { known } = walkTriage({ config, rows });
        const open = known.filter(({ incident }) => incident.resolvedAt === undefined);
        const named = open.flatMap(({ incident }) => incident.components);
        expect(new Set(named).size).toBe(named.length);
      }),
    );
  });

  test('moves every incident through time only forwards', () => {
    fc.assert(
      fc.property(rowsArbitrary, (rows) => {
        for (const { incident } of walkTriage({ config, rows, intervalMs: WALK_INTERVAL }).known) {
          const times = incident.updates.map((update) => update.at);
          expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
        }
      }),
    );
  });
});
