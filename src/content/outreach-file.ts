/**
 * The file `outreach` on `status-data`: how many customers were told in person of incidents that people have written in,
 * whose front matter is theirs. A line for each time: the first id of the incident, when, by what means, how many.
 *
 *     2026-11-20-api-errors 2026-11-20T10:16:00Z email 12
 */
import { compareText } from '../domain/compare-text.ts';
import type { Outreach } from '../domain/outreach.ts';
import { isId } from '../schema/component.ts';
import { parseInstant } from '../schema/timestamp.ts';

export const OUTREACH_PATH = 'outreach';

const LINE = /^(\S+) (\S+) ([a-z]{1,20}) ([1-9]\d{0,8})$/;

function parseLine(line: string): { id: string; outreach: Outreach }[] {
  const [, id = '', at = '', channel = '', count] = LINE.exec(line) ?? [];
  if (!isId(id) || parseInstant(at) === undefined) return [];
  return [{ id, outreach: { at, channel, count: Number(count) } }];
}

/** Reads what is known, by the first id of the incident. A line that cannot be read is left out. */
export function parseOutreachFile(text: string): Map<string, Outreach[]> {
  const lines = Map.groupBy(text.split('\n').flatMap(parseLine), ({ id }) => id);
  return new Map([...lines].map(([id, all]) => [id, all.map(({ outreach }) => outreach)]));
}

/** Writes it, ordered by incident; the inverse of {@link parseOutreachFile}. */
export function formatOutreachFile(known: ReadonlyMap<string, readonly Outreach[]>): string {
  return [...known]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([id, all]) => all.map(({ at, channel, count }) => `${id} ${at} ${channel} ${count}\n`))
    .join('');
}
