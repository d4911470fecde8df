import fc from 'fast-check';
import { expect, test } from 'vitest';

import { replay, rowsOf, START, tellIncidents } from '../../support/replay.ts';
import { formatInstant } from '../../../src/schema/timestamp.ts';

const MINUTE_MS = 60_000;
const EVERY_MS = 5 * MINUTE_MS;
/** The defaults, as a person would follow them. */
const [CONFIRM, RECOVER, STABLE_MS, HOLD_MS] = [2, 2, 15 * MINUTE_MS, 30 * MINUTE_MS];
/** In how much time further failures are instability, which is told of elsewhere. */
const WAVERING_MS = 60 * MINUTE_MS;

interface Row {
  isFailing: boolean;
  since: number;
  last: number;
  count: number;
}

interface Told {
  startedAt: number;
  resolvedAt: number | undefined;
}

/** The rows of equal answers of one check, in which silence and what is unknown are no answer. */
function answersIn(letters: string): Row[] {
  const rows: Row[] = [];
  [...letters].forEach((letter, run) => {
    const at = START + run * EVERY_MS;
    const row = rows.at(-1);
    if (letter !== 'u' && letter !== 'd') return;
    const isFailing = letter === 'd';
    if (row?.isFailing === isFailing && at - row.last <= HOLD_MS)
      Object.assign(row, { last: at, count: row.count + 1 });
    else rows.push({ isFailing, since: at, last: at, count: 1 });
  });
  return rows;
}

/** What a person would write down who follows the rules for one check, run by run. */
function writeByHand(letters: string): Told[] {
  const told: Told[] = [];
  for (let run = 0; run < letters.length; run += 1) {
    if (letters[run] === '.') continue;
    const now = START + run * EVERY_MS;
    const row = answersIn(letters.slice(0, run + 1)).at(-1);
    const latest = told.at(-1);
    if (row === undefined || now - row.last > HOLD_MS) continue;
    const isOpen = latest !== undefined && latest.resolvedAt === undefined;
    if (row.isFailing && row.count >= CONFIRM && !isOpen) {
      const isSoon = latest?.resolvedAt !== undefined && row.since <= latest.resolvedAt + STABLE_MS;
      if (isSoon) latest.resolvedAt = undefined;
      else told.push({ startedAt: row.since, resolvedAt: undefined });
    }
    if (!row.isFailing && row.count >= RECOVER && isOpen && now - row.since >= STABLE_MS) latest.resolvedAt = now;
  }
  return told;
}

function isWavering(letters: string): boolean {
  const starts = answersIn(letters).flatMap(({ isFailing, since }) => (isFailing ? [since] : []));
  return starts.some((start, index) => (starts[index + 2] ?? Infinity) - start <= WAVERING_MS + 6 * EVERY_MS);
}

const blocks = fc.array(fc.tuple(fc.constantFrom('u', 'u', 'd', 'd', '?', '.'), fc.integer({ min: 1, max: 12 })), {
  minLength: 1,
  maxLength: 8,
});

test('replayRecording() opens, resolves and opens again what a person does who follows the rules', () => {
  fc.assert(
    fc.property(blocks, (parts) => {
      const letters = parts.map(([letter, count]) => letter.repeat(count)).join('');
      fc.pre(!isWavering(letters));
      const byHand = writeByHand(letters).map(({ startedAt, resolvedAt }) => {
        return `web: ${formatInstant(startedAt)} to ${resolvedAt === undefined ? 'open' : formatInstant(resolvedAt)}`;
      });
      expect(tellIncidents(replay(rowsOf({ web: letters })))).toEqual(byHand);
    }),
    { numRuns: 60 },
  );
});
