/**
 * Maintenance as a calendar (RFC 5545). The only importer of `ical-generator`, which writes the clock and names of its own
 * where it is not told others, and reads a date in a zone by the clock of the machine unless that is a `TZDate`.
 */
import { TZDate } from '@date-fns/tz';
import ical, { ICalEventStatus, ICalEventTransparency, type ICalCalendar, type ICalEventData } from 'ical-generator';
import { tzlib_get_ical_block as zoneBlock, tzlib_get_timezones as listZones } from 'timezones-ical-library';

import { GENERATOR } from '../content/generator.ts';
import { renderPlainLines } from '../content/plain-text.ts';
import { findRecurrenceFaults } from '../content/recurrence-syntax.ts';
import type { Maintenance } from '../domain/maintenance.ts';
import type { Occurrence } from '../domain/maintenance-occurrence.ts';
import { deriveRuns } from '../domain/maintenance-window.ts';
import { recurrenceRule, toIcal } from '../domain/recurrence.ts';
import { findRedaction } from '../domain/redaction.ts';
import { wallTimeAt } from '../domain/time-zone.ts';
import type { Update } from '../domain/update.ts';
import { type Instant, parseInstant } from '../schema/timestamp.ts';
import type { CurrentSite } from '../site/current-model.ts';
import { firstIdOf } from '../site/entry-times.ts';
import { deriveId } from './entry-id.ts';
import { toXmlText } from './xml-text.ts';

/** How many maintenances a calendar holds: those to come, and the newest of the others. */
const CALENDAR_LENGTH = 100;
/** How often a program is asked to look again. */
const REFRESH_SECONDS = 3_600;

const UTC = 'Etc/UTC';
const ZONES: ReadonlySet<string> = new Set(listZones());

/** Renders every maintenance as an event. The same content gives the same bytes at any time. */
export function renderCalendar(site: CurrentSite): string {
  const { model } = site;
  const { page } = model.config;
  const calendar = ical({
    prodId: { company: GENERATOR, product: 'maintenance', language: 'EN' },
    // The library escapes the texts of events alone.
    name: toText(model.strings.feed.of(page.name, model.strings.maintenance.title)).replace(/[\\;,]/g, '\\$&'),
    source: model.urls.absolute(model.urls.calendar),
    url: model.urls.absolute(model.urls.maintenance),
    ttl: REFRESH_SECONDS,
    timezone: { name: null, generator: renderZone },
  });
  const maintenances = model.entries.filter((entry) => entry.kind === 'maintenance').slice(0, CALENDAR_LENGTH);
  for (const maintenance of maintenances) addEvents(calendar, maintenance, site);
  return `${propertiesFirst(calendar.toString())}\r\n`;
}

/** The library tells when to look again after the zones, where the standard has no property any more. */
function propertiesFirst(text: string): string {
  return text.replace(
    /^(BEGIN:VTIMEZONE\r\n[\s\S]*END:VTIMEZONE\r\n)((?:(?:REFRESH-INTERVAL|X-PUBLISHED-TTL).*\r\n)+)/m,
    '$2$1',
  );
}

function renderZone(zone: string): string | null {
  const block = zoneBlock(zone)[0];
  return block === undefined || block === '' ? null : block;
}

/** One event, and for a recurring maintenance one for each of its windows that was called off. */
function addEvents(calendar: ICalCalendar, maintenance: Maintenance, site: CurrentSite): void {
  const { frontMatter, occurrences } = maintenance;
  const { recurrence, timeZone } = frontMatter.scheduled;
  const common = describeMaintenance(maintenance, site);
  const zone = zoneOf(timeZone);
  if (recurrence === undefined || !repeats(maintenance)) {
    calendar.createEvent({ ...common, ...windowOf(maintenance, UTC), ...statusOf(occurrences[0]) });
  } else if (zone === undefined) {
    for (const each of occurrences) {
      calendar.createEvent({
        ...common,
        id: `${common.id}-${toIcal(each.from)}`,
        ...windowOf(each, UTC),
        ...statusOf(each),
      });
    }
  } else {
    const repeating = rulesOf(maintenance, zone);
    calendar.createEvent({ ...common, ...windowOf(firstWindow(maintenance), zone), ...statusOf(undefined), repeating });
    for (const each of occurrences.filter(isCalledOff)) {
      const window = windowOf(each, zone);
      calendar.createEvent({ ...common, ...window, recurrenceId: window.start, ...statusOf(each) });
    }
  }
}

/** Whether its rule is one that calendars can carry out: a program may refuse the whole file for one that is none. */
function repeats({ frontMatter: { scheduled }, occurrences }: Maintenance): boolean {
  return occurrences.length > 1 && findRecurrenceFaults(scheduled.recurrence ?? '').length === 0;
}

function firstWindow({ frontMatter: { scheduled } }: Maintenance): { from: Instant; until: Instant } {
  return { from: parseInstant(scheduled.from) ?? NaN, until: parseInstant(scheduled.until) ?? NaN };
}

/** A zone by the name that calendars know it by; undefined for a mere offset, of which they know none. */
function zoneOf(timeZone = UTC): string | undefined {
  const names = [timeZone, new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone];
  const known = names.find((name) => ZONES.has(name));
  return known !== undefined && /^(Etc\/)?(UTC|UCT|GMT|Zulu|Universal)$/.test(known) ? UTC : known;
}

/** The rule of a recurrence, and what it leaves out. */
function rulesOf({ frontMatter: { scheduled } }: Maintenance, zone: string): string {
  const skipped = (scheduled.exdates ?? []).flatMap((text) => parseInstant(text) ?? []);
  const left = skipped.map((at) => (zone === UTC ? toIcal(at) : toIcal(wallTimeAt(at, zone)).replace('Z', '')));
  const exdate = `EXDATE${zone === UTC ? '' : `;TZID=${zone}`}:${left.join(',')}`;
  return [`RRULE:${recurrenceRule(scheduled)}`, ...(left.length === 0 ? [] : [exdate])].join('\r\n');
}

type Window = Required<Pick<ICalEventData, 'start' | 'end' | 'timezone'>>;

function windowOf({ from, until }: { from: Instant; until: Instant }, zone: string): Window {
  if (zone === UTC) return { start: new Date(from), end: new Date(until), timezone: null };
  return { start: new TZDate(from, zone), end: new TZDate(until, zone), timezone: zone };
}

/** Whether a word ended a window before it began. */
function isCalledOff({ phases }: Occurrence): boolean {
  return phases.length > 0 && deriveRuns(phases, Infinity).length === 0;
}

function statusOf(occurrence: Occurrence | undefined): Pick<ICalEventData, 'status'> {
  const isOff = occurrence !== undefined && isCalledOff(occurrence);
  return { status: isOff ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED };
}

/** What holds for each window. A word more or a moved window is a new revision of the same event. */
function describeMaintenance(maintenance: Maintenance, site: CurrentSite): Omit<ICalEventData, 'start'> {
  const { content, model } = site;
  const plan = content.plans.get(maintenance.id);
  const said = maintenance.updates.map(({ at }) => at);
  const { from } = firstWindow(maintenance);
  const created = Math.min(...(plan === undefined ? [] : [plan.createdAt]), ...said.slice(0, 1), from);
  const revised = Math.max(created, ...(plan === undefined ? [] : [plan.changedAt]), ...said);
  return {
    id: deriveId(content.pageId, `maintenance:${firstIdOf(maintenance)}`).replace('urn:uuid:', ''),
    sequence: (plan?.changes ?? 0) + Math.max(0, said.length - 1),
    stamp: new Date(revised),
    created: new Date(created),
    lastModified: new Date(revised),
    summary: toText(maintenance.title),
    description: describe(maintenance, site),
    // The library escapes these signs, which an address must not have escaped that way.
    url: model.urls.absolute(model.urls.entry(maintenance.id)).replace(/[,;]/g, encodeURIComponent),
    transparency: ICalEventTransparency.TRANSPARENT,
  };
}

/** The components, then what was said, the newest first. */
function describe(maintenance: Maintenance, site: CurrentSite): string {
  const names = new Map(site.content.config.components.map(({ id, name }) => [id, name]));
  const components = maintenance.components.map((id) => names.get(id) ?? id).join(', ');
  const words = maintenance.updates.toReversed().map((update) => renderWords(maintenance, update, site));
  return toXmlText([components, ...words].filter((part) => part !== '').join('\n\n'));
}

function renderWords(maintenance: Maintenance, { at, phase, text }: Update, { content, model }: CurrentSite): string {
  const { strings } = model;
  const ids = [maintenance.id, ...(maintenance.frontMatter.formerly ?? [])];
  const redaction = findRedaction(content.config.redactions, ids, at);
  const lines = redaction === undefined ? renderPlainLines(text) : [strings.feed.redacted(redaction.reason)];
  return lines.length === 0 ? '' : strings.feed.item(strings.phase[phase], lines.join('\n'));
}

function toText(text: string): string {
  return toXmlText(text).replace(/\s+/g, ' ').trim();
}
