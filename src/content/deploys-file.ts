/**
 * The file `deploys` on `status-data`: a line for each build that went live, oldest first: when it went live, the commit
 * of main that it shows, the time that it was built for, and the last run of the checks in it, or `-`.
 *
 *     2026-11-20T10:06:31Z 5f1d… 2026-11-20T10:05:40Z 2026-11-20T10:05:02Z
 */
import type { Deploy } from '../domain/deploy.ts';
import { formatInstant, parseInstant } from '../schema/timestamp.ts';

export const DEPLOYS_PATH = 'deploys';

const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
const NO_RUN = '-';

/** Whether a text is the whole name of a commit: 40 hexadecimal digits, or 64 where the repository uses SHA-256. */
export function isCommit(text: string): boolean {
  return COMMIT.test(text);
}

function parseLine(line: string): Deploy[] {
  const [live = '', commit = '', built = '', checked = ''] = line.split(' ');
  const [liveAt, builtAt, checkedAt] = [live, built, checked].map(parseInstant);
  if (liveAt === undefined || builtAt === undefined || !isCommit(commit)) return [];
  return checkedAt === undefined && checked !== NO_RUN ? [] : [{ liveAt, commit, builtAt, checkedAt }];
}

/** Reads the deploys, oldest first. A line that cannot be read is left out: at worst the page is deployed once more. */
export function parseDeploysFile(text: string): Deploy[] {
  return text.split('\n').flatMap(parseLine);
}

/** Writes the deploys; the inverse of {@link parseDeploysFile}. */
export function formatDeploysFile(deploys: readonly Deploy[]): string {
  return deploys
    .map(({ liveAt, commit, builtAt, checkedAt }) => {
      const checked = checkedAt === undefined ? NO_RUN : formatInstant(checkedAt);
      return `${formatInstant(liveAt)} ${commit} ${formatInstant(builtAt)} ${checked}\n`;
    })
    .join('');
}
