/** A duty as data for programs, with the words in which it is told. */
import { tellDuty } from '../../content/duty-text.ts';
import type { Duty } from '../../domain/follow-up/duty.ts';
import type { ToldDuty } from '../../domain/follow-up/plan-issues.ts';
import { formatInstant } from '../../schema/timestamp.ts';

/** Its facts, times in UTC as files hold them, under the title that its issue has. */
export type DescribedDuty = ToldDuty & { kind: Duty['kind']; [fact: string]: unknown };

/** A duty with its facts and its words. */
export function describeDuty(duty: Duty): DescribedDuty {
  // The only numbers among the facts are instants.
  const facts = Object.entries(duty).map(([key, fact]: [string, unknown]) => [
    key,
    typeof fact === 'number' ? formatInstant(fact) : fact,
  ]);
  return { ...(Object.fromEntries(facts) as object), kind: duty.kind, ...tellDuty(duty) };
}
