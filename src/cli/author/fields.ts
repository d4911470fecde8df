/** What flags of several commands say, as the fields that files are composed from. */
import type { ComponentField } from '../../content/compose-fields.ts';
import { TimeZoneSchema } from '../../schema/time-zone.ts';
import { shorten } from '../../schema/visible-text.ts';
import type { Draft } from './draft.ts';
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

/** The zone of clock times: the one that is asked for where there is such a one, else that of the page. */
export function zoneOf({ timeZone }: Draft, content: Pick<PlaceContent, 'timeZone'>): string {
  return TimeZoneSchema.safeParse(timeZone).data ?? content.timeZone;
}

/** The subject of a commit, at a length that lists show. */
export function subjectOf(what: string, title: string): string {
  return shorten(`${what}: ${title}`, LONGEST_SUBJECT);
}
