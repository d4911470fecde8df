/** A check that a factor became: how it is now, how it has done since, and when it was added. */
import type { CheckState } from '../domain/check-series.ts';
import { deriveProduced, type ProducedCheck } from '../domain/produced-check.ts';
import type { SeriesState } from '../domain/series.ts';
import { figuresWindow, seriesPolicy } from './component-model.ts';
import { entryEnd, entryTime } from './entry-times.ts';
import type { Entry, SiteContent } from './site-content.ts';
import type { SiteModel } from './site-model.ts';

export interface CheckNow {
  name: string;
  /** Undefined where no component of the page has such a check any more. */
  component: { id: string; name: string } | undefined;
  state: CheckState;
  /** When it was added, and how long it has passed since: clauses without a final period. */
  history: string[];
}

const MARK_OF_CHECK: Readonly<Record<CheckState, SeriesState>> = {
  up: 'operational',
  degraded: 'degraded_performance',
  down: 'major_outage',
  no_data: 'no_data',
};

/** The mark of a check's state. */
export function markOfCheck({ state }: Pick<CheckNow, 'state'>): SeriesState {
  return MARK_OF_CHECK[state];
}

export interface CheckSources {
  /** What the post-mortem is about, the earliest first. */
  about: readonly Entry[];
  model: SiteModel;
  content: SiteContent;
}

/** Derives what is known of a check that a post-mortem led to, by its id. */
export function deriveProducedCheck(
  { check: id, existing: isExisting }: { check: string; existing: boolean },
  { about, model, content }: CheckSources,
): ProducedCheck {
  const component = model.components.find(({ checks }) => checks.some((check) => check.id === id));
  const check = component?.checks.find((each) => each.id === id);
  const { earlier } = content;
  const produced = deriveProduced(
    {
      addedAt: content.checksNamed.get(id),
      about: about.map((entry) => ({ startedAt: entryTime(entry), endedAt: entryEnd(entry) })),
      from: figuresWindow(model.now).start,
      measurements: content.measurements.get(id) ?? [],
      earlier: earlier && { until: earlier.until, segments: earlier.byCheck.get(id) ?? [] },
      policy: seriesPolicy(model.config),
    },
    model.now,
  );
  return {
    id,
    name: check?.display ?? id,
    isExisting,
    component: component === undefined ? undefined : { id: component.id, name: component.name },
    ...produced,
  };
}

/** When status.yml first named it, and whether that was after the first incident began. */
export function describeAddition(
  { addedAt, isAddedAfter }: Pick<ProducedCheck, 'addedAt' | 'isAddedAfter'>,
  { format, strings }: SiteModel,
): string {
  const words = strings.postmortem.added;
  if (addedAt === undefined || isAddedAfter === undefined) return words.unknown;
  const day = format.date(addedAt);
  return isAddedAfter ? words.after(day) : words.before(day);
}

/** How long it passed since it was added, or since the last incident was over where it was there before. */
export function describeRecord({ share, since }: ProducedCheck['record'], { format, strings }: SiteModel): string {
  if (since === undefined || share === undefined) return strings.postmortem.noRecord;
  return strings.postmortem.record(format.share(share), format.date(since));
}

/** Describes how a check is that a post-mortem led to. */
export function deriveCheckNow(becomes: { check: string; existing: boolean }, sources: CheckSources): CheckNow {
  const { model } = sources;
  const produced = deriveProducedCheck(becomes, sources);
  const { name, component, state } = produced;
  const history =
    component === undefined ? [] : [describeAddition(produced, model), describeRecord(produced.record, model)];
  return { name, component, state, history };
}
