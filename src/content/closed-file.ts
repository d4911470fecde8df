/** A cheap look at a file of incidents/, so that a run does not take thousands of closed ones apart. */
import { type Instant, parseInstant } from '../schema/timestamp.ts';

const HEADING = /^##[ \t]+(.*)$/gm;
const CLOSED = /^(?:resolved|completed|announced)\b.*?(\d{4}-\d\d-\d\d[T ][\d:]+\s*(?:Z|UTC|[+-]\d\d:?\d\d))/i;

/** Whether each level-2 heading that looks like a closing update, the last one included, lies before an instant. */
export function isClosedBefore(text: string, at: Instant): boolean {
  const headings = [...text.matchAll(HEADING)].map((match) => match[1] ?? '');
  const last = CLOSED.exec(headings.at(-1) ?? '')?.[1];
  const closedAt = last === undefined ? undefined : parseInstant(last);
  return closedAt !== undefined && closedAt < at;
}
