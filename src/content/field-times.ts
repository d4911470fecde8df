/** Times that people wrote into fields, as files hold them. */
import { formatInZone } from '../domain/time-zone.ts';
import { canonicalTimestamp, formatInstant } from '../schema/timestamp.ts';
import type { FieldFinding } from './finding.ts';
import { readWrittenTime, type TimeContext, type WrittenTime } from './written-time.ts';

/** Reads the times of one entry and keeps what is wrong with them, each with its field. */
export class FieldTimes {
  readonly findings: FieldFinding[] = [];
  private readonly context: TimeContext;

  constructor(context: TimeContext) {
    this.context = context;
  }

  private read(field: string, text: string, given: Partial<TimeContext>): WrittenTime {
    const time = readWrittenTime(text, { ...this.context, ...given });
    if (time.finding !== undefined) this.findings.push({ ...time.finding, field });
    return time;
  }

  /** A time in UTC; undefined where the text is empty or no time. `given` replaces parts of what it is read with. */
  inUtc(field: string, text: string | undefined, given: Partial<TimeContext> = {}): string | undefined {
    if (text === undefined || text.trim() === '') return undefined;
    const { at } = this.read(field, text, given);
    return at === undefined ? undefined : formatInstant(at);
  }

  /** A time with the offset that it is written with, else with that of the zone; empty where it is no time. */
  withOffset(field: string, text: string, given: Partial<TimeContext> = {}): string {
    const canonical = canonicalTimestamp(text);
    if (canonical !== undefined) return canonical;
    const { at } = this.read(field, text, given);
    return at === undefined ? '' : formatInZone(at, given.timeZone ?? this.context.timeZone);
  }
}
