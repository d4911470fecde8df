/** What must hold of the windows that a recurrence makes, which takes the library to know. */
import { isMaintenanceFrontMatter } from '../domain/incident.ts';
import { examineRecurrence, type Examined } from '../domain/recurrence.ts';
import type { MaintenanceFrontMatter } from '../schema/incident.ts';
import type { Problem } from '../schema/problems.ts';
import { formatInstant, type Instant } from '../schema/timestamp.ts';
import { problemAtKey, type RuleSource } from './finding.ts';
import type { ParsedIncidentFile } from './incident-file.ts';

interface Recurring extends Examined {
  source: RuleSource;
  scheduled: MaintenanceFrontMatter['scheduled'];
}
type Rule = (recurring: Recurring) => Problem[];

/** In the form that every file may have, whatever its zone. */
function example(key: string, at: Instant | undefined): string | undefined {
  return at === undefined ? undefined : `${key}: ${formatInstant(at)}`;
}

const startsOnRule: Rule = ({ source, scheduled, isOnRule, next }) => {
  if (isOnRule) return [];
  return [
    problemAtKey(source, 'recurrence-starts-on-rule', {
      at: ['scheduled', 'from'],
      message: 'Cannot begin a recurring maintenance on a day that its rule does not name',
      expected: `the first day of "${scheduled.recurrence ?? ''}"`,
      example: example('from', next),
      received: scheduled.from,
    }),
  ];
};

const recurs: Rule = ({ source, scheduled, isOnRule, next }) => {
  if (!isOnRule || next !== undefined || /COUNT=1(;|$)/.test(scheduled.recurrence ?? '')) return [];
  return [
    problemAtKey(source, 'recurrence-recurs', {
      at: ['scheduled', 'recurrence'],
      message: 'Cannot find a second window of this recurrence within ten years',
      expected: 'a rule that names days which there are, and an end after the second',
      example: 'FREQ=WEEKLY;BYDAY=SU',
      received: scheduled.recurrence,
    }),
  ];
};

const endsBeforeNext: Rule = ({ source, scheduled, overlap }) => {
  if (overlap === undefined) return [];
  return [
    problemAtKey(source, 'recurrence-ends-before-next', {
      at: ['scheduled', 'until'],
      message: 'Cannot begin again before it has ended',
      expected: 'windows that end before the next begins',
      example: example('until', overlap),
      received: scheduled.until,
    }),
  ];
};

const exdatesExist: Rule = ({ source, scheduled, strayExdates }) =>
  strayExdates.map(({ index, near }) =>
    problemAtKey(source, 'exdates-exist', {
      at: ['scheduled', 'exdates', index],
      message: 'Cannot skip a window that begins then: there is none',
      expected: 'the time at which a window of the recurrence begins',
      example: near === undefined ? undefined : formatInstant(near),
      received: scheduled.exdates?.[index],
    }),
  );

const RULES: readonly Rule[] = [startsOnRule, recurs, endsBeforeNext, exdatesExist];

/** Everything that does not hold of the windows of recurring maintenances. */
export function findRecurrenceProblems(incidents: readonly ParsedIncidentFile[]): Problem[] {
  return incidents.flatMap(({ path, file, yaml }) => {
    if (file === undefined || yaml === undefined || !isMaintenanceFrontMatter(file.frontMatter)) return [];
    const { scheduled } = file.frontMatter;
    if (scheduled.recurrence === undefined) return [];
    const recurring = { ...examineRecurrence(scheduled), source: { path, yaml }, scheduled };
    return RULES.flatMap((rule) => rule(recurring));
  });
}
