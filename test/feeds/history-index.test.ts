import { describe, expect, test } from 'vitest';

import { describeHistory, renderHistoryIndex } from '../../src/feeds/history-index.ts';
import type { CurrentSite } from '../../src/site/current-model.ts';
import type { SiteContent } from '../../src/site/site-content.ts';
import { deriveSiteModel } from '../../src/site/site-model.ts';
import {
  at,
  makeAnnouncement,
  makeConfig,
  makeContent,
  makeIncident,
  makeMaintenance,
  makeUpdate,
} from '../support/builders.ts';

const OPEN = makeUpdate('2026-11-20T10:05:00Z', { text: 'We are **looking** into it.' });
const RESOLVED = makeUpdate('2026-11-20T11:00:00Z', { phase: 'resolved', text: 'All is well.' });

function siteOf(overrides: Partial<SiteContent>): CurrentSite {
  const content = makeContent(overrides);
  return { content, model: deriveSiteModel(content) };
}

/** As programs read it that know HTML by nothing but this. */
function readBack(site: CurrentSite): unknown {
  const [, props = ''] =
    /<div data-react-class="HistoryIndex" data-react-props="([^"]+)">/.exec(renderHistoryIndex(site)) ?? [];
  return JSON.parse(props.replace(/&quot;/g, '"'));
}

describe('describeHistory()', () => {
  test('has what began, by the month in which it did, with the last words', () => {
    const entries = [
      makeIncident({ updates: [OPEN] }),
      makeIncident({ id: 'old', formerly: ['first-name'], updates: [OPEN, RESOLVED], impact: 'none' }),
      makeMaintenance(at('2026-11-25T12:00:00Z'), {
        scheduled: { from: '2026-10-31T22:00:00Z', until: '2026-11-01T01:00:00Z' },
      }),
      makeMaintenance(at('2026-11-25T12:00:00Z'), {
        id: 'ahead',
        scheduled: { from: '2026-12-31T22:00:00Z', until: '2026-12-31T23:00:00Z' },
      }),
      makeAnnouncement(),
    ];
    const date = (day: number) => `<var data-var='date'>${day}</var>`;
    const time = (clock: string) => `<var data-var='time'>${clock}</var>`;
    expect(describeHistory(siteOf({ entries, now: at('2026-11-25T12:00:00Z') }))).toEqual({
      components: [{ id: 'api', name: 'Public API' }],
      months: [
        {
          ...{ name: 'November', year: 2026, starts_on: 0, days: 30 },
          incidents: [
            {
              code: 'api-errors',
              name: 'Elevated errors on the public API',
              message: 'We are looking into it.',
              impact: 'major',
              timestamp: `Nov ${date(20)}, ${time('10:05')} UTC`,
            },
            expect.objectContaining({
              code: 'first-name',
              message: 'All is well.',
              impact: 'none',
              timestamp: `Nov ${date(20)}, ${time('10:05')} - ${time('11:00')} UTC`,
            }),
          ],
        },
        {
          ...{ name: 'October', year: 2026, starts_on: 4, days: 31 },
          incidents: [
            expect.objectContaining({
              code: 'database-upgrade',
              impact: 'maintenance',
              timestamp: `Oct ${date(31)}, ${time('22:00')} - Nov <var data-var='date'>01</var>, ${time('01:00')} UTC`,
            }),
          ],
        },
      ],
      start_time: '2026-10-01T00:00:00Z',
      end_time: '2026-11-25T12:00:00Z',
    });
  });

  test('is small, whatever the history is', () => {
    const text = 'Word. '.repeat(2_000);
    const entries = Array.from({ length: 200 }, (_, index) =>
      makeIncident({
        id: `number-${index}`,
        updates: [
          { ...OPEN, text },
          { ...RESOLVED, text },
        ],
      }),
    );
    expect(renderHistoryIndex(siteOf({ entries })).length).toBeLessThan(16_000);
    expect(describeHistory(siteOf({})).months).toEqual([]);
  });

  test('has the reason in place of a text that was taken back', () => {
    const redactions = [
      { incident: 'api-errors', update: '2026-11-20T10:05:00Z', reason: 'It named a customer', by: 'a' },
    ];
    const site = siteOf({ entries: [makeIncident({ updates: [OPEN] })], config: makeConfig({ redactions }) });
    expect(describeHistory(site).months[0]?.incidents[0]?.message).toBe('This text was removed: It named a customer');
  });
});

describe('renderHistoryIndex()', () => {
  test.each([`"><script>alert(1)</script>`, `it's <b>&quot;</b> & "so"`, '日本語 \u2028 \u202e', '\ud800'])(
    'is read back as it was meant, and ends nothing: %j',
    (title) => {
      const site = siteOf({ entries: [makeIncident({ title, updates: [{ ...OPEN, text: title }] })] });
      expect(readBack(site)).toEqual(JSON.parse(JSON.stringify(describeHistory(site))));
      expect(renderHistoryIndex(site).match(/[<>]/g)).toEqual(['<', '>', '<', '>']);
    },
  );
});
