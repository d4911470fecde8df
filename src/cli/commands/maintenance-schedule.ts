import { composeMaintenance } from '../../content/compose-entry.ts';
import { formatInZone } from '../../domain/time-zone.ts';
import { parseInstant } from '../../schema/timestamp.ts';
import { TimeZoneSchema } from '../../schema/config.ts';
import type { Draft } from '../author/draft.ts';
import { splitList, subjectOf, toZonedTimestamp } from '../author/fields.ts';
import type { PlaceContent } from '../author/place.ts';
import { componentsQuestion, messageQuestion, timeQuestion, titleQuestion } from '../author/questions.ts';
import { readMessage } from '../author/standard-input.ts';
import { type AuthorFlags, type Composed, runWork, type Work } from '../author/work.ts';
import type { ExitCode } from '../exit-code.ts';

export type ScheduleFlags = AuthorFlags &
  Pick<Draft, 'title' | 'from' | 'until' | 'id' | 'timeZone' | 'recurrence' | 'notify'> & {
    component?: string[];
    exdate?: string[];
  };

/** A day on which it is left out; the time is that of its start. */
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The zone of clock times: the one that is asked for where there is such a one, else that of the page. */
function zoneOf({ timeZone }: Draft, content: PlaceContent): string {
  return TimeZoneSchema.safeParse(timeZone).data ?? content.timeZone;
}

async function compose(draft: Draft, content: PlaceContent): Promise<Composed> {
  const { title = '', components = [], message } = draft;
  const { now } = content;
  const timeZone = zoneOf(draft, content);
  const from = toZonedTimestamp(draft.from ?? '', { now, timeZone });
  const start = parseInstant(from) ?? now;
  const until = toZonedTimestamp(draft.until ?? '', { now, timeZone, from: start });
  const clock = formatInZone(start, timeZone).slice(11, 16);
  const exdates = draft.exdates?.map((date) =>
    toZonedTimestamp(DAY.test(date) ? `${date} ${clock}` : date, { now, timeZone }),
  );
  // A recurrence repeats clock times, so it has a zone even where nobody names one.
  const zone = draft.timeZone ?? (draft.recurrence === undefined ? undefined : content.timeZone);
  const composition = composeMaintenance(
    { ...draft, title, components, message, from, until, exdates, timeZone: zone },
    content,
  );
  return { composition, before: undefined, message: subjectOf('Schedule', title), verb: 'schedule' };
}

const WORK: Work = {
  task: 'schedule a maintenance',
  questions: [
    titleQuestion('Database upgrade'),
    componentsQuestion(true),
    timeQuestion('from', { message: 'From', example: '2026-12-06 02:00', isRequired: true }),
    timeQuestion('until', { message: 'Until (+2h is after its start)', example: '+2h', isRequired: true }),
    messageQuestion('We upgrade the database. The API answers more slowly meanwhile.', { isRequired: false }),
  ],
  compose,
};

/** `candor maintenance schedule`. */
export async function runMaintenanceSchedule(flags: ScheduleFlags): Promise<ExitCode> {
  const message = await readMessage(flags.message);
  const { title, from, until, id, timeZone, recurrence, notify } = flags;
  const components = splitList(flags.component);
  const exdates = splitList(flags.exdate);
  return runWork(WORK, flags, { title, components, from, until, message, id, timeZone, recurrence, exdates, notify });
}
