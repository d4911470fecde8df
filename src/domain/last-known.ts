/** What was known of a component last, for readers that have no word for no data. */
import type { ComponentStatus } from '../schema/component.ts';
import type { Instant } from '../schema/timestamp.ts';
import { lastAnswerAt } from './measurement.ts';
import type { Segment, SeriesSources } from './series.ts';

/** The last status that a component was known to have. */
export interface LastKnown {
  status: ComponentStatus;
  /** When it was last measured, else when it was last said or changed. */
  at: Instant;
}

/**
 * The last status that is known of a component, from the end of the series that `deriveWholeSeries` makes of the same
 * sources. What an incident said while it was open is over with it, and its end says that all is well again; a
 * maintenance that is over says nothing of what came after. Undefined where nothing ever was known.
 */
export function deriveLastKnown(sources: SeriesSources, series: readonly Segment[]): LastKnown | undefined {
  const now = series.at(-1);
  for (const segment of series.toReversed()) {
    const { state, source, start, end } = segment;
    if (state === 'no_data') continue;
    if (source === 'measurement') return { status: state, at: Math.max(start, lastAnswerBefore(end, sources)) };
    if (source === 'assumed' || segment === now) return { status: state, at: start };
    if (source === 'incident') return { status: 'operational', at: end };
  }
  return undefined;
}

/** When a check of the component last got an answer before a time; runs that could see nothing do not count. */
function lastAnswerBefore(until: Instant, { component, measurements }: SeriesSources): Instant {
  const answers = component.checkIds.map((id) => {
    const last = measurements.get(id)?.findLast(({ at, state }) => at < until && state !== 'unknown');
    return last === undefined ? -Infinity : lastAnswerAt(last);
  });
  return Math.max(-Infinity, ...answers);
}
