import type { Instant } from '../schema/timestamp.ts';
import type { Timestamp } from './statuspage-v2.ts';

/** An instant as the API writes it: ISO 8601 with milliseconds, UTC. */
export function toTimestamp(at: Instant): Timestamp {
  return new Date(at).toISOString();
}
