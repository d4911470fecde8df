import { composeMaintenance } from '../../content/compose-entry.ts';
import { withFindings } from '../../content/compose-problems.ts';
import { FieldTimes } from '../../content/field-times.ts';
import { formatInZone, instantOfWallTime } from '../../domain/time-zone.ts';
import { type Instant, parseInstant } from '../../schema/timestamp.ts';
import type { Draft } from '../author/draft.ts';
import { splitList, subjectOf, zoneOf } from '../author/fields.ts';
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

/** When it would begin on a day on which it is left out: by the rule of its recurrence, also where clocks change then. */
function startOn(day: string, start: Instant, timeZone: string): string | undefined {
  const wall = parseInstant(`${day}T${formatInZone(start, timeZone).slice(11, 19)}Z`);
  return wall === undefined ? undefined : formatInZone(instantOfWallTime(wall, timeZone), timeZone);
}

async function compose(draft: Draft, content: PlaceContent): Promise<Composed> {
  const { title = '', components = [], message } = draft;
  const timeZone = zoneOf(draft, content);
  const times = new FieldTimes({ now: content.now, timeZone });
  const from = times.withOffset('from', draft.from ?? '');
  const start = parseInstant(from) ?? content.now;
  const until = times.withOffset('until', draft.until ?? '', { from: start });
  const exdates = draft.exdates?.map((date) => startOn(date, start, timeZone) ?? times.withOffset('exdates', date));
  // A recurrence repeats clock times, so it has a zone even where nobody names one.
  const zone = draft.timeZone ?? (draft.recurrence === undefined ? undefined : content.timeZone);
  const window = { from, until, exdates, timeZone: zone };
  const composed = composeMaintenance({ ...draft, title, components, message, ...window }, content);
  const composition = withFindings(composed, times.findings);
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
