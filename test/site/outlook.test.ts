import { describe, expect, it } from 'vitest';

import { listEdges, listVerdicts } from '../../src/site/outlook.ts';
import { deriveSiteModel } from '../../src/site/site-model.ts';
import {
  at,
  makeComponent,
  makeConfig,
  makeContent,
  makeIncident,
  makeMaintenance,
  makeUpdate,
} from '../support/builders.ts';

const NOW = at('2026-11-22T10:45:00Z');
const SECOND_MS = 1_000;

function promising(time: string, overrides: Parameters<typeof makeIncident>[0] = {}) {
  return makeIncident({ updates: [makeUpdate('2026-11-22T10:05:00Z', { nextUpdateBy: at(time) })], ...overrides });
}

const maintenance = makeMaintenance(NOW, {
  components: ['web'],
  scheduled: { from: '2026-11-22T10:50:00Z', until: '2026-11-22T12:00:00Z' },
});

/** Edges as clock times, to the second. */
function clocks(times: readonly number[]): string[] {
  return times.map((time) => new Date(time).toISOString().slice(11, 19));
}

describe('listEdges()', () => {
  it('has the edges of maintenances and the earliest promise, the nearest first', () => {
    const entries = [promising('2026-11-22T11:00:00Z'), promising('2026-11-22T11:30:00Z'), maintenance];
    expect(clocks(listEdges(entries, NOW))).toEqual(['10:50:00', '11:00:00', '12:00:00']);
  });

  it('has no promise that is late already, was made by what is resolved, or lies too far ahead', () => {
    const resolved = promising('2026-11-22T11:00:00Z', {
      updates: [makeUpdate('2026-11-22T10:40:00Z', { phase: 'resolved', nextUpdateBy: at('2026-11-22T11:00:00Z') })],
    });
    const entries = [promising('2026-11-22T10:30:00Z'), resolved];
    expect(listEdges(entries, NOW)).toEqual([]);
    expect(listEdges([promising('2027-11-22T10:30:00Z')], NOW)).toEqual([]);
  });
});

describe('listVerdicts()', () => {
  const plain = { checks: [], since: '2026-01-01' };
  const config = makeConfig({
    components: [makeComponent('api', 'Public API', plain), makeComponent('web', 'Website', plain)],
  });

  function verdicts(...entries: (ReturnType<typeof promising> | typeof maintenance)[]) {
    return listVerdicts(deriveSiteModel(makeContent({ config, entries })));
  }

  it('turns a promise into one that is late, and not before its time is over', () => {
    const [now, then, ...rest] = verdicts(promising('2026-11-22T11:00:00Z'));
    expect([now?.follow, then?.follow]).toEqual([
      'We are looking into it; next update by 11:00\u00A0UTC.',
      'We are looking into it; the update promised by 11:00\u00A0UTC is late.',
    ]);
    expect(now?.until).toBe(then?.from);
    expect(then?.from).toBeGreaterThan(at('2026-11-22T11:00:00Z'));
    expect(then?.from).toBeLessThan(at('2026-11-22T11:00:00Z') + SECOND_MS);
    expect(rest).toEqual([]);
  });

  it('has one verdict for neighbours that say the same', () => {
    const said = verdicts(promising('2026-11-22T11:00:00Z'), maintenance);
    expect(said.map(({ sentence, follow }) => `${sentence} ${follow ?? ''}`.replaceAll('\u00A0', ' '))).toEqual([
      'Public API is partly down. We are looking into it; next update by 11:00 UTC.',
      'Public API is partly down. We are looking into it; the update promised by 11:00 UTC is late.',
    ]);
    expect(said.at(-1)?.until).toBeUndefined();
  });

  it('keeps a promise out of a verdict that does not speak of it', () => {
    const quiet = promising('2026-11-22T11:00:00Z', { impact: 'none', components: {} });
    expect(verdicts(quiet).map(({ follow }) => follow)).toEqual(['1 incident without impact is open.']);
  });
});
