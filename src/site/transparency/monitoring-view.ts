/** When nobody was looking, as the page shows it. */
import type { MonitoringGap } from '../../domain/transparency/monitoring.ts';
import type { Transparency } from '../../domain/transparency/transparency.ts';
import { phrase } from '../phrase.ts';
import type { SiteModel } from '../site-model.ts';
import { type FigureRow, instantOf, plainly, type Said } from './rows.ts';

/** A stretch of the twelve months, in shares of them. */
export interface Mark {
  x: number;
  width: number;
}

export interface MonitoringView extends Said {
  /** Whether anything is known. */
  isShown: boolean;
  /** Before anything was measured; undefined where that was before these months. */
  before: Mark | undefined;
  gaps: Mark[];
  /** First instants of months, with their place. */
  months: { at: number; x: number }[];
  rows: FigureRow[];
}

function gapRow({ from, until, lengthMs, blindMs, isOver }: MonitoringGap, model: SiteModel): FigureRow {
  const { format, strings } = model;
  const words = strings.transparency.monitoring;
  const notes = [...(isOver ? [] : [words.ongoing]), ...(blindMs === 0 ? [] : [words.blind(format.duration(blindMs))])];
  return {
    title: phrase((start = '', end = '') => strings.range(start, end), instantOf(from), instantOf(until)),
    url: undefined,
    note: notes.length === 0 ? undefined : plainly(notes.join(' · ')),
    value: plainly(format.duration(lengthMs)),
  };
}

/** Every third month, from the first that begins in the window. */
function quartersOf(from: number, until: number): number[] {
  const date = new Date(from);
  const months = [1, 4, 7, 10].map((month) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + month));
  return months.filter((at) => at < until);
}

/** Describes it. */
export function viewMonitoring({ monitoring, from, until }: Transparency, model: SiteModel): MonitoringView {
  const { format, strings } = model;
  const words = strings.transparency.monitoring;
  const [start, end] = [instantOf(from), instantOf(until)];
  const place = (text: string): number => (instantOf(text) - start) / (end - start);
  const nothing = { isShown: false, before: undefined, gaps: [], months: [], rows: [] };
  if (monitoring === null) return { ...nothing, finding: words.nothing, sources: [] };
  const { count, gapMs, wholeMs, longest, holdForMs } = monitoring;
  const finding = (): string => {
    const [first] = longest;
    if (first === undefined) return words.none;
    const whole = format.duration(gapMs);
    return count === 1
      ? words.foundOne(whole)
      : words.found(format.number(count), whole, format.duration(first.lengthMs));
  };
  const watched = wholeMs === 0 || count === 0 ? [] : [words.watched(format.share(1 - gapMs / wholeMs))];
  const measuredFrom = place(monitoring.from);
  return {
    finding: strings.sentences([finding(), ...watched]),
    sources: [words.source(format.duration(holdForMs)), words.since(format.date(instantOf(monitoring.from)))],
    isShown: true,
    before: measuredFrom > 0 ? { x: 0, width: measuredFrom } : undefined,
    gaps: longest.map((gap) => ({ x: place(gap.from), width: place(gap.until) - place(gap.from) })),
    months: quartersOf(start, end).map((at) => ({ at, x: (at - start) / (end - start) })),
    rows: longest.map((gap) => gapRow(gap, model)),
  };
}
