/** What is told of a fault that several customers share: counts and times, and nothing that says whose services they are. */
import type { Instant } from '../../schema/timestamp.ts';
import { clockTime } from './words.ts';

const TOGETHER = /^Services of (\d{1,9}) customers (?:fail|are slow) together$/;
const ALSO = /^Services of (\d{1,9}) customers (?:fail|are slow) at the same time$/;

interface Shared {
  count: number;
  isSlow: boolean;
}

/** `Services of 4 customers fail`. */
export function platformTitle({ count, isSlow }: Shared): string {
  return `Services of ${count} ${count === 1 ? 'customer' : 'customers'} ${isSlow ? 'are slow' : 'fail'}`;
}

/** The evidence that makes an incident one about the platform. */
export function togetherText(shared: Shared): string {
  return `${platformTitle(shared)} together`;
}

/** The evidence that an incident which is there already explains what customers have. */
export function alsoText(shared: Shared): string {
  return `${platformTitle(shared)} at the same time`;
}

/** The count in what {@link togetherText} writes; undefined for any other text. */
export function readTogetherText(text: string): number | undefined {
  const found = TOGETHER.exec(text);
  return found === null ? undefined : Number(found[1]);
}

/** Whether {@link alsoText} wrote this. */
export function isAlsoText(text: string): boolean {
  return ALSO.test(text);
}

/** `4 customers use what this affects`. */
export function usersText(count: number): string {
  return count === 1 ? '1 customer uses what this affects' : `${count} customers use what this affects`;
}

export function platformOpeningText(shared: Shared & { since: Instant; now: Instant }): string {
  const { count, isSlow, since, now } = shared;
  const have = isSlow ? 'have been slow' : 'have failed';
  return [
    `Services of ${count} customers ${have} since ${clockTime(since, now)}.`,
    'As they fail together, we take it for a fault of our platform or of what it relies on, and not for their doing.',
    'We are looking into it.',
  ].join(' ');
}

/** While it goes on: more customers than were told of, or a component of ours that fails too. */
export function platformFailingText(shared: Shared & { components: readonly string[] }): string {
  const { components } = shared;
  const also = components.length === 0 ? '' : ` Checks of ${components.join(', ')} fail as well.`;
  return `${platformTitle(shared)}.${also}`;
}

export function platformRecoveredText(since: Instant, until: Instant, now: Instant): string {
  const passed = `The services of the affected customers have recovered since ${clockTime(since, now)}.`;
  return `${passed} We keep watching until ${clockTime(until, now)}.`;
}

export function platformResolvedText(since: Instant, now: Instant): string {
  return `The services of the affected customers have recovered since ${clockTime(since, now)}, and the recovery has held.`;
}
