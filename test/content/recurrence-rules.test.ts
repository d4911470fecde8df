import { expect, test } from 'vitest';

import { parseIncidentFile } from '../../src/content/incident-file.ts';
import { findRecurrenceProblems } from '../../src/content/recurrence-rules.ts';
import { formatProblem } from '../../src/schema/problems.ts';

const SUNDAY = { from: '2026-12-06T02:00:00+01:00', until: '2026-12-06T04:00:00+01:00', timeZone: 'Europe/Berlin' };

function tell(scheduled: Record<string, unknown>): string[] {
  const written = { title: 'T', kind: 'maintenance', components: ['api'], scheduled: { ...SUNDAY, ...scheduled } };
  const front = Object.entries(written).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
  const parsed = parseIncidentFile('incidents/a.md', `---\n${front.join('')}---\n`);
  return [...parsed.problems, ...findRecurrenceProblems([parsed])].map((problem) =>
    formatProblem(problem).replace(/^incidents\/a.md:5:\d+: (error: )?/, ''),
  );
}

test.each<[string, string[]]>([
  ['FREQ=WEEKLY;BYDAY=SU', []],
  ['FREQ=MONTHLY;BYDAY=1SU', []],
  ['FREQ=MONTHLY;BYMONTHDAY=6,-1;UNTIL=20271231', []],
  ['FREQ=YEARLY;BYMONTH=12;BYDAY=SU;BYSETPOS=1;WKST=MO', []],
  [
    'FREQ=HOURLY',
    [
      'Cannot read "scheduled.recurrence": expected an RFC 5545 rule that begins with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY, for example recurrence: FREQ=WEEKLY;BYDAY=SU, got "FREQ=HOURLY"',
    ],
  ],
  [
    'FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0',
    [
      'Cannot use "BYHOUR": the time of day is that of "from": expected a rule of days, for example FREQ=WEEKLY;BYDAY=SU, got BYHOUR=2,3',
      'Cannot use "BYMINUTE": the time of day is that of "from": expected a rule of days, for example FREQ=WEEKLY;BYDAY=SU, got BYMINUTE=0',
    ],
  ],
  [
    'FREQ=WEEKLY;BYDAYS=SU',
    [
      'Cannot use the part "BYDAYS" in a recurrence: expected one of FREQ, INTERVAL, COUNT, UNTIL, BYDAY, BYMONTH, BYMONTHDAY, BYYEARDAY, BYWEEKNO, BYSETPOS, WKST, for example FREQ=WEEKLY;BYDAY=SU, got BYDAYS=SU. Did you mean "BYDAY"?',
    ],
  ],
  [
    'FREQ=WEEKLY;BYDAY=SUN',
    ['Cannot read "BYDAY" of the recurrence: expected days of the week, for example BYDAY=MO,-1SU, got BYDAY=SUN'],
  ],
  [
    'FREQ=MONTHLY;BYMONTHDAY=32',
    [
      'Cannot read "BYMONTHDAY" of the recurrence: expected days from 1 to 31, or -1 for the last, for example BYMONTHDAY=1,15, got BYMONTHDAY=32',
    ],
  ],
  [
    'FREQ=WEEKLY;COUNT=1000000000',
    [
      'Cannot read "COUNT" of the recurrence: expected a number from 1 to 1000; UNTIL reaches further, for example COUNT=12, got COUNT=1000000000',
    ],
  ],
  [
    'FREQ=WEEKLY;UNTIL=20270230',
    [
      'Cannot read "UNTIL" of the recurrence: expected a day, or a time in UTC, for example UNTIL=20271231T235959Z, got UNTIL=20270230',
    ],
  ],
  [
    'FREQ=WEEKLY;COUNT=3;UNTIL=20271231',
    ['Cannot end a recurrence twice: expected COUNT or UNTIL, for example FREQ=WEEKLY;COUNT=12, got both'],
  ],
  [
    'FREQ=WEEKLY;COUNT=3;COUNT=4',
    [
      'Cannot use "COUNT" twice in a recurrence: expected each part once, for example FREQ=WEEKLY;BYDAY=MO,TH, got COUNT=4',
    ],
  ],
  [
    'FREQ=WEEKLY;BYDAY=1SU',
    [
      'Cannot number a day of the week with FREQ=WEEKLY: expected days without a number, or FREQ=MONTHLY, for example FREQ=MONTHLY;BYDAY=1SU, got BYDAY=1SU',
    ],
  ],
  [
    'FREQ=WEEKLY;BYMONTHDAY=6',
    [
      'Cannot use "BYMONTHDAY" with FREQ=WEEKLY: expected it with FREQ=MONTHLY, for example FREQ=MONTHLY;BYMONTHDAY=6, got FREQ=WEEKLY',
    ],
  ],
  [
    'FREQ=WEEKLY;BYSETPOS=1',
    [
      'Cannot choose places of nothing with "BYSETPOS": expected another BY part to choose from, for example FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1, got BYSETPOS=1',
    ],
  ],
  [
    'FREQ=WEEKLY;BYDAY=MO',
    [
      'Cannot begin a recurring maintenance on a day that its rule does not name: expected the first day of "FREQ=WEEKLY;BYDAY=MO", for example from: 2026-12-07T01:00:00Z, got 2026-12-06T02:00:00+01:00',
    ],
  ],
  [
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    [
      'Cannot begin a recurring maintenance on a day that its rule does not name: expected the first day of "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", got 2026-12-06T02:00:00+01:00',
    ],
  ],
  [
    'FREQ=WEEKLY;UNTIL=20261206',
    [
      'Cannot find a second window of this recurrence within ten years: expected a rule that names days which there are, and an end after the second, for example FREQ=WEEKLY;BYDAY=SU, got FREQ=WEEKLY;UNTIL=20261206',
    ],
  ],
])('validate says of the recurrence %s what is wrong with it', (recurrence, expected) => {
  expect(tell({ recurrence })).toEqual(expected);
});

test.each<[string, Record<string, unknown>, string[]]>([
  [
    'a window that has not ended when the next begins',
    { recurrence: 'FREQ=DAILY', until: '2026-12-07T04:00:00+01:00' },
    [
      'Cannot begin again before it has ended: expected windows that end before the next begins, for example until: 2026-12-07T01:00:00Z, got 2026-12-07T04:00:00+01:00',
    ],
  ],
  [
    'a skipped window that there is not',
    {
      recurrence: 'FREQ=WEEKLY',
      exdates: ['2026-12-13T02:00:00+01:00', '2026-12-20T03:00:00+01:00', '2026-12-06T02:00:00+01:00'],
    },
    [
      'Cannot skip a window that begins then: there is none: expected the time at which a window of the recurrence begins, for example 2026-12-20T01:00:00Z, got 2026-12-20T03:00:00+01:00',
    ],
  ],
  [
    'skipped windows of a maintenance that has one',
    { exdates: ['2026-12-13T02:00:00+01:00'] },
    [
      'Cannot skip a window of a maintenance that has only one: expected "recurrence" beside "exdates", for example recurrence: FREQ=WEEKLY;BYDAY=SU, got nothing. To call a maintenance off, add an update: "## Completed", with the time.',
    ],
  ],
  [
    'an offset that the zone does not have then',
    { from: '2026-07-05T02:00:00+01:00', until: '2026-07-05T04:00:00+02:00' },
    [
      'warning: This time does not have the offset of Europe/Berlin: expected +02:00, as clocks there have it then, for example 2026-07-05T03:00:00+02:00, got 2026-07-05T02:00:00+01:00',
    ],
  ],
])('validate tells of %s', (_, scheduled, expected) => {
  expect(tell(scheduled)).toEqual(expected);
});
