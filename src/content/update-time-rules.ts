/** Times of updates that are slips of the hand. */
import { formatInstant } from '../schema/timestamp.ts';
import { problemAtLine } from './finding.ts';
import type { RepositoryRule } from './repository-rule.ts';

/** How far two clocks may differ before a time counts as in the future. */
const CLOCK_SKEW_MS = 10 * 60_000;

const noUpdateInFuture: RepositoryRule = ({ incidents, now }) =>
  incidents.flatMap(({ path, updates }) =>
    updates
      .filter((update) => update.at > now + CLOCK_SKEW_MS)
      .map((update) =>
        problemAtLine(path, 'no-update-in-future', {
          severity: 'warning',
          line: update.line,
          message: 'This update lies in the future',
          expected: 'the time at which it is written',
          example: formatInstant(now),
          received: formatInstant(update.at),
        }),
      ),
  );

/** The first years of the web; a time before them is a slip in the year. */
const LONG_AGO = Date.UTC(2000, 0);

const noUpdateLongAgo: RepositoryRule = ({ incidents, now }) =>
  incidents.flatMap(({ path, updates }) =>
    updates
      .filter((update) => update.at < LONG_AGO)
      .map((update) =>
        problemAtLine(path, 'no-update-long-ago', {
          severity: 'warning',
          line: update.line,
          message: 'This update lies before the year 2000',
          expected: 'the time at which it was written',
          example: formatInstant(now),
          received: formatInstant(update.at),
        }),
      ),
  );

export const UPDATE_TIME_RULES: readonly RepositoryRule[] = [noUpdateInFuture, noUpdateLongAgo];
