/** The verdict as a frightened person reads it. */
import type { SeriesState } from '../domain/series.ts';
import type { Verdict } from '../domain/verdict.ts';
import { isolate } from './isolate.ts';
import type { SiteModel } from './site-model.ts';
import type { Names } from './strings/names.ts';

const MAX_NAMES = 3;

type Parts = Pick<
  SiteModel,
  'verdict' | 'components' | 'openIncidents' | 'runningMaintenances' | 'format' | 'strings' | 'now'
>;

export interface VerdictSentence {
  /** What is the matter, one sentence. */
  sentence: string;
  /** What we do about it and when more will be said, one sentence; undefined where nothing need be added. */
  follow: string | undefined;
}

/** The level in the words of a component's state, for colour and mark. */
export function verdictState({ level }: Verdict): SeriesState {
  return level === 'some_no_data' ? 'no_data' : level;
}

/** At most three names; of more the first two and how many follow. */
function nameComponents(ids: readonly string[], { components, format, strings }: Parts): Names {
  const names = components.filter(({ id }) => ids.includes(id)).map(({ name }) => isolate(name));
  const shown = names.length <= MAX_NAMES ? names : names.slice(0, MAX_NAMES - 1);
  const rest = names.length - shown.length;
  return { text: format.list(rest === 0 ? shown : [...shown, strings.andMore(rest)]), count: names.length };
}

type Outage = 'major_outage' | 'partial_outage' | 'degraded_performance';

/**
 * What the open incidents name, where a fix is in place for each that counts and nothing is bad any more: the verdict is
 * still theirs, yet whoever reads it wants to know that things work.
 */
function findRecovering({ components, openIncidents }: Parts): string[] {
  const counting = openIncidents.filter(({ impact }) => impact !== 'none');
  const isWell = components.every(({ state, failing }) => state === 'operational' && failing.length === 0);
  if (!isWell || counting.some(({ phase }) => phase !== 'monitoring')) return [];
  return counting.flatMap((incident) => incident.components);
}

function outageSentence(level: Outage, parts: Parts): string {
  const { verdict, components } = parts;
  const { verdict: words } = parts.strings;
  if (verdict.incidents.length === 0 && verdict.failing.length > 0) {
    return words.failing(nameComponents(verdict.failing, parts));
  }
  const inState = components.filter(({ state }) => state === level).map(({ id }) => id);
  if (level === 'major_outage' && inState.length > 1 && inState.length === components.length) return words.allDown;
  if (inState.length > 0) return words[level](nameComponents(inState, parts));
  const recovering = nameComponents(findRecovering(parts), parts);
  if (recovering.count > 0) return words.recovering(recovering);
  const named = nameComponents(verdict.components, parts);
  return named.count === 0 ? words.open[level] : words.affected[level](named);
}

function sentenceOf(parts: Parts): string {
  const { verdict, components } = parts;
  const words = parts.strings.verdict;
  const named = nameComponents(verdict.components, parts);
  switch (verdict.level) {
    case 'major_outage':
    case 'partial_outage':
    case 'degraded_performance':
      return outageSentence(verdict.level, parts);
    case 'under_maintenance':
      return named.count === 0 ? words.maintenance : words.under_maintenance(named);
    case 'no_data':
      return components.length === 0 ? words.nothing : words.no_data;
    case 'some_no_data':
      return words.some_no_data(named);
    case 'operational':
      return words.operational;
  }
}

/** What we are doing, and by when more will be said. */
function followIncidents(parts: Parts): string {
  const { openIncidents, verdict, format, strings, now } = parts;
  const [worst] = openIncidents;
  const { follow } = strings;
  const isOne = openIncidents.length === 1 && worst !== undefined && worst.phase !== 'resolved';
  const what = isOne ? follow[worst.phase as 'investigating'] : follow.several(openIncidents.length);
  if (verdict.nextUpdateBy === undefined) return follow.plain(what);
  const time = format.near(verdict.nextUpdateBy, now);
  return verdict.nextUpdateBy >= now ? follow.nextUpdate(what, time) : follow.lateUpdate(what, time);
}

function followMaintenance({ runningMaintenances, format, strings, now }: Parts): string | undefined {
  const last = runningMaintenances.at(-1);
  if (last === undefined) return undefined;
  const { maintenanceUntil, maintenanceLate } = strings.follow;
  return (last.until > now ? maintenanceUntil : maintenanceLate)(format.near(last.until, now));
}

function followOf(parts: Parts): string | undefined {
  const { verdict, components, openIncidents, strings } = parts;
  const { follow } = strings;
  switch (verdict.level) {
    case 'major_outage':
    case 'partial_outage':
    case 'degraded_performance':
      return openIncidents.length === 0 ? undefined : followIncidents(parts);
    case 'under_maintenance':
      return followMaintenance(parts);
    case 'no_data':
      return components.length === 0 ? follow.nothing : follow.no_data;
    case 'some_no_data':
      return follow.some_no_data;
    case 'operational':
      return openIncidents.length === 0 ? undefined : follow.withoutImpact(openIncidents.length);
  }
}

/** Puts the verdict into one sentence or two. */
export function describeVerdict(parts: Parts): VerdictSentence {
  return { sentence: sentenceOf(parts), follow: followOf(parts) };
}

/** The same as one text, joined as the language of the page does it. */
export function verdictText(parts: Parts): string {
  const { sentence, follow } = describeVerdict(parts);
  return follow === undefined ? sentence : parts.strings.sentences([sentence, follow]);
}
