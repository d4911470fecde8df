/** What must hold within a maintenance's window and recurrence, as far as its file alone tells. */
import { isMaintenanceFrontMatter } from '../domain/incident.ts';
import { formatInZone, zoneShift } from '../domain/time-zone.ts';
import { formatInstant, formatOffset, parseInstant } from '../schema/timestamp.ts';
import { problemAtKey } from './finding.ts';
import type { Rule } from './incident-status-rules.ts';
import { findRecurrenceFaults } from './recurrence-syntax.ts';

const windowEndsAfterStart: Rule = (context) => {
  if (!isMaintenanceFrontMatter(context.file.frontMatter)) return [];
  const { from, until } = context.file.frontMatter.scheduled;
  const [start, end] = [parseInstant(from), parseInstant(until)];
  if (start === undefined || end === undefined || end > start) return [];
  return [
    problemAtKey(context, 'window-ends-after-start', {
      at: ['scheduled', 'until'],
      message: 'Cannot end a maintenance before it starts',
      expected: `a time after ${from}`,
      example: `until: ${formatInstant(start + 3_600_000)}`,
      received: until,
    }),
  ];
};

const recurrenceNeedsZone: Rule = (context) => {
  if (!isMaintenanceFrontMatter(context.file.frontMatter)) return [];
  const { recurrence, timeZone } = context.file.frontMatter.scheduled;
  if (recurrence === undefined || timeZone !== undefined) return [];
  return [
    problemAtKey(context, 'recurrence-needs-zone', {
      at: ['scheduled', 'recurrence'],
      message: 'Cannot repeat wall-clock times without a time zone',
      expected: '"timeZone" beside "recurrence"',
      example: 'timeZone: Europe/Berlin',
      received: 'nothing',
    }),
  ];
};

const recurrenceIsRule: Rule = (context) => {
  if (!isMaintenanceFrontMatter(context.file.frontMatter)) return [];
  const { recurrence } = context.file.frontMatter.scheduled;
  if (recurrence === undefined) return [];
  return findRecurrenceFaults(recurrence).map((fault) =>
    problemAtKey(context, 'recurrence-is-rule', { at: ['scheduled', 'recurrence'], ...fault }),
  );
};

const exdatesNeedRecurrence: Rule = (context) => {
  if (!isMaintenanceFrontMatter(context.file.frontMatter)) return [];
  const { recurrence, exdates = [] } = context.file.frontMatter.scheduled;
  if (recurrence !== undefined || exdates.length === 0) return [];
  return [
    problemAtKey(context, 'exdates-need-recurrence', {
      at: ['scheduled', 'exdates'],
      message: 'Cannot skip a window of a maintenance that has only one',
      expected: '"recurrence" beside "exdates"',
      example: 'recurrence: FREQ=WEEKLY;BYDAY=SU',
      received: 'nothing',
      hint: 'To call a maintenance off, add an update: "## Completed", with the time.',
    }),
  ];
};

/** An offset that the zone does not have then is a slip that moves the whole maintenance; UTC can hardly be one. */
const offsetsFitZone: Rule = (context) => {
  if (!isMaintenanceFrontMatter(context.file.frontMatter)) return [];
  const { scheduled } = context.file.frontMatter;
  const { timeZone } = scheduled;
  if (timeZone === undefined) return [];
  return (['from', 'until'] as const).flatMap((key) => {
    const [, sign, hours, minutes] = /([+-])(\d{2}):?(\d{2})$/.exec(scheduled[key].trim()) ?? [];
    const at = parseInstant(scheduled[key]);
    if (sign === undefined || at === undefined) return [];
    const written = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000);
    const shift = zoneShift(at, timeZone);
    if (written === shift) return [];
    return [
      problemAtKey(context, 'offset-fits-zone', {
        severity: 'warning',
        at: ['scheduled', key],
        message: `This time does not have the offset of ${timeZone}`,
        expected: `${formatOffset(shift)}, as clocks there have it then`,
        example: formatInZone(at, timeZone),
        received: scheduled[key],
      }),
    ];
  });
};

/** Rules for maintenances alone. */
export const MAINTENANCE_RULES: readonly Rule[] = [
  windowEndsAfterStart,
  recurrenceNeedsZone,
  recurrenceIsRule,
  exdatesNeedRecurrence,
  offsetsFitZone,
];
