/** Times of updates and of what post-mortems tell that are slips of the hand. */
import { formatInstant, parseInstant } from '../schema/timestamp.ts';
import { problemAtKey, problemAtLine } from './finding.ts';
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

const timelineNotInFuture: RepositoryRule = ({ postmortems, now }) =>
  postmortems.flatMap(({ path, draft: file, yaml }) => {
    if (file === undefined || yaml === undefined) return [];
    return file.frontMatter.timeline.flatMap(({ at }, index) => {
      if ((parseInstant(at) ?? -Infinity) <= now + CLOCK_SKEW_MS) return [];
      return [
        problemAtKey({ path, yaml }, 'timeline-not-in-future', {
          at: ['timeline', index, 'at'],
          severity: 'warning',
          message: 'This happens in the future',
          expected: 'the time at which it happened',
          example: `at: ${formatInstant(now)}`,
          received: at,
        }),
      ];
    });
  });

export const UPDATE_TIME_RULES: readonly RepositoryRule[] = [noUpdateInFuture, noUpdateLongAgo, timelineNotInFuture];
