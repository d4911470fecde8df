/** Times as the pages and feeds of Statuspage have them, which programs take apart: English, UTC. */
import { formatClock, formatDay, type Instant } from '../schema/timestamp.ts';

const MONTH = new Intl.DateTimeFormat('en-US', { month: 'short', timeZone: 'UTC' });

function renderClock(at: Instant): string {
  return `<var data-var='time'>${formatClock(at)}</var>`;
}

/** `Aug <var data-var='date'>21</var>, <var data-var='time'>00:37</var>`. */
export function renderTime(at: Instant): string {
  return `${MONTH.format(at)} <var data-var='date'>${formatDay(at).slice(-2)}</var>, ${renderClock(at)}`;
}

/** From when until when, the day said once where it is one; of what is not over its beginning alone. */
export function renderTimes(from: Instant, until: Instant | undefined): string {
  if (until === undefined) return `${renderTime(from)} UTC`;
  const end = formatDay(from) === formatDay(until) ? renderClock(until) : renderTime(until);
  return `${renderTime(from)} - ${end} UTC`;
}
