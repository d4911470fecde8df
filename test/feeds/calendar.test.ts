import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';

import { renderCalendar } from '../../src/feeds/calendar.ts';
import type { Entry, SiteContent } from '../../src/site/site-content.ts';
import { deriveSiteModel } from '../../src/site/site-model.ts';
import { at, makeConfig, makeContent, makeIncident, makeMaintenance, makeUpdate } from '../support/builders.ts';

const NOW = at('2026-11-22T10:45:00Z');
const ANNOUNCED = makeUpdate('2026-11-19T09:00:00Z', {
  phase: 'scheduled',
  text: 'Expect *short* pauses; 3,5 s\\each.',
});

function render(entries: Entry[], overrides: Partial<SiteContent> = {}): string {
  const content = makeContent({ entries, ...overrides });
  return renderCalendar({ content, model: deriveSiteModel(content) });
}

/** What a calendar makes of it, with the zones that the file itself describes. */
function read(text: string): { calendar: ICAL.Component; events: ICAL.Event[] } {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  return { calendar, events: calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event)) };
}

function instantOf(time: ICAL.Time): string {
  return time.toJSDate().toISOString();
}

/** When the first windows of an event begin and end. */
function listWindows(event: ICAL.Event | undefined, count: number): string[] {
  const iterator = event?.iterator();
  return Array.from({ length: count }, () => iterator?.next() ?? undefined).flatMap((time) => {
    if (time === undefined || event === undefined) return [];
    const { startDate, endDate } = event.getOccurrenceDetails(time);
    return [`${instantOf(startDate)} ${instantOf(endDate)}`];
  });
}

describe('renderCalendar()', () => {
  test('has an event for each maintenance and for nothing else', () => {
    const { calendar, events } = read(render([makeIncident(), makeMaintenance(NOW, { updates: [ANNOUNCED] })]));
    expect(calendar.getFirstPropertyValue('name')).toBe('Example Cloud · Maintenance');
    expect(events).toHaveLength(1);
    const [event] = events;
    expect([event?.summary, event?.description, event?.component.getFirstPropertyValue('url')]).toEqual([
      'Database upgrade',
      'Public API\n\nScheduled: Expect short pauses; 3,5 s\\each.',
      'https://status.example.org/incidents/database-upgrade/',
    ]);
    expect(event && [instantOf(event.startDate), instantOf(event.endDate), event.sequence]).toEqual([
      '2026-11-24T22:00:00.000Z',
      '2026-11-24T23:30:00.000Z',
      0,
    ]);
    expect(event?.component.getFirstPropertyValue('status')).toBe('CONFIRMED');
    expect(event?.component.getFirstPropertyValue('transp')).toBe('TRANSPARENT');
  });

  test('keeps the event when it is moved, called off or its file renamed, as a later revision', () => {
    const scheduled = { from: '2026-11-25T22:00:00Z', until: '2026-11-25T23:30:00Z' };
    const moved = [ANNOUNCED, makeUpdate('2026-11-20T09:00:00Z', { phase: 'scheduled', text: 'A day later.' })];
    const off = [...moved, makeUpdate('2026-11-21T09:00:00Z', { phase: 'completed', text: 'Called off.' })];
    const plans = new Map([
      [
        'database-upgrade',
        { createdAt: at('2026-11-19T09:01:00Z'), changedAt: at('2026-11-20T09:01:00Z'), changes: 1 },
      ],
    ]);
    const told = [
      render([makeMaintenance(NOW, { updates: [ANNOUNCED] })]),
      render([makeMaintenance(NOW, { updates: moved, scheduled })], { plans }),
      render([makeMaintenance(NOW, { updates: off, scheduled, id: 'later', formerly: ['database-upgrade'] })]),
    ].map((text) => {
      const event = read(text).events[0];
      const status = event?.component.getFirstPropertyValue('status');
      return { uid: event?.uid, day: event?.startDate.day, sequence: event?.sequence, status };
    });
    const uid = told[0]?.uid;
    expect(uid).toMatch(/^[0-9a-f-]{36}$/);
    expect(told).toEqual([
      { uid, day: 24, sequence: 0, status: 'CONFIRMED' },
      { uid, day: 25, sequence: 2, status: 'CONFIRMED' },
      { uid, day: 25, sequence: 2, status: 'CANCELLED' },
    ]);
  });

  test.each([
    ['Europe/Berlin', '2026-10-18T01:30:00Z', ['2026-10-18T01', '2026-10-25T02', '2026-11-01T02', '2026-11-08T02']],
    ['America/New_York', '2026-10-25T06:00:00Z', ['2026-10-25T06', '2026-11-01T07', '2026-11-08T07', '2026-11-15T07']],
    ['europe/berlin', '2026-10-18T01:30:00Z', ['2026-10-18T01', '2026-10-25T02', '2026-11-01T02', '2026-11-08T02']],
    ['Etc/UTC', '2026-10-18T00:00:00Z', ['2026-10-18T00', '2026-10-25T00', '2026-11-01T00', '2026-11-08T00']],
  ])('repeats the times on the wall of %s', (timeZone, from, expected) => {
    const until = new Date(at(from) + 2 * 3_600_000).toISOString();
    const scheduled = { from, until, timeZone, recurrence: 'FREQ=WEEKLY;BYDAY=SU' };
    const text = render([makeMaintenance(NOW, { scheduled })]);
    // Nothing but components may follow the first of them (RFC 5545, section 3.6).
    expect(text.slice(text.indexOf('BEGIN:V', 20)).replace(/BEGIN:(V\w+)[\s\S]*?END:\1\r\n/g, '')).toBe(
      'END:VCALENDAR\r\n',
    );
    const { events } = read(text);
    expect(listWindows(events[0], 4).map((window) => window.slice(0, 13))).toEqual(expected);
  });

  test('ends a recurrence where the page does, and leaves out what is skipped', () => {
    const scheduled = {
      from: '2026-10-18T03:00:00+02:00',
      until: '2026-10-18T05:00:00+02:00',
      timeZone: 'Europe/Berlin',
      recurrence: 'FREQ=WEEKLY;UNTIL=20261108',
      exdates: ['2026-11-01T03:00:00+01:00'],
    };
    const maintenance = makeMaintenance(at('2026-10-01T00:00:00Z'), { scheduled });
    const windows = listWindows(read(render([maintenance])).events[0], 9);
    expect(windows).toEqual(
      maintenance.occurrences.map(
        ({ from, until }) => `${new Date(from).toISOString()} ${new Date(until).toISOString()}`,
      ),
    );
    expect(windows).toHaveLength(3);
  });

  test.each([
    'FREQ=WEEKLY;BYDAY=XX',
    'FREQ=MONTHLY;BYMONTHDAY=99',
    'FREQ=DAILY;UNTIL=99999999',
    'FREQ=WEEKLY;INTERVAL=0',
  ])('stays a calendar with a rule that is none: %s', (recurrence) => {
    const scheduled = { from: '2026-11-24T22:00:00Z', until: '2026-11-24T23:30:00Z', timeZone: 'Etc/UTC', recurrence };
    const { events } = read(render([makeMaintenance(NOW, { scheduled }), makeMaintenance(NOW, { id: 'other' })]));
    expect(events.map((event) => event.isRecurring())).toEqual([false, false]);
  });

  test('leads to an address with signs that a calendar has a use for', () => {
    const config = makeConfig({ page: { name: 'A; B, C', url: 'https://status.example.org/a,b;c/' } });
    const { calendar, events } = read(render([makeMaintenance(NOW)], { config }));
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toMatch(/^A\\?; B\\?, C · Maintenance$/);
    expect(events[0]?.component.getFirstPropertyValue('url')).toBe(
      'https://status.example.org/a%2Cb%3Bc/incidents/database-upgrade/',
    );
  });

  test('calls off one window of a recurrence and leaves the others', () => {
    const scheduled = {
      from: '2026-11-08T02:00:00+01:00',
      until: '2026-11-08T04:00:00+01:00',
      timeZone: 'Europe/Berlin',
      recurrence: 'FREQ=WEEKLY',
    };
    const off = makeUpdate('2026-11-28T09:00:00Z', { phase: 'completed', text: 'Not this week.' });
    const { events } = read(
      render([makeMaintenance(at('2026-11-28T10:00:00Z'), { scheduled, updates: [ANNOUNCED, off] })]),
    );
    expect(events.map((event) => [event.uid, event.component.getFirstPropertyValue('status')])).toEqual([
      [events[0]?.uid, 'CONFIRMED'],
      [events[0]?.uid, 'CANCELLED'],
    ]);
    expect(events[1] && instantOf(events[1].recurrenceId)).toBe('2026-11-29T01:00:00.000Z');
  });

  test('has a window of a mere offset for each time that is known', () => {
    const scheduled = {
      from: '2026-11-22T02:00:00+05:45',
      until: '2026-11-22T04:00:00+05:45',
      timeZone: '+05:45',
      recurrence: 'FREQ=WEEKLY;COUNT=3',
    };
    const { events } = read(render([makeMaintenance(NOW, { scheduled })]));
    expect(events.map((event) => instantOf(event.startDate))).toEqual([
      '2026-11-21T20:15:00.000Z',
      '2026-11-28T20:15:00.000Z',
      '2026-12-05T20:15:00.000Z',
    ]);
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(3);
  });

  test('is the same at any time, on any machine, and in lines that no reader has to cut', () => {
    const scheduled = {
      from: '2026-10-18T03:00:00+02:00',
      until: '2026-10-18T05:00:00+02:00',
      timeZone: 'Europe/Berlin',
      recurrence: 'FREQ=WEEKLY',
    };
    const title = 'Ümläuts, 日本語; and "quotes" \u0000\u000b '.repeat(9);
    const renderAt = (time: string): string => {
      const now = at(time);
      return render(
        [makeMaintenance(now, { title, scheduled, updates: [ANNOUNCED] }), makeMaintenance(now, { id: 'never-said' })],
        { now },
      );
    };
    const text = renderAt('2026-11-22T10:45:00Z');
    expect(renderAt('2026-11-23T10:45:00Z')).toBe(text);
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    const lines = text.split('\r\n');
    expect(lines.filter((line) => Buffer.byteLength(line) > 75 || /[\u0000-\u001f]/.test(line))).toEqual([]);
    expect(read(text).events.map(({ summary }) => summary)).toContain(
      title
        .replace(/[\u0000\u000b]/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
    );
  });

  test('says why a text was taken back', () => {
    const redactions = [{ incident: 'database-upgrade', update: '2026-11-19T09:00:00Z', reason: 'a name', by: 'ops' }];
    const config = makeConfig({ redactions });
    const [event] = read(render([makeMaintenance(NOW, { updates: [{ ...ANNOUNCED, text: '' }] })], { config })).events;
    expect(event?.description).toBe('Public API\n\nScheduled: This text was removed: a name');
  });
});
