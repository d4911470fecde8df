import type { Instant } from '../../schema/timestamp.ts';

const DAY_MS = 86_400_000;
const SUNDAY = 0;
const SATURDAY = 6;

function isBusinessDay(at: Instant): boolean {
  const weekday = new Date(at).getUTCDay();
  return weekday !== SUNDAY && weekday !== SATURDAY;
}

/**
 * The end of the last of so many business days after the UTC day of `from`, as an instant. Business days are Monday to
 * Friday; holidays differ from place to place and count as any day.
 */
export function endOfBusinessDays(from: Instant, days: number): Instant {
  let day = Math.floor(from / DAY_MS) * DAY_MS;
  for (let left = days; left > 0;) {
    day += DAY_MS;
    if (isBusinessDay(day)) left -= 1;
  }
  return day + DAY_MS;
}
