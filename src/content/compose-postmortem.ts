/** Composes the draft of a post-mortem: what the incident tells is filled in, and what it does not is marked. */
import { measureAffected } from '../domain/affected.ts';
import {
  deriveIncident,
  isIncidentFrontMatter,
  isMaintenanceFrontMatter,
  namedComponents,
} from '../domain/incident.ts';
import { deriveMaintenance, listOccurrences, type Maintenance } from '../domain/maintenance.ts';
import { expandRecurrence } from '../domain/recurrence.ts';
import type { Config } from '../schema/config.ts';
import type { Evidence, FrontMatter } from '../schema/incident.ts';
import { formatClock, formatDay, formatMinute, type Instant, parseInstant } from '../schema/timestamp.ts';
import { formatFrontMatter, joinFile, POSTMORTEM_FORM } from './front-matter-format.ts';
import { idsOf, type ParsedIncidentFile, type PlacedIncidentFile } from './incident-file.ts';
import { POSTMORTEMS_FOLDER } from './incident-path.ts';
import type { ParsedPostmortemFile } from './postmortem-file.ts';
import { findGaps, gap, type Gap } from './postmortem-gaps.ts';
import { textsAt } from './raw-data.ts';

export interface PostmortemSource {
  /** What it is about, as its file tells; an incident or a maintenance. */
  incident: ParsedIncidentFile & { file: PlacedIncidentFile };
  /** For the names of components; undefined where status.yml cannot be read. */
  config: Config | undefined;
}

export interface ComposedPostmortem {
  id: string;
  /** Relative to the root folder. */
  path: string;
  text: string;
  /** What is still to be written. */
  gaps: Gap[];
}

const MINUTE_MS = 60_000;
const DUE_AFTER_MS = 14 * 86_400_000;
const CHANGES: readonly Evidence['kind'][] = ['deployment', 'release', 'workflow_run'];

function evidenceOf(frontMatter: FrontMatter): readonly Evidence[] {
  return ('evidence' in frontMatter ? frontMatter.evidence : undefined) ?? [];
}

function isLink(source: string | undefined): source is string {
  return source !== undefined && URL.canParse(source) && /^https?:$/.test(new URL(source).protocol);
}

/** The latest of what was changed before it began, else the first that is known of. */
function findChange(frontMatter: FrontMatter, startedAt: Instant): Evidence | undefined {
  const changes = evidenceOf(frontMatter).filter(({ kind }) => CHANGES.includes(kind));
  return changes.findLast(({ at }) => (parseInstant(at) ?? Infinity) <= startedAt) ?? changes[0];
}

/** What may have set it off: a change that triage found, or the provider whose fault it is. */
function triggerOf(frontMatter: FrontMatter, startedAt: Instant): object {
  const change = findChange(frontMatter, startedAt);
  if (change !== undefined) {
    const link = isLink(change.source) ? { link: change.source } : {};
    return { kind: 'deploy', text: `${change.text} (${gap('was it this?')})`, ...link };
  }
  if (!isIncidentFrontMatter(frontMatter) || frontMatter.category !== 'upstream') {
    return { kind: 'unknown', text: gap('what set it off') };
  }
  const { provider, providerUrl } = frontMatter;
  const whose = provider === undefined ? 'the provider' : provider;
  return {
    kind: 'dependency',
    text: gap(`what happened at ${whose}`),
    ...(providerUrl === undefined ? {} : { link: providerUrl }),
  };
}

/** How it was noticed, where the file tells: its checks opened it, or their measurements are its evidence. */
function detectionOf(frontMatter: FrontMatter): string | undefined {
  if (!isIncidentFrontMatter(frontMatter)) return undefined;
  const isMeasured = evidenceOf(frontMatter).some(({ kind }) => kind === 'measurement');
  return frontMatter.openedBy === 'monitor' || isMeasured ? 'check' : undefined;
}

/** `10:05 to 11:00 UTC, 55 minutes`, with the day of the end where it is another. */
function describeSpan(startedAt: Instant, endedAt: Instant | undefined): string {
  if (endedAt === undefined) return `since ${formatMinute(startedAt)}`;
  const until = formatDay(endedAt) === formatDay(startedAt) ? `${formatClock(endedAt)} UTC` : formatMinute(endedAt);
  const minutes = Math.round((endedAt - startedAt) / MINUTE_MS);
  const from = `${formatDay(startedAt)} ${formatClock(startedAt)}`;
  return `${from} to ${until}, ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
}

interface Span {
  startedAt: Instant;
  endedAt: Instant | undefined;
}

/** Of the window that began last, by the clock where no update says otherwise; of the first where none has begun. */
function maintenanceSpan(maintenance: Maintenance, now: Instant): Span {
  const windows = listOccurrences(maintenance, now);
  const { startedAt, endedAt } = windows.findLast((each) => each.startedAt !== undefined) ?? {};
  const [first = maintenance] = windows;
  return startedAt === undefined ? { startedAt: first.from, endedAt: first.until } : { startedAt, endedAt };
}

/** When it began and ended, as far as that is known. */
function spanOf({ id, file }: PostmortemSource['incident'], now: Instant): Span {
  const { frontMatter, updates } = file;
  if (isIncidentFrontMatter(frontMatter)) {
    const { startedAt, resolvedAt } = deriveIncident(id, { ...file, frontMatter });
    return { startedAt, endedAt: resolvedAt };
  }
  if (isMaintenanceFrontMatter(frontMatter)) {
    const known = expandRecurrence(frontMatter.scheduled, now);
    return maintenanceSpan(deriveMaintenance(id, { ...file, frontMatter, known }, now), now);
  }
  return { startedAt: Math.min(...updates.map(({ at }) => at)), endedAt: undefined };
}

/** How long components were not as they should be, which is what figures may begin from. */
function describeImpact({ id, file }: PostmortemSource['incident'], config: Config | undefined): string {
  const what = 'what it meant for readers; figures with their source may follow';
  const { frontMatter } = file;
  if (!isIncidentFrontMatter(frontMatter)) return what;
  const incident = deriveIncident(id, { ...file, frontMatter });
  if (incident.resolvedAt === undefined) return what;
  const lines = measureAffected(incident, incident.resolvedAt).map(({ component, ms }) => {
    const minutes = Math.round(ms / MINUTE_MS);
    return `${nameOf(component, config)} for ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  });
  return lines.length === 0 ? what : `${what} (${lines.join(', ')})`;
}

function nameOf(component: string, config: Config | undefined): string {
  return config?.components.find(({ id }) => id === component)?.name ?? component;
}

function nameComponents({ file }: PostmortemSource['incident'], config: Config | undefined): string {
  const names = namedComponents(file.frontMatter, file.updates).map((id) => nameOf(id, config));
  return names.length === 0 ? '' : ` (${names.join(', ')})`;
}

/** What stands in place of what nobody has written yet: a chain of whys from what was seen, and an action that it leads to. */
function gapsBelow(seen: string, now: Instant): object {
  return {
    factors: [
      {
        text: gap('what had to be so for this to happen'),
        whys: [{ why: seen, because: gap('what was behind it; ask again, up to five times') }],
        becomes: {
          kind: 'accepted',
          reason: gap('a check (kind: monitor), a test or a process (with its url), or why it stays as it is'),
        },
        action: 'a1',
      },
    ],
    wentWell: [gap('what helped')],
    wentBadly: [gap('what made it worse, or longer')],
    lucky: [gap('what could have made it worse and did not')],
    actions: [
      {
        id: 'a1',
        text: gap('what is done so that it does not come back'),
        type: 'prevent',
        priority: 'P2',
        owner: gap('a person or a team'),
        due: formatDay(now + DUE_AFTER_MS),
      },
    ],
  };
}

const BODY = `${gap('the story in your own words: what surprised you, and what you would tell a colleague.')} When it began, when
readers were told and when it was over need not be written: the page takes that from the incident.
`;

/**
 * Composes the draft of a post-mortem of an incident, canonical and free of errors. Its id is that of the incident.
 * Whoever calls has seen to it that there is none yet.
 */
export function composePostmortem({ incident, config }: PostmortemSource, now: Instant): ComposedPostmortem {
  const { id, file } = incident;
  const { startedAt, endedAt } = spanOf(incident, now);
  const detection = detectionOf(file.frontMatter);
  const what = `what happened${nameComponents(incident, config)}, to whom and for how long`;
  const front = formatFrontMatter(
    {
      incidents: [id],
      status: 'draft',
      authors: [gap('people or teams')],
      summary: gap(`${what} (${describeSpan(startedAt, endedAt)})`),
      impact: { text: gap(describeImpact(incident, config)), figures: [] },
      trigger: triggerOf(file.frontMatter, startedAt),
      detection,
      ...gapsBelow(file.frontMatter.title, now),
    },
    POSTMORTEM_FORM,
  );
  // Words of a closed set and days have no room for a mark; a comment beside them has.
  const marked = front
    .replace(
      /^(?=factors:)/m,
      detection === undefined ? `# ${gap('detection: check, alert, customer, staff or provider')}\n` : '',
    )
    .replace(/^ +due: .*$/m, `$& # ${gap('by when')}`);
  const path = `${POSTMORTEMS_FOLDER}/${formatDay(startedAt).slice(0, 4)}/${id}.md`;
  const text = joinFile(marked, BODY);
  return { id, path, text, gaps: findGaps({ text, linesBefore: marked.split('\n').length + 1 }) };
}

/** The post-mortem that is about an incident, or that has its id although it is about something else. */
export function findPostmortemOf(
  incident: ParsedIncidentFile,
  postmortems: readonly ParsedPostmortemFile[],
): ParsedPostmortemFile | undefined {
  const ids = idsOf(incident);
  const isAbout = ({ yaml }: ParsedPostmortemFile): boolean =>
    yaml !== undefined && textsAt(yaml.data, ['incidents']).some(({ text }) => ids.includes(text));
  return postmortems.find(isAbout) ?? postmortems.find(({ id }) => id === incident.id);
}
