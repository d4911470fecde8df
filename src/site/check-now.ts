/** A check that a factor became: how it is now, how it has done since, and when it was added. */
import { deriveCheckRecord } from '../domain/check-record.ts';
import { type CheckState, deriveCheckRow } from '../domain/check-series.ts';
import type { SeriesState } from '../domain/series.ts';
import type { Instant } from '../schema/timestamp.ts';
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
export function markOfCheck({ state }: CheckNow): SeriesState {
  return MARK_OF_CHECK[state];
}

export interface CheckSources {
  /** What the post-mortem is about, the earliest first. */
  about: readonly Entry[];
  model: SiteModel;
  content: SiteContent;
}

/** When status.yml first named it, and whether that was after the first incident began. */
function describeAddition(namedAt: Instant | undefined, { about, model: { format, strings } }: CheckSources): string {
  const words = strings.postmortem.added;
  const [first] = about;
  if (namedAt === undefined || first === undefined) return words.unknown;
  const day = format.date(namedAt);
  return namedAt > entryTime(first) ? words.after(day) : words.before(day);
}

/** How long it passed since it was added, or since the last incident was over where it was there before. */
function describeRecord(id: string, namedAt: Instant | undefined, { about, model, content }: CheckSources): string {
  const { format, strings } = model;
  const window = figuresWindow(model.now);
  const over = about.map((entry) => entryEnd(entry) ?? entryTime(entry));
  const start = Math.max(window.start, namedAt ?? window.start, ...over);
  const { earlier } = content;
  const record = deriveCheckRecord(
    {
      measurements: content.measurements.get(id) ?? [],
      earlier: earlier && { until: earlier.until, segments: earlier.byCheck.get(id) ?? [] },
      policy: seriesPolicy(model.config),
    },
    { start, end: model.now },
  );
  if (record.since === undefined || record.share === undefined) return strings.postmortem.noRecord;
  return strings.postmortem.record(format.share(record.share), format.date(record.since));
}

/** Derives how a check is, by its id. */
export function deriveCheckNow(id: string, sources: CheckSources): CheckNow {
  const { model, content } = sources;
  const component = model.components.find(({ checks }) => checks.some((check) => check.id === id));
  const check = component?.checks.find((each) => each.id === id);
  const namedAt = content.checksNamed.get(id);
  return {
    name: check?.display ?? id,
    component: component === undefined ? undefined : { id: component.id, name: component.name },
    state: deriveCheckRow(content.measurements.get(id) ?? [], seriesPolicy(model.config), model.now).state,
    history: component === undefined ? [] : [describeAddition(namedAt, sources), describeRecord(id, namedAt, sources)],
  };
}
