/** What some providers write into the text of an entry of their feeds. */
import { type Instant, parseInstant } from '../schema/timestamp.ts';

export interface WrittenUpdate {
  at: Instant;
  text: string;
  isOver: boolean;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** `Jun 29, 18:36 UTC`, then `Resolved - We have recovered`. Zones by name other than UTC are not known. */
const UPDATE = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{2}:\d{2}) (?:UTC|GMT)\n(?=(\w[\w ]{2,20}) - )/gm;
const DAY_MS = 24 * 3_600_000;
const MAX_TEXT = 2_000;
const MAX_UPDATES = 100;

/** The time in the last year before `latest`: the feed leaves out the year. */
function dateWithin(match: RegExpMatchArray, latest: Instant): Instant | undefined {
  const [, month = '', day = '', clock = ''] = match;
  const number = String(MONTHS.indexOf(month) + 1).padStart(2, '0');
  const year = new Date(latest).getUTCFullYear();
  return [year, year - 1]
    .map((each) => parseInstant(`${each}-${number}-${day.padStart(2, '0')}T${clock}:00Z`))
    .find((at) => at !== undefined && at <= latest + DAY_MS);
}

/**
 * The updates that Statuspage writes one after the other, newest first, in the plain text of an entry that was changed last at `latest`; none where it is
 * written otherwise.
 */
export function readStatuspageUpdates(text: string, latest: Instant): WrittenUpdate[] {
  const found = [...text.matchAll(UPDATE)].slice(0, MAX_UPDATES);
  return found.flatMap((match, index) => {
    const at = dateWithin(match, latest);
    if (at === undefined) return [];
    const words = text.slice(match.index + match[0].length, found[index + 1]?.index).trim();
    const isOver = /^(?:resolved|completed|postmortem)$/i.test(match[4] ?? '');
    return [{ at, text: words.slice(0, MAX_TEXT), isOver }];
  });
}

/** incident.io's list: a heading, then `- API (Degraded performance)`. */
const AFFECTED = /^affected components:?\n+((?:- .*\n*)+)/im;
const STATE = /\s+\((?:operational|degraded performance|(?:partial|full|major) outage|under maintenance)\)$/i;

/** The components that incident.io lists in the plain text of an entry, and tells of nowhere else. */
export function readAffected(text: string): string[] {
  const list = AFFECTED.exec(text)?.[1] ?? '';
  return list
    .split('\n')
    .map((line) => line.replace(/^- /, '').replace(STATE, '').trim())
    .filter((name) => name !== '');
}
