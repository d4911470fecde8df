/** What flags of several commands say, as the fields that files are composed from. */
import type { ComponentField } from '../../content/compose-fields.ts';
import { parseMoment } from '../../content/moment.ts';
import { formatInZone } from '../../domain/time-zone.ts';
import { formatInstant, type Instant, parseInstant } from '../../schema/timestamp.ts';
import { shorten } from '../../schema/visible-text.ts';
import type { PlaceContent } from './place.ts';

const LONGEST_SUBJECT = 100;

/** `api=partial_outage`, several with commas between them. */
export function readComponents(written: readonly string[] | undefined): ComponentField[] | undefined {
  return splitList(written)?.map((pair) => {
    const [, id = '', status = ''] = /^([^=:]*)[=:]?(.*)$/s.exec(pair) ?? [];
    return { id, status };
  });
}

/** The items of a flag that may be repeated and may hold several with commas between them; undefined where it has none. */
export function splitList(written: readonly string[] | undefined): string[] | undefined {
  const items = (written ?? [])
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '');
  return items.length === 0 ? undefined : items;
}

/** A time in words as files hold it, in UTC; what is no time stays as it is, for the rule that says so. */
export function toTimestamp(
  text: string | undefined,
  { now, timeZone }: Pick<PlaceContent, 'now' | 'timeZone'>,
  isPast = false,
): string | undefined {
  const at = text === undefined ? undefined : parseMoment(text, { now, timeZone, isPast });
  return at === undefined ? text : formatInstant(at);
}

/** A time of a window: as it is written where it has an offset, else with that of the zone. */
export function toZonedTimestamp(
  text: string,
  { now, timeZone, from }: { now: Instant; timeZone: string; from?: Instant | undefined },
): string {
  if (parseInstant(text) !== undefined) return text;
  const at = parseMoment(text, { now, timeZone, from });
  return at === undefined ? text : formatInZone(at, timeZone);
}

/** The subject of a commit, at a length that lists show. */
export function subjectOf(what: string, title: string): string {
  return shorten(`${what}: ${title}`, LONGEST_SUBJECT);
}
