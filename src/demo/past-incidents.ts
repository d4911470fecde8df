/** What is said to have happened before the demo: entries as people would have written them. All of it is invented. */
import { formatIncidentFile } from '../content/incident-file.ts';
import type { IncidentFile } from '../domain/incident.ts';
import type { Update } from '../domain/update.ts';
import type { ComponentStatus } from '../schema/component.ts';
import type { IncidentFrontMatter } from '../schema/incident.ts';
import type { Phase } from '../schema/phase.ts';
import { formatDay, formatInstant, type Instant, parseDay } from '../schema/timestamp.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** One revision of a file: what a person committed, and when. */
export interface Revision {
  path: string;
  text: string;
  at: Instant;
  message: string;
}

/** The time of day (UTC) on the day so many days before `now`; after it for a negative number. */
export function daysBefore(now: Instant, days: number, clock: `${number}:${number}`): Instant {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  const today = parseDay(formatDay(now)) ?? now;
  return today - days * DAY_MS + (hours * 60 + minutes) * MINUTE_MS;
}

/** An update so many minutes after the first one. */
interface Told {
  after: number;
  phase: Phase;
  text: string;
  components?: Record<string, ComponentStatus>;
}

function toUpdates(start: Instant, told: readonly Told[]): Update[] {
  return told.map(({ after, components = {}, ...update }) => ({
    ...update,
    components,
    at: start + after * MINUTE_MS,
  }));
}

/** The file as it was after each of its updates. */
function toRevisions(path: string, file: IncidentFile): Revision[] {
  return file.updates.map(({ at, phase }, index) => ({
    path,
    text: formatIncidentFile({ ...file, updates: file.updates.slice(0, index + 1) }),
    at: at + MINUTE_MS / 2,
    message: `${index === 0 ? 'Report' : 'Update'} "${file.frontMatter.title}": ${phase.replace('_', ' ')}`,
  }));
}

interface PastIncident {
  slug: string;
  days: number;
  clock: `${number}:${number}`;
  frontMatter: IncidentFrontMatter;
  told: Told[];
}

const INCIDENTS: readonly PastIncident[] = [
  {
    slug: 'mail-delays',
    days: 78,
    clock: '13:12',
    frontMatter: {
      title: 'Mail arrives late',
      category: 'upstream',
      impact: 'minor',
      components: { mail: 'degraded_performance' },
    },
    told: [
      { after: 0, phase: 'investigating', text: 'Mail to some addresses waits in our queue. Nothing is lost.' },
      {
        after: 25,
        phase: 'identified',
        text: 'The network that carries our mail drops packets towards two large providers. We have told its operator.',
      },
      { after: 95, phase: 'monitoring', text: 'The route is clean again and the queue is empty.' },
      { after: 130, phase: 'resolved', text: 'Mail arrives within seconds, as it should.' },
    ],
  },
  {
    slug: 'api-errors',
    days: 47,
    clock: '09:41',
    frontMatter: {
      title: 'Errors on the public API',
      category: 'internal',
      impact: 'major',
      components: { api: 'partial_outage' },
      checks: ['api-orders'],
    },
    told: [
      { after: 0, phase: 'investigating', text: 'A part of the requests for orders fails. We are looking into it.' },
      {
        after: 14,
        phase: 'identified',
        text: 'A change of this morning left one of three database hosts out of the pool. We are taking it back.',
      },
      {
        after: 31,
        phase: 'monitoring',
        text: 'The change is taken back and errors have stopped.',
        components: { api: 'operational' },
      },
      { after: 52, phase: 'resolved', text: 'No errors for twenty minutes. A post-mortem follows.' },
    ],
  },
  {
    slug: 'slow-orders',
    days: 19,
    clock: '16:05',
    frontMatter: {
      title: 'Orders take seconds',
      category: 'customer',
      impact: 'minor',
      components: { api: 'degraded_performance' },
    },
    told: [
      { after: 0, phase: 'investigating', text: 'Requests for orders take up to four seconds.' },
      { after: 18, phase: 'identified', text: 'One very large export holds the database. It now runs at night.' },
      { after: 40, phase: 'resolved', text: 'Answers take their usual time.' },
    ],
  },
  {
    slug: 'website',
    days: 6,
    clock: '05:20',
    frontMatter: {
      title: 'The website cannot be reached',
      category: 'upstream',
      impact: 'critical',
      components: { website: 'major_outage' },
      checks: ['website-front'],
    },
    told: [
      { after: 0, phase: 'investigating', text: 'The website does not answer. API and mail are not affected.' },
      { after: 22, phase: 'identified', text: 'The data centre has lost a router. A second one is taking over.' },
      { after: 39, phase: 'monitoring', text: 'The website answers again.', components: { website: 'operational' } },
      { after: 60, phase: 'resolved', text: 'Traffic has been steady since.' },
    ],
  },
];

/** Id of the incident that the post-mortem is about. */
export function postmortemIncident(now: Instant): string {
  return idOf('api-errors', daysBefore(now, 47, '09:41'));
}

function idOf(slug: string, at: Instant): string {
  return `${formatDay(at)}-${slug}`;
}

function pathOf(id: string): string {
  return `incidents/${id.slice(0, 4)}/${id}.md`;
}

function pastIncident({ slug, days, clock, frontMatter, told }: PastIncident, now: Instant): Revision[] {
  const start = daysBefore(now, days, clock);
  const updates = toUpdates(start, told);
  return toRevisions(pathOf(idOf(slug, start)), { frontMatter, introduction: '', updates });
}

function upcomingMaintenance(now: Instant): Revision[] {
  const from = daysBefore(now, -3, '22:00');
  const announced = daysBefore(now, 4, '09:00');
  return toRevisions(pathOf(idOf('database-upgrade', from)), {
    frontMatter: {
      kind: 'maintenance',
      title: 'Upgrade of the orders database',
      components: ['api'],
      scheduled: { from: formatInstant(from), until: formatInstant(from + 90 * MINUTE_MS) },
    },
    introduction: '',
    updates: toUpdates(announced, [
      { after: 0, phase: 'scheduled', text: 'Orders can be read at all times; new ones may wait for up to a minute.' },
    ]),
  });
}

function announcement(now: Instant): Revision[] {
  const at = daysBefore(now, 2, '10:00');
  return toRevisions(pathOf(idOf('second-region', at)), {
    frontMatter: { kind: 'announcement', title: 'A second region' },
    introduction: '',
    updates: toUpdates(at, [
      {
        after: 0,
        phase: 'announced',
        text: 'Files of new accounts now also lie in a second data centre, 300 km away.',
      },
    ]),
  });
}

/** Every revision of incidents/ in the order in which it was committed, the last of them before `now`. */
export function pastRevisions(now: Instant): Revision[] {
  const incidents = INCIDENTS.flatMap((incident) => pastIncident(incident, now));
  return [...incidents, ...upcomingMaintenance(now), ...announcement(now)].sort((a, b) => a.at - b.at);
}

/** When a check failed in the past, and how. */
export interface PastFailure {
  check: string;
  from: Instant;
  until: Instant;
  state: 'down' | 'degraded';
  code: string;
  /** Milliseconds, where an answer came. */
  ms?: number;
}

/** What the checks saw of those incidents. */
export function pastFailures(now: Instant): PastFailure[] {
  const failure = (
    days: number,
    clock: `${number}:${number}`,
    minutes: number,
  ): Pick<PastFailure, 'from' | 'until'> => {
    const from = daysBefore(now, days, clock);
    return { from, until: from + minutes * MINUTE_MS };
  };
  return [
    { check: 'api-orders', state: 'down', code: '503', ms: 210, ...failure(47, '09:30', 40) },
    { check: 'api-orders', state: 'degraded', code: '200', ms: 3_600, ...failure(19, '15:55', 45) },
    { check: 'website-front', state: 'down', code: 'timeout', ...failure(6, '05:10', 45) },
  ];
}
