import { expect, it } from 'vitest';

import { deriveSiteModel } from '../../src/site/site-model.ts';
import type { SiteContent } from '../../src/site/site-content.ts';
import { describeVerdict } from '../../src/site/verdict-sentence.ts';
import {
  at,
  makeComponent,
  makeConfig,
  makeContent,
  makeIncident,
  makeMaintenance,
  makeMeasurements,
  makeUpdate,
} from '../support/builders.ts';

const NOW = at('2026-11-22T10:45:00Z');
const NBSP = '\u00A0';
const NAMES = { api: 'Public API', web: 'Dashboard', mail: 'Mail', dns: 'DNS' };

/** A page of the named components, each without checks and so operational unless something says otherwise. */
function page(ids: (keyof typeof NAMES)[], overrides: Record<string, unknown> = {}): SiteContent['config'] {
  const plain = { checks: [], since: '2026-01-01', ...overrides };
  return makeConfig({ components: ids.map((id) => makeComponent(id, NAMES[id], plain)) });
}

function open(components: Record<string, 'major_outage' | 'partial_outage' | 'degraded_performance'>, more = {}) {
  return makeIncident({ impact: 'minor', components, updates: [makeUpdate('2026-11-22T10:00:00Z')], ...more });
}

const identified = (next: string): ReturnType<typeof makeUpdate>[] => [
  makeUpdate('2026-11-22T10:00:00Z'),
  makeUpdate('2026-11-22T10:20:00Z', { phase: 'identified', nextUpdateBy: at(next) }),
];

/** Fails for the last hour. */
const failing = new Map([
  [
    'api-health',
    makeMeasurements('api-health', { start: NOW - 86_400_000, end: NOW }, (time) =>
      time >= NOW - 3_600_000 ? 'down' : 'up',
    ),
  ],
]);

const maintenance = (until: string) =>
  makeMaintenance(NOW, {
    scheduled: { from: '2026-11-22T10:00:00Z', until },
    updates: until < '2026-11-22T10:45:00Z' ? [makeUpdate('2026-11-22T10:40:00Z', { phase: 'in_progress' })] : [],
  });

const monitored = [
  makeUpdate('2026-11-22T10:00:00Z'),
  makeUpdate('2026-11-22T10:30:00Z', { phase: 'monitoring', components: { api: 'operational' } }),
];

it.each<[string, string, string | undefined, Partial<SiteContent>]>([
  [
    'well again, and watched',
    'Public API is working again.',
    'A fix is in place and we are watching it.',
    { config: page(['api', 'web']), entries: [open({ api: 'major_outage' }, { updates: monitored })] },
  ],
  [
    'one well again, another down',
    'Dashboard is down.',
    'We are working on 2 incidents.',
    {
      config: page(['api', 'web']),
      entries: [open({ api: 'major_outage' }, { updates: monitored }), open({ web: 'major_outage' }, { id: 'web' })],
    },
  ],
  ['all well', 'All systems operational.', undefined, { config: page(['api', 'web']) }],
  [
    'one down',
    'Public API is down.',
    'We are looking into it.',
    { config: page(['api', 'web']), entries: [open({ api: 'major_outage' })] },
  ],
  [
    'a promise',
    'Public API is down.',
    `We know the cause and are working on it; next update by 11:00${NBSP}UTC.`,
    {
      config: page(['api', 'web']),
      entries: [open({ api: 'major_outage' }, { updates: identified('2026-11-22T11:00:00Z') })],
    },
  ],
  [
    'a promise not kept',
    'Public API is down.',
    `We know the cause and are working on it; the update promised by 10:30${NBSP}UTC is late.`,
    {
      config: page(['api', 'web']),
      entries: [open({ api: 'major_outage' }, { updates: identified('2026-11-22T10:30:00Z') })],
    },
  ],
  [
    'two down',
    'Public API and Dashboard are down.',
    'We are looking into it.',
    { config: page(['api', 'web', 'dns']), entries: [open({ api: 'major_outage', web: 'major_outage' })] },
  ],
  [
    'all down',
    'All systems are down.',
    'We are looking into it.',
    { config: page(['api', 'web']), entries: [open({ api: 'major_outage', web: 'major_outage' })] },
  ],
  [
    'many partly down',
    'Public API, Dashboard and 2 more are partly down.',
    'We are looking into it.',
    {
      config: page(['api', 'web', 'mail', 'dns']),
      entries: [open({ api: 'partial_outage', web: 'partial_outage', mail: 'partial_outage', dns: 'partial_outage' })],
    },
  ],
  [
    'the worst alone is named',
    'Public API is partly down.',
    'We are looking into it.',
    {
      config: page(['api', 'web', 'dns']),
      entries: [open({ api: 'partial_outage', web: 'degraded_performance' })],
    },
  ],
  [
    'degraded',
    'Dashboard is slow or unreliable.',
    'We are looking into it.',
    { config: page(['api', 'web']), entries: [open({ web: 'degraded_performance' })] },
  ],
  [
    'an impact worse than the components',
    'A critical incident affects Public API.',
    'We are looking into it.',
    { config: page(['api', 'web']), entries: [open({ api: 'partial_outage' }, { impact: 'critical' })] },
  ],
  [
    'an incident that names nothing',
    'A major incident is open.',
    'We are looking into it.',
    { config: page(['api']), entries: [open({}, { impact: 'major' })] },
  ],
  [
    'several incidents',
    'Public API is down.',
    'We are working on 2 incidents.',
    {
      config: page(['api', 'web']),
      entries: [open({ api: 'major_outage' }), open({ web: 'degraded_performance' }, { id: 'second' })],
    },
  ],
  [
    'an incident without impact',
    'All systems operational.',
    '1 incident without impact is open.',
    { config: page(['api']), entries: [open({}, { impact: 'none' })] },
  ],
  [
    'failing checks without an incident',
    'Checks of Public API are failing; we are looking.',
    undefined,
    { config: makeConfig(), measurements: failing },
  ],
  [
    'maintenance',
    'Public API is under maintenance.',
    `It is planned to end by 12:30${NBSP}UTC.`,
    { config: page(['api', 'web']), entries: [maintenance('2026-11-22T12:30:00Z')] },
  ],
  [
    'maintenance that takes longer',
    'Public API is under maintenance.',
    `It was planned to end by 10:30${NBSP}UTC and is taking longer.`,
    { config: page(['api', 'web']), entries: [maintenance('2026-11-22T10:30:00Z')] },
  ],
  [
    'no data anywhere',
    'We have no measurements right now.',
    'So we cannot say how things are. What we report by hand is shown as usual.',
    {
      config: makeConfig(),
      measurements: new Map([['api-health', makeMeasurements('api-health', { start: NOW - 9e6, end: NOW - 8e6 })]]),
    },
  ],
  [
    'no components',
    'Nothing is watched here yet.',
    'What we report will be shown on this page.',
    { config: makeConfig({ components: [] }) },
  ],
])('describeVerdict() puts %s as "%s"', (...[, sentence, follow, overrides]) => {
  expect(describeVerdict(deriveSiteModel(makeContent(overrides)))).toEqual({ sentence, follow });
});

it('describeVerdict() never says that all is well while a component has no data', () => {
  const config = makeConfig({
    components: [
      makeComponent('api', 'Public API'),
      makeComponent('web', 'Dashboard', { checks: [], since: '2026-01-01' }),
    ],
  });
  const measurements = new Map([['api-health', makeMeasurements('api-health', { start: NOW - 9e6, end: NOW - 8e6 })]]);
  expect(describeVerdict(deriveSiteModel(makeContent({ config, measurements })))).toEqual({
    sentence: 'We have no data for Public API.',
    follow: 'Everything else is operational.',
  });
});
