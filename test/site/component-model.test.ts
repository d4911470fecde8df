import { describe, expect, it } from 'vitest';

import { deriveSiteModel } from '../../src/site/site-model.ts';
import { at, makeComponent, makeConfig, makeContent, makeIncident, makeUpdate } from '../support/builders.ts';

/** What the uptime of a component is told of, a line each. */
function periodsOf(since: string, now: string): string[] {
  const incident = makeIncident({
    id: 'fire',
    components: { api: 'major_outage' },
    updates: [makeUpdate('2026-02-10T00:00:00Z'), makeUpdate('2026-02-11T00:00:00Z', { phase: 'resolved' })],
  });
  const config = makeConfig({ components: [makeComponent('api', 'API', { checks: [], since })] });
  const entries = since < '2026-02' ? [incident] : [];
  const model = deriveSiteModel({ ...makeContent({ config, entries }), now: at(now) });
  return (model.components[0]?.periods ?? []).map(({ kind, start, end, uptime }) => {
    const day = (time: number): string => new Date(time).toISOString().slice(2, 10);
    return `${kind} ${day(start)} ${day(end)} ${uptime.ratio?.toFixed(4) ?? 'no data'}`;
  });
}

describe('the periods of a component', () => {
  it('are spans up to now, then UTC quarters and months back to the quarter a year ago', () => {
    expect(periodsOf('2024-01-01', '2026-05-20T12:00:00Z')).toEqual([
      'days 26-05-14 26-05-20 1.0000',
      'days 26-04-21 26-05-20 1.0000',
      'days 26-02-20 26-05-20 1.0000',
      'days 25-05-21 26-05-20 0.9973',
      'quarter 26-04-01 26-05-20 1.0000',
      'quarter 26-01-01 26-04-01 0.9889',
      'quarter 25-10-01 26-01-01 1.0000',
      'quarter 25-07-01 25-10-01 1.0000',
      'quarter 25-04-01 25-07-01 1.0000',
      'month 26-05-01 26-05-20 1.0000',
      'month 26-04-01 26-05-01 1.0000',
      'month 26-03-01 26-04-01 1.0000',
      'month 26-02-01 26-03-01 0.9643',
      'month 26-01-01 26-02-01 1.0000',
      ...['25-12-01 26-01-01', '25-11-01 25-12-01', '25-10-01 25-11-01', '25-09-01 25-10-01', '25-08-01 25-09-01'].map(
        (days) => `month ${days} 1.0000`,
      ),
      ...['25-07-01 25-08-01', '25-06-01 25-07-01', '25-05-01 25-06-01', '25-04-01 25-05-01'].map(
        (days) => `month ${days} 1.0000`,
      ),
    ]);
  });

  it('reach no further back than anything is known', () => {
    expect(periodsOf('2026-05-01', '2026-05-20T12:00:00Z')).toEqual([
      'days 26-05-14 26-05-20 1.0000',
      'days 26-04-21 26-05-20 1.0000',
      'quarter 26-04-01 26-05-20 1.0000',
      'month 26-05-01 26-05-20 1.0000',
    ]);
  });
});
