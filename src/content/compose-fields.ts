/** What a composed file is made from: texts as a person gave them, in a flag, a form or an answer. */
import type { Config } from '../schema/config.ts';
import { toLine } from '../schema/visible-text.ts';
import { findNamed } from './named-components.ts';
import { hasForbiddenCharacter } from './text.ts';
import { escapeUpdateText } from './updates.ts';

/** A component by its id or its name, and a status such as `partial_outage` or `Partial outage`. */
export interface ComponentField {
  id: string;
  status: string;
}

/** Times are written with an offset; whatever is empty counts as not given. */
export interface IncidentFields {
  title: string;
  category: string;
  impact: string;
  components: readonly ComponentField[];
  /** What readers are told, Markdown. */
  message: string;
  /** The wanted id; by default the day and the title. */
  id?: string | undefined;
  /** Default `investigating`. */
  phase?: string | undefined;
  confidence?: string | undefined;
  provider?: string | undefined;
  providerUrl?: string | undefined;
  reportedAt?: string | undefined;
  ticket?: string | undefined;
  startedAt?: string | undefined;
  startedBecause?: string | undefined;
  /** When the next update is promised by. */
  next?: string | undefined;
  /** `no` or `again`. */
  notify?: string | undefined;
}

export interface UpdateFields {
  message: string;
  /** By default the phase that the file is in. */
  phase?: string | undefined;
  /** Components whose status changes. */
  components?: readonly ComponentField[] | undefined;
  next?: string | undefined;
  notify?: string | undefined;
  /** Replaces the impact in the front matter. */
  impact?: string | undefined;
  /** Replaces the category in the front matter. */
  category?: string | undefined;
}

export interface MaintenanceFields {
  title: string;
  /** Ids or names of components. */
  components: readonly string[];
  from: string;
  until: string;
  /** May be empty: a maintenance can speak by its window alone. */
  message?: string | undefined;
  id?: string | undefined;
  timeZone?: string | undefined;
  /** RFC 5545 RRULE. */
  recurrence?: string | undefined;
  exdates?: readonly string[] | undefined;
  notify?: string | undefined;
}

export interface AnnouncementFields {
  title: string;
  message: string;
  components?: readonly string[] | undefined;
  /** Until when it stands on the front page. */
  until?: string | undefined;
  id?: string | undefined;
  notify?: string | undefined;
}

/** A text on one line without what no file may hold. */
export function cleanLine(text: string): string {
  return Array.from(toLine(text), (character) => (hasForbiddenCharacter(character) ? '' : character))
    .join('')
    .trim();
}

/** The same; undefined where nothing of it is left. */
export function cleanOptional(text: string | undefined): string | undefined {
  const line = cleanLine(text ?? '');
  return line === '' ? undefined : line;
}

/** A word of a closed set as files hold it: `Partial outage` as `partial_outage`. */
export function cleanWord(text: string): string {
  return cleanLine(text)
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

/** The id of a component that was given by its id or its name; what is neither stays as it is. */
export function componentId(written: string, config: Config | undefined): string {
  const word = cleanLine(written);
  const [id, another] = findNamed(word, config?.components ?? []);
  return id === undefined || another !== undefined ? word : id;
}

/** Components by their ids, their statuses as files hold them. */
export function cleanComponents(
  fields: readonly ComponentField[] | undefined,
  config: Config | undefined,
): ComponentField[] {
  return (fields ?? []).map(({ id, status }) => ({ id: componentId(id, config), status: cleanWord(status) }));
}

/** A text that stays text within an update: no heading of it is an update, no line the mark of an unfinished merge. */
export function cleanMessage(text: string): string {
  const readable = Array.from(text, (character) => (hasForbiddenCharacter(character) ? '' : character)).join('');
  return escapeUpdateText(readable).replace(/^(?=<{7}|>{7})/gm, ' ');
}
