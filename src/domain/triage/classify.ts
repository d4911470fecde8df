/** What kind of failure it is, as far as the evidence goes: suspected, until a person confirms it. */
import type { Category } from '../../schema/category.ts';
import type { Evidence } from '../../schema/incident.ts';
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import { toLine } from '../../schema/visible-text.ts';
import { describeActivity, findSuspectedChange } from '../activity.ts';
import { isRunning } from '../maintenance-window.ts';
import { listOccurrences, type Maintenance } from '../maintenance.ts';
import type { Burst } from './correlate.ts';
import { findAtProviders, namesOf } from './findings.ts';
import type { Classified, TriageInput } from './model.ts';
import type { ProviderFinding } from './provider-match.ts';
import { planQuotes, providerEvidence } from './provider-words.ts';
import { clockTime, plain } from './words.ts';

/** How long after its end a maintenance may still be behind a failure. */
export const JUST_ENDED_MS = 2 * 3_600_000;

type Match = Extract<ProviderFinding, { kind: 'match' }>;

/** What is behind a failure, as far as is known. */
export interface Cause {
  category: Category;
  classified: Classified | undefined;
  evidence: Evidence[];
  /** Markdown for the update, a paragraph each. */
  paragraphs: string[];
  /** Time of the latest update of a provider's among them. */
  quotedUntil: Instant | undefined;
}

/** A provider's incident as the category of ours. */
export function classifyByProvider({ provider, incident }: Match): Classified {
  return { category: 'upstream', confidence: 'suspected', provider, providerUrl: incident.url };
}

/** That a provider tells of something that fits, and its latest words. */
export function matchText({ provider, incident }: Match, input: TriageInput): string {
  const { name } = namesOf(provider, input);
  const fits = `${plain(name)} tells of an incident that fits, so we suspect that it is the cause.`;
  const quotes = planQuotes({ incident, name, quoted: new Set(), now: input.now });
  return [fits, ...(quotes === undefined || quotes.text === '' ? [] : [quotes.text])].join('\n\n');
}

/** When the provider last said something. */
export function latestUpdate({ incident }: Match): Instant {
  return Math.max(incident.updatedAt, ...incident.updates.map(({ at }) => at));
}

/** Maintenances that are at work elsewhere, or ended just before the failure. */
function describeMaintenances(since: Instant, { maintenances, now }: TriageInput): Cause['evidence'] {
  const isNear = ({ phase, startedAt, endedAt }: Maintenance): boolean =>
    isRunning(phase) ||
    (startedAt !== undefined && endedAt !== undefined && endedAt <= now && since - endedAt <= JUST_ENDED_MS);
  const windows = maintenances.flatMap((maintenance) => listOccurrences(maintenance, now));
  return windows.filter(isNear).map(({ id, title, startedAt = since, endedAt }) => {
    const ended =
      endedAt === undefined ? `is at work since ${clockTime(startedAt, now)}` : `ended at ${clockTime(endedAt, now)}`;
    return {
      kind: 'maintenance',
      at: formatInstant(endedAt ?? startedAt),
      text: toLine(`the maintenance "${title}" ${ended}`),
      source: id,
    };
  });
}

function toSentence(text: string): string {
  return `${plain(text.charAt(0).toUpperCase() + text.slice(1))}.`;
}

/** What the evidence makes of failures that are about to be told. */
export function deriveCause(burst: Burst, input: TriageInput): Cause {
  const since = Math.min(...burst.map(({ health }) => health.since));
  const atProviders = findAtProviders(
    burst.map(({ component }) => component),
    since,
    input,
  );
  const match = atProviders.find((finding) => finding.kind === 'match');
  const { activity } = input.findings ?? {};
  const change = activity === undefined ? undefined : findSuspectedChange(activity.report, since);
  const told = activity === undefined ? undefined : describeActivity(activity.report, { since, from: activity.from });
  const maintenances = describeMaintenances(since, input);
  const evidence = [
    ...maintenances,
    ...(told?.evidence ?? []),
    ...atProviders.map((finding) => providerEvidence(finding, namesOf(finding.provider, input), input.now)),
  ];
  const sentences = [...maintenances.map(({ text }) => toSentence(text)), ...(told?.sentences ?? []).map(plain)];
  const paragraphs = [
    ...(sentences.length === 0 ? [] : [sentences.join(' ')]),
    ...(match === undefined ? [] : [matchText(match, input)]),
  ];
  const internal: Classified = { category: 'internal', confidence: 'suspected' };
  const classified = match === undefined ? change && internal : classifyByProvider(match);
  return {
    category: classified?.category ?? 'undetermined',
    classified,
    evidence,
    paragraphs,
    quotedUntil: match && latestUpdate(match),
  };
}
