/** Response times as lines to draw: the median, the 95th percentile above it, and gaps where nothing is known. */
import type { Interval } from '../domain/interval.ts';
import type { Measurement, ResponseTimes } from '../domain/measurement.ts';
import { deriveResponseTimes, summariseResponseTimes } from '../domain/response-time.ts';
import type { Instant } from '../schema/timestamp.ts';
import { shownWindow } from './component-model.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Units of a chart; the page stretches it. */
export const CHART_WIDTH = 300;
export const CHART_HEIGHT = 80;

export const CHART_SPANS = ['day', 'week', 'quarter'] as const;
export type ChartSpan = (typeof CHART_SPANS)[number];

/** What a span is told of. */
export interface SpanSources {
  /** Of one check. */
  measurements: readonly Measurement[];
  now: Instant;
}

export interface ChartSources extends SpanSources {
  /** How long a measurement counts when none follows; milliseconds. */
  holdFor: number;
}

export interface ResponseChart {
  span: ChartSpan;
  window: Interval;
  /** Of the whole span; undefined where nothing passed. */
  whole: ResponseTimes | undefined;
  /** The height of the chart in milliseconds, a round number. */
  topMs: number;
  /** Path data. */
  median: string;
  p95: string;
}

/** Stretches of two hours and of a day. */
const STRETCHES = { week: 84, quarter: 90 } as const;
const SHORTEST_MS = HOUR_MS / 4;

/** A stretch of the last day is no shorter than a measurement counts, or rare checks would leave a row of dots. */
function countStretches(span: ChartSpan, holdFor: number): number {
  return span === 'day' ? Math.max(1, Math.floor(DAY_MS / Math.max(SHORTEST_MS, holdFor))) : STRETCHES[span];
}

function windowOf(span: ChartSpan, now: Instant): Interval {
  if (span === 'quarter') return { start: shownWindow(now).start, end: shownWindow(now).start + 90 * DAY_MS };
  return { start: now - (span === 'day' ? DAY_MS : 7 * DAY_MS), end: now };
}

/** The least of 1, 2 and 5 times a power of ten that is not below a number. */
function roundUp(ms: number): number {
  const scale = 10 ** Math.floor(Math.log10(Math.max(1, ms)));
  return ([1, 2, 5, 10].find((step) => step * scale >= ms) ?? 10) * scale;
}

/** A line through what is known; a stretch alone is a short line of its own, or it would not be seen. */
function drawLine(values: readonly (number | undefined)[], topMs: number): string {
  const width = CHART_WIDTH / values.length;
  const x = (place: number): string => (place * width).toFixed(1);
  const y = (ms: number): string => (CHART_HEIGHT - (ms / topMs) * CHART_HEIGHT).toFixed(1);
  return values
    .map((ms, place) => {
      if (ms === undefined) return '';
      const before = values[place - 1];
      const start = before === undefined ? `M${x(place)} ${y(ms)}` : `L${x(place)} ${y(ms)}`;
      return values[place + 1] === undefined ? `${start}H${x(place + 1)}` : start;
    })
    .join('');
}

/** The response times of a whole span up to `now`; undefined where nothing passed. */
export function summariseSpan(span: ChartSpan, { measurements, now }: SpanSources): ResponseTimes | undefined {
  return summariseResponseTimes(measurements, windowOf(span, now));
}

function drawSpan(span: ChartSpan, { measurements, now, holdFor }: ChartSources): ResponseChart {
  const window = windowOf(span, now);
  const stretches = deriveResponseTimes(measurements, window, countStretches(span, holdFor));
  const topMs = roundUp(Math.max(1, ...stretches.map((times) => times?.p95 ?? 0)));
  return {
    span,
    window,
    whole: summariseSpan(span, { measurements, now }),
    topMs,
    median: drawLine(
      stretches.map((times) => times?.median),
      topMs,
    ),
    p95: drawLine(
      stretches.map((times) => times?.p95),
      topMs,
    ),
  };
}

/** The last day, week and 90 days of a check; empty where none of its answers has a time. */
export function drawResponseCharts(sources: ChartSources): ResponseChart[] {
  const charts = CHART_SPANS.map((span) => drawSpan(span, sources));
  return charts.some(({ whole }) => whole !== undefined) ? charts : [];
}
