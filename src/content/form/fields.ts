/** What a form's fields say, in the terms that files are composed from. */
import { usualStatus } from '../../domain/impact.ts';
import { IMPACTS } from '../../schema/component.ts';
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import type { ComponentField } from '../compose-fields.ts';
import type { ComposeContext } from '../compose-problems.ts';
import type { Finding } from '../finding.ts';
import { readWrittenComponents, type WrittenComponent } from '../written-components.ts';
import { readWrittenDuration, readWrittenTime } from '../written-time.ts';
import { choiceOf, SAME_PHASE } from './forms.ts';

/** A finding about one of a form's fields, by its key. */
export interface FieldFinding extends Finding {
  field: string;
}

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

  /** A time as files have it; undefined where the field is empty or wrong. A time span counts from `from`. */
  time(field: string, from?: Instant): string | undefined {
    const written = this.text(field).trim();
    if (written === '') return undefined;
    const span = from === undefined ? undefined : readWrittenDuration(written);
    if (span !== undefined && from !== undefined) return formatInstant(from + span);
    const { at, finding } = readWrittenTime(written, {
      timeZone: this.context.config.page.timeZone,
      now: this.context.writtenAt,
    });
    if (finding !== undefined) this.add(field, [finding]);
    return at === undefined ? undefined : formatInstant(at);
  }

  /** The time of a field that has to have one; empty where it is wrong. */
  requiredTime(field: string, from?: Instant): string {
    const hasNone = this.text(field).trim() === '';
    const { now } = this.context;
    if (hasNone) {
      const what = { message: 'Cannot do without a time', expected: 'a day and a time' };
      this.add(field, [{ ...what, example: formatInstant(now + 86_400_000), received: 'nothing' }]);
    }
    return this.time(field, from) ?? '';
  }
}
