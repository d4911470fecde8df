/** Invented pages, histories and measurements of any size; the same seed gives the same text. */
import { formatIncidentFile } from '../src/content/incident-file.ts';
import { createRandom } from '../src/demo/random.ts';
import { type Measurement, roundMs } from '../src/domain/measurement.ts';
import type { Update } from '../src/domain/update.ts';
import type { ComponentStatus, Impact } from '../src/schema/component.ts';
import type { IncidentFrontMatter } from '../src/schema/incident.ts';
import { formatDay, type Instant } from '../src/schema/timestamp.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export interface PageShape {
  components: number;
  checksPerComponent: number;
  /** Where check number so and so looks; by default a host that is never asked. */
  urlOf?: (check: number) => string;
}

export function componentId(index: number): string {
  return `service-${String(index + 1).padStart(3, '0')}`;
}

/** Ids of all checks of a page, in the order of status.yml. */
export function checkIds({ components, checksPerComponent }: PageShape): string[] {
  const ofComponent = (_: unknown, index: number): string[] =>
    Array.from({ length: checksPerComponent }, (__, check) => `${componentId(index)}-check-${check + 1}`);
  return Array.from({ length: components }, ofComponent).flat();
}

/** status.yml of a page of that shape, its components in groups of five. */
export function generateStatusFile(shape: PageShape): string {
  const { components, checksPerComponent, urlOf = (check) => `https://service-${check}.example.org/health` } = shape;
  const ids = checkIds(shape);
  const lines = ['page: { name: Example Cloud, url: "https://status.example.org", id: benchpage001 }', 'components:'];
  for (let index = 0; index < components; index += 1) {
    const group = `Group ${Math.floor(index / 5) + 1}`;
    lines.push(`  - id: ${componentId(index)}`, `    name: Service ${index + 1}`, `    group: ${group}`, '    checks:');
    for (let check = 0; check < checksPerComponent; check += 1) {
      const number = index * checksPerComponent + check;
      lines.push(`      - { id: ${ids[number] ?? ''}, type: http, url: "${urlOf(number)}" }`);
    }
  }
  return `${lines.join('\n')}\n`;
}

type Severity = readonly [Impact, ComponentStatus];

const WORDS =
  'we the service database queue requests errors latency region traffic deploy change rollback customers answer slow fast some most are is was were of in for with after before while again now still steady healthy failing recovered primary replica cache pool node zone network provider team'.split(
    ' ',
  );

type Random = () => number;

function pick<T>(random: Random, from: readonly [T, ...T[]]): T {
  return from[Math.floor(random() * from.length)] ?? from[0];
}

function sentence(random: Random): string {
  const words = Array.from({ length: 8 + Math.floor(random() * 10) }, () => pick(random, ['we', ...WORDS]));
  const [first = 'We'] = words;
  return `${first.charAt(0).toUpperCase()}${first.slice(1)} ${words.slice(1).join(' ')}.`;
}

function paragraph(random: Random): string {
  const plain = `${sentence(random)} ${sentence(random)}`;
  return random() < 0.2
    ? `${plain} See [the report](https://example.org/r/${Math.floor(random() * 1e4)}) and \`retry\`.`
    : plain;
}

const SEVERITIES: readonly [Severity, ...Severity[]] = [
  ['minor', 'degraded_performance'],
  ['major', 'partial_outage'],
  ['critical', 'major_outage'],
];
const PHASES = ['investigating', 'investigating', 'identified', 'identified', 'monitoring', 'resolved'] as const;

export interface GeneratedFile {
  path: string;
  text: string;
  /** When it was written. */
  at: Instant;
}

function generateIncident(random: Random, { components }: PageShape, start: Instant): Omit<GeneratedFile, 'path'> {
  const component = componentId(Math.floor(random() * components));
  const [impact, status] = pick(random, SEVERITIES);
  let at = start;
  const updates: Update[] = PHASES.map((phase) => {
    at += Math.ceil(random() * 40) * MINUTE_MS;
    return {
      at,
      phase,
      components: phase === 'monitoring' ? { [component]: 'operational' } : {},
      text: paragraph(random),
    };
  });
  const frontMatter: IncidentFrontMatter = {
    title: sentence(random).slice(0, 60).replace(/\.$/, ''),
    category: pick(random, ['internal', 'upstream', 'undetermined']),
    impact,
    components: { [component]: status },
  };
  return { text: formatIncidentFile({ frontMatter, introduction: '', updates }), at };
}

/**
 * So many closed incidents of six updates and about 1.4 kB each, oldest first, evenly over the years before `until`:
 * two a day where there are many, else over one year.
 */
export function generateIncidents(count: number, shape: PageShape, until: Instant): GeneratedFile[] {
  const random = createRandom(count);
  const span = Math.max(365 * DAY_MS, (count / 2) * DAY_MS);
  return Array.from({ length: count }, (_, index) => {
    const start = until - DAY_MS - span + Math.floor((span * index) / count / MINUTE_MS) * MINUTE_MS;
    const id = `${formatDay(start)}-incident-${String(index + 1).padStart(5, '0')}`;
    return { path: `incidents/${id.slice(0, 4)}/${id}.md`, ...generateIncident(random, shape, start) };
  });
}

/** A normally distributed number (Box and Muller). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

interface Weather {
  id: string;
  /** Usual response time in milliseconds. */
  base: number;
  /** Spread of its logarithm. */
  sigma: number;
  /** Where the noise is now; it wanders, as load does. */
  drift: number;
  /** Runs for which it is still down. */
  downFor: number;
}

function nextMeasurement(weather: Weather, at: Instant, random: Random): Measurement {
  const { id, base, sigma } = weather;
  weather.drift = 0.8 * weather.drift + 0.6 * sigma * normal(random);
  if (weather.downFor === 0 && random() < 0.0003) weather.downFor = 1 + Math.floor(random() * 8);
  const daily = 1 + 0.15 * Math.sin((2 * Math.PI * (at % DAY_MS)) / DAY_MS);
  const spike = random() < 0.01 ? 3 : 1;
  const ms = roundMs(base * daily * spike * Math.exp(weather.drift));
  if (weather.downFor === 0) return { check: id, at, state: 'up', code: '200', ms };
  weather.downFor -= 1;
  return { check: id, at, state: 'down', code: '503', ms };
}

export interface GeneratedRuns {
  from: Instant;
  until: Instant;
  everyMs: number;
  /** Spread of the logarithms of response times; by default each check has another. */
  sigma?: number;
}

/**
 * Runs of these checks in [from, until), about every `everyMs` with some seconds of jitter. Response times wander around
 * 20 to 400 ms with a spread of 6 to 25 %, a daily cycle, one spike in a hundred and rare outages.
 */
export function* generateRuns(
  checks: readonly string[],
  { from, until, everyMs, sigma }: GeneratedRuns,
): Generator<Measurement[]> {
  const random = createRandom(checks.length);
  const weathers = checks.map((id): Weather => {
    return { id, base: 20 * 20 ** random(), sigma: sigma ?? 0.06 + 0.19 * random(), drift: 0, downFor: 0 };
  });
  for (let due = from; due < until; due += everyMs) {
    const at = due + Math.floor((random() * Math.min(20_000, everyMs / 2)) / 1_000) * 1_000;
    yield weathers.map((weather) => nextMeasurement(weather, at, random));
  }
}
