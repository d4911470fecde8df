/**
 * A root folder with a year behind it: incidents that people were told of sooner or later, promises that were kept and
 * not, edits, post-mortems and what became of their actions, and times in which nobody looked. Everything is invented.
 */
import { formatActionsFile } from '../../src/content/actions-file.ts';
import { formatDeploysFile } from '../../src/content/deploys-file.ts';
import { formatMeasurementFiles } from '../../src/content/measurement-file.ts';
import { createRandom } from '../../src/demo/random.ts';
import type { IssueState } from '../../src/domain/action-state.ts';
import type { Measurement } from '../../src/domain/measurement.ts';
import { formatDay, formatInstant } from '../../src/schema/timestamp.ts';
import { at } from './builders.ts';
import { makeBranch } from './make-history.ts';
import { git, type TestCommit } from './make-repo.ts';

/** The time that the year ends at. */
export const YEAR_NOW = '2026-11-22T10:45:00Z';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function config(url: string, locale: string, checks: string): string {
  return `page:
  name: Example Cloud
  url: ${url}
  id: k7d0v3m9x2qa
  locale: ${locale}
components:
  - { id: api, name: Public API, checks: [{ id: api-health, type: http, url: "https://api.example.org/health" }${checks}] }
  - { id: web, name: Website, checks: [{ id: web-front, type: http, url: "https://www.example.org" }] }
providers: [{ id: acme, name: Acme, type: statuspage, url: "https://status.acme.example.org" }]
`;
}
const POOL = ', { id: api-pool, type: http, url: "https://api.example.org/pool", display: The pool of the API }';

interface Told {
  id: string;
  start: number;
  /** Minutes from the start until people were told. */
  toldAfter: number;
  category: string;
  impact: string;
  more: string;
  /** Minutes by which the second update came later than it was promised for; undefined where none was promised. */
  late: number | undefined;
}

const TITLES = [
  'Elevated errors',
  'Slow answers',
  'Sign-in fails for some',
  'Webhooks arrive late',
  'Uploads time out',
];
const CATEGORIES = ['internal', 'internal', 'upstream', 'internal', 'customer', 'undetermined'];

/** So many incidents over the year, drawn by chance that is the same every time. */
function drawIncidents(count: number): Told[] {
  const random = createRandom(7);
  const first = at('2025-12-03T09:00:00Z');
  return Array.from({ length: count }, (_, index): Told => {
    const start = Math.round((first + (index * 350 * DAY) / count + random() * 9 * HOUR) / MINUTE) * MINUTE;
    const category = CATEGORIES[index % CATEGORIES.length] ?? 'internal';
    const suspected = category === 'upstream' && index % 4 === 0;
    return {
      id: `${formatDay(start)}-errors`,
      start,
      toldAfter: Math.round(2 + 18 * random() ** 2 + (index % 9 === 4 ? 150 * random() : 0)),
      category,
      impact: index % 3 === 0 ? 'major' : 'minor',
      more: [
        ...(suspected ? ['confidence: suspected'] : []),
        ...(category === 'upstream' ? ['provider: acme'] : []),
        ...(index === 9 ? ['postmortem: waived', 'waiver: The same as the month before'] : []),
        ...(index === 2 ? ['backfilled: true'] : []),
      ].join('\n'),
      late: index % 3 === 1 ? undefined : (index % 5) * 7 - 14,
    };
  });
}

/** The file of an incident as it stood after so many of its updates. */
function incidentFile(told: Told, count: number, words = 'We see errors and are looking into it.'): string {
  const { start, toldAfter, late = 0 } = told;
  const title = TITLES[Math.abs(start / MINUTE) % TITLES.length] ?? '';
  const first = start + (toldAfter - 1) * MINUTE;
  const second = first + (30 + late) * MINUTE;
  const next = told.late === undefined ? '' : ` · next: ${formatInstant(first + 30 * MINUTE)}`;
  const updates = [
    `## Investigating · ${formatInstant(first)}${next}\n\n${words}\n`,
    `## Identified · ${formatInstant(second)}\n\nA change of the configuration took a backend out of the pool.\n`,
    `## Resolved · ${formatInstant(second + 40 * MINUTE)}\n\nIt works again.\n`,
  ];
  const front = [
    `title: ${title}`,
    `category: ${told.category}`,
    `impact: ${told.impact}`,
    'components: { api: partial_outage }',
    'checks: [api-health]',
    ...(told.more === '' ? [] : [told.more]),
    `evidence: [{ kind: measurement, at: ${formatInstant(start)}, text: "got 503" }]`,
  ];
  return [`---\n${front.join('\n')}\n---\n`, ...updates.slice(0, count)].join('\n');
}

const WORDS = {
  correction: 'We see erorrs and are looking into it.',
  rewrite: 'Everything is fine. Some readers may have seen a short delay, which had no effect on anybody.',
  change: 'We see errors in Helsinki and are looking into it with our provider.',
} as const;

function pathOf({ id, start }: Told): string {
  return `incidents/${new Date(start).getUTCFullYear()}/${id}.md`;
}

function incidentCommits(told: Told, index: number): TestCommit[] {
  const path = pathOf(told);
  const { start, toldAfter, late = 0 } = told;
  const typo = index % 8 === 5 ? WORDS.correction : undefined;
  const commit = (time: number, text: string): TestCommit => ({ at: formatInstant(time), files: { [path]: text } });
  const first = start + toldAfter * MINUTE;
  const edits: [number, string][] = [
    ...(typo === undefined ? [] : [[first + 8 * MINUTE, 'We see errors and are looking into it.'] as [number, string]]),
    ...(index % 7 === 3 ? [[first + (1 + index / 4) * DAY, WORDS.rewrite] as [number, string]] : []),
    ...(index % 11 === 6 ? [[first + 9 * HOUR, WORDS.change] as [number, string]] : []),
  ];
  if (index === 2) return [commit(first + 3 * DAY, incidentFile(told, 3))];
  // Written while it lasted and published only when it was over.
  if (index === 11) return [commit(first + 4 * HOUR, incidentFile(told, 3))];
  const whole = incidentFile(told, 3);
  const others: TestCommit[] = [
    ...(index === 15 ? [commit(first + 2 * DAY, whole.replace('title: ', 'title: Corrected, '))] : []),
    ...(index === 20 ? [commit(first + 3 * DAY, whole.replace(/## Identified[^#]*/, ''))] : []),
  ];
  return [
    commit(first, incidentFile(told, 1, typo)),
    commit(first + (30 + late) * MINUTE, incidentFile(told, 2, typo)),
    commit(first + (70 + late) * MINUTE, incidentFile(told, 3, typo)),
    ...edits.map(([time, words]) => commit(time + (71 + Math.max(0, late)) * MINUTE, incidentFile(told, 3, words))),
    ...others,
  ];
}

function postmortemFile(told: Told, index: number): string {
  const due = formatDay(told.start + (index % 2 === 0 ? 30 : 120) * DAY);
  return `---
incidents: [${told.id}]
status: published
authors: [api-team]
summary: A change of the configuration took a backend out of the pool.
impact: { figures: [{ metric: failed requests, value: 31, unit: percent, source: "https://example.org/dash" }] }
trigger: { kind: config }
detection: check
factors:
  - text: The change was not tested against the real pool
    whys: [{ why: Requests failed, because: no check asks the pool }]
    becomes: ${BECOMES[index] ?? BECOMES[2]}
    action: a1
  - text: Nobody read the change
    whys: [{ why: It went live, because: the file is generated }]
    becomes: ${index % 2 === 0 ? '{ kind: test, url: "https://example.org/test" }' : '{ kind: accepted, reason: "It costs more than it saves" }'}
    action: a2
actions:
  - { id: a1, text: Add a check of the pool, type: detect, priority: P1, owner: api-team, due: ${due}, issue: "acme/api#${index * 2 + 1}" }
  - { id: a2, text: Read generated files in review, type: process, priority: P2, owner: api-team, due: ${due}, issue: "acme/api#${index * 2 + 2}" }
---

The pool is generated.
`;
}

const BECOMES = [
  '{ kind: monitor, check: api-health, existing: true }',
  '{ kind: monitor, check: api-pool }',
  '{ kind: process, url: "https://example.org/rule" }',
];

/** The ends of stretches in which no run took place, or none that could be believed. */
const GAPS = [
  { from: at('2026-03-14T02:00:00Z'), until: at('2026-03-14T19:20:00Z'), isBlind: false },
  { from: at('2026-08-30T11:00:00Z'), until: at('2026-08-30T13:00:00Z'), isBlind: true },
  { from: at('2026-10-03T22:20:00Z'), until: at('2026-10-05T06:00:00Z'), isBlind: false },
];

function measure(from: number, until: number, incidents: readonly Told[]): Measurement[] {
  const bad = incidents.map(({ start, toldAfter, late = 0 }) => [start, start + (toldAfter + 65 + late) * MINUTE]);
  const measurements: Measurement[] = [];
  for (let time = from; time < until; time += 20 * MINUTE) {
    const gap = GAPS.find((each) => each.from <= time && time < each.until);
    if (gap !== undefined && !gap.isBlind) continue;
    const isDown = bad.some(([start = 0, end = 0]) => start <= time && time <= end);
    for (const check of ['api-health', 'web-front', ...(time > at('2026-03-10T09:00:00Z') ? ['api-pool'] : [])]) {
      if (gap !== undefined) measurements.push({ check, at: time, state: 'unknown', code: 'blind' });
      else if (isDown && check !== 'web-front')
        measurements.push({ check, at: time, state: 'down', code: '503', ms: 90 });
      else measurements.push({ check, at: time, state: 'up', code: '200', ms: 41 });
    }
  }
  return measurements;
}

function byTime(commits: readonly TestCommit[]): TestCommit[] {
  return [...commits].sort((a, b) => Date.parse(a.at ?? '') - Date.parse(b.at ?? ''));
}

export interface YearOptions {
  url?: string;
  locale?: string;
  incidents?: number;
  /** Days back from the end of the year that are measured. */
  measuredDays?: number;
}

/** Makes the repository in an empty folder. */
export function makeYearRoot(folder: string, options: YearOptions = {}): void {
  const { url = 'https://status.example.org', locale = 'en', incidents: count = 36, measuredDays = 300 } = options;
  const now = at(YEAR_NOW);
  git(folder, ['init', '--quiet', '--template=', '--initial-branch=main']);
  const incidents = drawIncidents(count);
  const major = incidents.filter(({ category, impact }) => category === 'internal' && impact === 'major');
  const written = major.filter(({ more }) => more === '').slice(0, -1);
  makeBranch(
    folder,
    'main',
    byTime([
      { at: '2025-09-01T09:00:00Z', files: { 'status.yml': config(url, locale, '') } },
      { at: '2026-03-10T09:00:00Z', files: { 'status.yml': config(url, locale, POOL) } },
      ...incidents.flatMap(incidentCommits),
      ...written.map((told, index) => ({
        at: formatInstant(told.start + (index % 3 === 2 ? 12 : 3) * DAY),
        files: { [`postmortems/${told.id}.md`]: postmortemFile(told, index) },
      })),
    ]),
  );
  const log = git(folder, ['log', '--format=%H %ct', '--reverse', 'main']).split('\n');
  const deploys = log
    .map((line) => ({ commit: line.slice(0, 40), at: Number(line.slice(41)) * 1_000 }))
    .filter((_, index) => index % 10 !== 7)
    .map(({ commit, at: time }) => ({ commit, builtAt: time, checkedAt: undefined, liveAt: time + 90_000 }));
  const states = written.flatMap((_, index): [string, IssueState][] => [
    [`acme/api#${index * 2 + 1}`, { kind: 'completed', at: now - index * 20 * DAY }],
    [`acme/api#${index * 2 + 2}`, { kind: index === 2 ? 'not_planned' : 'open', at: now }],
  ]);
  const measured = formatMeasurementFiles(measure(now - measuredDays * DAY, now, incidents));
  const files = { deploys: formatDeploysFile(deploys), actions: formatActionsFile(new Map(states)) };
  makeBranch(folder, 'status-data', [{ at: YEAR_NOW, files: { ...Object.fromEntries(measured), ...files } }]);
  git(folder, ['checkout', '--quiet', '--force', 'main']);
}
