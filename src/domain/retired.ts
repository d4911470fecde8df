import type { Component } from '../schema/config.ts';
import { type Instant, parseDay } from '../schema/timestamp.ts';

/** Whether a component counts no more at an instant: from its day of retirement on. */
export function isRetiredAt({ retired }: Pick<Component, 'retired'>, at: Instant): boolean {
  const from = retired === undefined ? undefined : parseDay(retired);
  return from !== undefined && from <= at;
}
