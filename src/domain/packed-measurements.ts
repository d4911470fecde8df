/**
 * The measurements of many checks in little room. A run reads a day of them, a million and more on a large page, and asks
 * for those of one check at a time: as objects they would take most of what the run may take of memory.
 */
import type { Measurement } from './measurement.ts';

/** Check to its measurements, sorted by time. */
export type MeasurementsByCheck = ReadonlyMap<string, readonly Measurement[]>;

/** A map that makes each value when it is asked for, and keeps the last. */
class LazyMap extends Map<string, readonly Measurement[]> {
  readonly #keys: ReadonlySet<string>;
  readonly #make: (check: string) => readonly Measurement[];
  #last: { check: string; made: readonly Measurement[] } | undefined;

  constructor(keys: ReadonlySet<string>, make: (check: string) => readonly Measurement[]) {
    super();
    this.#keys = keys;
    this.#make = make;
  }

  override get size(): number {
    return this.#keys.size;
  }

  override has(check: string): boolean {
    return this.#keys.has(check);
  }

  override get(check: string): readonly Measurement[] | undefined {
    if (!this.#keys.has(check)) return undefined;
    if (this.#last?.check !== check) this.#last = { check, made: this.#make(check) };
    return this.#last.made;
  }

  override keys(): MapIterator<string> {
    return this.#keys.values() as MapIterator<string>;
  }

  override *values(): MapIterator<readonly Measurement[]> {
    for (const check of this.#keys) yield this.#make(check);
  }

  override *entries(): MapIterator<[string, readonly Measurement[]]> {
    for (const check of this.#keys) yield [check, this.#make(check)];
  }

  override [Symbol.iterator](): MapIterator<[string, readonly Measurement[]]> {
    return this.entries();
  }

  override forEach(
    visit: (made: readonly Measurement[], check: string, map: Map<string, readonly Measurement[]>) => void,
  ): void {
    for (const [check, made] of this.entries()) visit(made, check, this);
  }
}

/** Measurements that are made of others when they are asked for: the same for the same check each time. */
export function viewMeasurements(
  checks: Iterable<string>,
  make: (check: string) => readonly Measurement[],
): MeasurementsByCheck {
  return new LazyMap(new Set(checks), make);
}

/** What several measurements have in common. */
type Answer = Pick<Measurement, 'state' | 'code'>;

/** The measurements of one check, by columns. */
interface Packed {
  at: Float64Array;
  answer: Uint32Array;
  /** NaN where no time was measured. */
  ms: Float64Array | Int32Array;
}

const NO_TIME = -1;

/** Whole numbers, as nearly all are, take half the room. */
function packTimes(measurements: readonly Measurement[]): Packed['ms'] {
  const isWhole = measurements.every(({ ms }) => ms === undefined || (Number.isInteger(ms) && ms >= 0 && ms < 2 ** 31));
  return isWhole
    ? Int32Array.from(measurements, ({ ms = NO_TIME }) => ms)
    : Float64Array.from(measurements, ({ ms = NaN }) => ms);
}

/**
 * Takes the measurements of each check in turn, none of them empty, and gives them back as often as they are asked for.
 * What a rolled-up day says stays as it is.
 */
export function packMeasurements(
  byCheck: Iterable<readonly [check: string, measurements: readonly Measurement[]]>,
): MeasurementsByCheck {
  const answers: Answer[] = [];
  const places = new Map<string, number>();
  const placeOf = ({ state, code }: Measurement): number => {
    const key = code === undefined ? state : `${state} ${code}`;
    const place = places.get(key) ?? answers.push({ state, code }) - 1;
    places.set(key, place);
    return place;
  };
  const all = new Map<string, Packed | readonly Measurement[]>();
  for (const [check, measurements] of byCheck) {
    const isRolled = measurements.some(({ stretch }) => stretch !== undefined);
    const pack = (): Packed => ({
      at: Float64Array.from(measurements, ({ at }) => at),
      answer: Uint32Array.from(measurements, placeOf),
      ms: packTimes(measurements),
    });
    all.set(check, isRolled ? measurements : pack());
  }
  return viewMeasurements(all.keys(), (check) => unpack(check, all.get(check) ?? [], answers));
}

function unpack(
  check: string,
  packed: Packed | readonly Measurement[],
  answers: readonly Answer[],
): readonly Measurement[] {
  if (!('answer' in packed)) return packed;
  const { at, answer, ms } = packed;
  return Array.from(at, (time, index): Measurement => {
    const { state, code } = answers[answer[index] ?? 0] ?? { state: 'unknown' as const, code: undefined };
    const took = ms[index] ?? NaN;
    return { check, at: time, state, code, ms: took >= 0 ? took : undefined };
  });
}
