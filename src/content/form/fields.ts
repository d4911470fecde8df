/** What a form's fields say, in the terms that files are composed from. */
import { usualStatus } from '../../domain/impact.ts';
import { IMPACTS } from '../../schema/component.ts';
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import type { ComponentField } from '../compose-fields.ts';
import type { ComposeContext } from '../compose-problems.ts';
import { FieldTimes } from '../field-times.ts';
import type { FieldFinding, Finding } from '../finding.ts';
import { readWrittenComponents, type WrittenComponent } from '../written-components.ts';
import { choiceOf, SAME_PHASE } from './forms.ts';

/** Where and when a form was filled in. Its `now` is when it was made, which stays when it is edited. */
export interface FormContext extends ComposeContext {
  config: NonNullable<ComposeContext['config']>;
  /** When it was written as it is: what "in 30 minutes" counts from. */
  writtenAt: Instant;
  /** The texts of the files of incidents/ by their paths. */
  texts: ReadonlyMap<string, string>;
}

/** Reads the fields of one form and keeps what is wrong with them. */
export class FieldReader {
  readonly findings: FieldFinding[] = [];
  private readonly values: ReadonlyMap<string, string>;
  private readonly context: FormContext;

  /** `values` are the texts by the fields' keys. */
  constructor(values: ReadonlyMap<string, string>, context: FormContext) {
    this.values = values;
    this.context = context;
  }

  text(field: string): string {
    return this.values.get(field) ?? '';
  }

  choice(field: string): string {
    return choiceOf(this.text(field));
  }

  /** The chosen phase; undefined where it shall stay. */
  phase(field: string): string | undefined {
    const phase = this.choice(field);
    return phase.toLowerCase() === SAME_PHASE.toLowerCase() ? undefined : phase;
  }

  private add(field: string, findings: readonly Finding[]): void {
    this.findings.push(...findings.map((finding) => ({ ...finding, field })));
  }

  private named(field: string): WrittenComponent[] {
    const { components, findings } = readWrittenComponents(this.text(field), this.context.config.components);
    this.add(field, findings);
    return components;
  }

  /** Components by their ids alone. */
  componentIds(field: string): string[] {
    return this.named(field).map(({ id }) => id);
  }

  /** Components with their statuses; where none is written, that of the impact. */
  affected(field: string, impact: string): ComponentField[] {
    const known = IMPACTS.find((each) => each === impact.toLowerCase()) ?? 'major';
    return this.named(field).map(({ id, status }) => ({ id, status: status ?? usualStatus(known) }));
  }

  /** Components with the statuses that they get; each has to have one. */
  changed(field: string): ComponentField[] {
    const named = this.named(field);
    const without = named.filter(({ status }) => status === undefined).map(({ id }) => id);
    if (without.length > 0) {
      const message = `Cannot tell the new status of ${without.map((id) => `"${id}"`).join(' and ')}`;
      const expected = 'each component with its status after a colon';
      this.add(field, [{ message, expected, example: `${without[0] ?? 'api'}: operational`, received: 'nothing' }]);
    }
    return named.flatMap(({ id, status }) => (status === undefined ? [] : [{ id, status }]));
  }

  private timesFrom(from: Instant | undefined): FieldTimes {
    const { config, writtenAt } = this.context;
    return new FieldTimes({ timeZone: config.page.timeZone, now: writtenAt, from });
  }

  /** A time as files have it; undefined where the field is empty or wrong. */
  time(field: string): string | undefined {
    const times = this.timesFrom(undefined);
    const time = times.inUtc(field, this.text(field));
    this.findings.push(...times.findings);
    return time;
  }

  /** The time of a field that has to have one, with its offset; empty where it is wrong. A time span counts from `from`. */
  requiredTime(field: string, from?: Instant): string {
    if (this.text(field).trim() === '') {
      const what = { message: 'Cannot do without a time', expected: 'a day and a time', received: 'nothing' };
      this.add(field, [{ ...what, example: formatInstant(this.context.now + 86_400_000) }]);
      return '';
    }
    const times = this.timesFrom(from);
    const time = times.withOffset(field, this.text(field));
    this.findings.push(...times.findings);
    return time;
  }
}
