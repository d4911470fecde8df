/** Times as people write them who do not think of offsets: one without is meant as the page shows times. */
import { formatOffset, instantsOfWallTime } from '../domain/time-zone.ts';
import { parseDuration } from '../schema/duration.ts';
import { showReceived } from '../schema/problems.ts';
import { formatMinute, type Instant, parseInstant, timestampHint } from '../schema/timestamp.ts';
import type { Finding } from './finding.ts';

export type WrittenTime = { at: Instant; finding?: undefined } | { at?: undefined; finding: Finding };

/** Where and when a time was written. */
export interface TimeContext {
  /** IANA name of the zone that a time without an offset is in. */
  timeZone: string;
  /** For examples. */
  now: Instant;
}

const DURATION = /^(?:in )?(\d{1,6}(?:\.\d{1,3})?) ?(m|min|mins|minutes?|h|hrs?|hours?|d|days?)$/i;
const LOCAL = /^(\d{4}-\d{2}-\d{2})[T ]{1,3}(\d{1,2}:\d{2}(?::\d{2})?)$/;

/** `2026-11-20 10:05 UTC`: an hour from now, at a full one. */
function exampleAfter(now: Instant): string {
  const hourMs = 3_600_000;
  return formatMinute((Math.floor(now / hourMs) + 2) * hourMs);
}

function readLocal(day: string, clock: string, { timeZone }: TimeContext): WrittenTime | undefined {
  const shown = parseInstant(`${day}T${clock}Z`);
  if (shown === undefined) return undefined;
  const [at, second] = instantsOfWallTime(shown, timeZone);
  const wallClock = `${day} ${clock}`;
  if (at === undefined) {
    const message = `Cannot find the time ${wallClock} in ${timeZone}, where clocks are put forward over it`;
    const example = `${wallClock} UTC`;
    return { finding: { message, expected: 'a time that there is', example, received: wallClock } };
  }
  if (second === undefined) return { at };
  const message = `Cannot tell which ${wallClock} is meant in ${timeZone}, where clocks are put back over it`;
  const examples = [at, second].map((each) => `${wallClock}${formatOffset(shown - each)}`);
  return { finding: { message, expected: examples.join(' or '), received: wallClock } };
}

/** Reads a time span such as `30m`, `in 30 minutes` or `2 hours`, as milliseconds; undefined for anything else. */
export function readWrittenDuration(text: string): number | undefined {
  const [, amount, unit = ''] = DURATION.exec(text.trim()) ?? [];
  return amount === undefined ? undefined : parseDuration(`${amount}${unit.charAt(0).toLowerCase()}`);
}

/** Reads a time: with an offset as files have it, else what the clocks of the page's zone show. */
export function readWrittenTime(text: string, context: TimeContext): WrittenTime {
  const written = text.trim();
  const at = parseInstant(written);
  if (at !== undefined) return { at };
  const [, day, clock] = LOCAL.exec(written) ?? [];
  const local = day === undefined || clock === undefined ? undefined : readLocal(day, clock, context);
  if (local !== undefined) return local;
  // What else is wrong with a time that needs no offset.
  const hint = timestampHint(/:\d{2}$/.test(written) ? `${written}Z` : written);
  const finding: Finding = {
    message: 'Cannot read the time',
    expected: `a day and a time, in ${context.timeZone} or with another offset`,
    example: exampleAfter(context.now),
    received: showReceived(written),
    hint,
  };
  return { finding };
}
