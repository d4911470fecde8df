/** Recorded measurements by the million, in a few bytes each and in any order. */
import { MEASUREMENT_STATES, type Measurement, type MeasurementState } from '../../domain/measurement.ts';
import { ERROR_CLASSES } from '../../schema/check.ts';
import type { Instant } from '../../schema/timestamp.ts';

const FIRST_CAPACITY = 1_024;
const HTTP_STATUS = /^[1-5]\d\d$/;

/** A recorded measurement whose check is known by its number. */
export interface RecordedResult {
  check: number;
  at: Instant;
  state: MeasurementState;
  /** An HTTP status where an answer came, else an error class; undefined where neither is recorded. */
  code: string | undefined;
}

/**
 * What of a recorded code says how a check failed. `0` is what other programs write where no answer came, and their own
 * words for it are no answer either.
 */
export function readCode(code: string | undefined): string | undefined {
  if (code === undefined) return undefined;
  return HTTP_STATUS.test(code) ? code : ERROR_CLASSES.find((name) => name === code);
}

/** Numbers for texts, in the order in which they come. */
class Names {
  readonly all: string[] = [];
  private readonly numbers = new Map<string, number>();

  numberOf(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.all.length);
    this.all.push(name);
    return this.all.length - 1;
  }
}

/** Grows while a table is read; then its rows are asked for, oldest first. Response times are not kept: nothing asks. */
export class Recording {
  private times = new Float64Array(FIRST_CAPACITY);
  private rows = new Uint32Array(FIRST_CAPACITY);
  private readonly names = new Names();
  private readonly codes = new Names();
  private order: Uint32Array | undefined;
  private isOrdered = true;
  length = 0;

  /** The checks by their number, named as they are recorded. */
  get checks(): readonly string[] {
    return this.names.all;
  }

  /** Adds a row. Throws a RangeError beyond 65,536 checks. */
  add({ check, at, state, code }: Measurement): void {
    const number = this.names.numberOf(check);
    if (number > 0xff_ff) throw new RangeError('Cannot record so many checks');
    if (this.length === this.times.length) this.grow();
    if (this.length > 0 && at < (this.times[this.length - 1] ?? 0)) this.isOrdered = false;
    this.times[this.length] = at;
    const word = this.codes.numberOf(readCode(code) ?? '');
    this.rows[this.length] = number | (MEASUREMENT_STATES.indexOf(state) << 16) | (word << 18);
    this.length += 1;
    this.order = undefined;
  }

  /** The row at a place in the order of time. Of two with the same time either may come first. */
  at(place: number): RecordedResult {
    const index = this.indexAt(place);
    const row = this.rows[index] ?? 0;
    const code = this.codes.all[row >>> 18];
    return {
      check: row & 0xff_ff,
      at: this.times[index] ?? 0,
      state: MEASUREMENT_STATES[(row >>> 16) & 3] ?? 'unknown',
      code: code === '' ? undefined : code,
    };
  }

  /** The time of the row at a place in the order of time; Infinity beyond the last. */
  timeAt(place: number): Instant {
    return place < this.length ? (this.times[this.indexAt(place)] ?? Infinity) : Infinity;
  }

  private indexAt(place: number): number {
    if (this.isOrdered) return place;
    this.order ??= this.sort();
    return this.order[place] ?? 0;
  }

  private sort(): Uint32Array {
    const { times } = this;
    const order = Uint32Array.from({ length: this.length }, (_, index) => index);
    return order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
  }

  private grow(): void {
    const times = new Float64Array(this.length * 2);
    const rows = new Uint32Array(this.length * 2);
    times.set(this.times);
    rows.set(this.rows);
    [this.times, this.rows] = [times, rows];
  }
}

/** From the result that is believed to the one that is not, where a check has two for the same time. */
const BELIEVED = ['up', 'degraded', 'down', 'unknown'] as const satisfies readonly MeasurementState[];

/**
 * Which of two results of one check holds: the later, and of two at the same second the better, as of two attempts in
 * one run; never the one that happens to stand below the other.
 */
export function latestOf(a: RecordedResult, b: RecordedResult): RecordedResult {
  if (a.at !== b.at) return a.at > b.at ? a : b;
  const [better, worse] = [BELIEVED.indexOf(a.state), BELIEVED.indexOf(b.state)];
  if (better !== worse) return better < worse ? a : b;
  return (a.code ?? '') <= (b.code ?? '') ? a : b;
}
