/** The catalogues of words as flat lists, so that tests can say something of every text in them. */
import type { Strings } from '../../src/site/strings/en.ts';

/** What texts are made with: several of things, and nothing that a catalogue has in its own words. */
const SAMPLES = [7001, 7002, 7003] as const;
type Values = readonly [number, number, number];

export interface Phrase {
  /** `follow.nextUpdate`. */
  key: string;
  text: string;
  /** The values that it was made with, none where it is no function. */
  given: readonly string[];
}

type Sayer = (...values: unknown[]) => string;

/** Keys to texts and functions, the blocks between them opened. */
export function flatten(block: object, before = ''): Map<string, string | Sayer> {
  const flat = new Map<string, string | Sayer>();
  for (const [name, value] of Object.entries(block) as [string, string | Sayer | object][]) {
    const key = before + name;
    if (typeof value === 'string' || typeof value === 'function') flat.set(key, value as string | Sayer);
    else for (const [inner, deep] of flatten(value, `${key}.`)) flat.set(inner, deep);
  }
  return flat;
}

/** The functions that take something else than texts and numbers one after the other, with what each takes. */
const SHAPES: Readonly<Record<string, (values: Values) => [unknown, ...number[]]>> = {
  duration: ([a, b]) => [[a, b], a, b],
  sentences: ([a, b]) => [[a, b], a, b],
  'components.day.after': ([a, b]) => [[a, b], a, b],
  'incident.reportedTo': ([provider, time, ticket]) => [{ provider, time, ticket }, provider, time, ticket],
  'incident.promises': ([all, late, missed]) => [{ all, late, missed }, all, late, missed],
};

function say([key, sayer]: [string, Sayer], values: Values, count: number): Phrase {
  const [a] = values;
  const shape = key.startsWith('verdict.') ? () => [{ text: a, count: a }, a] : SHAPES[key];
  const [argument, ...given] = shape?.(values) ?? [undefined, ...values.slice(0, count)];
  return { key, text: shape === undefined ? sayer(...given) : sayer(argument), given: given.map(String) };
}

/** Every text of a catalogue, made with the values given; `english` says how many of them each function takes. */
export function listPhrases(strings: Strings, english: Strings, values: Values = SAMPLES): Phrase[] {
  const originals = flatten(english);
  return [...flatten(strings)].map(([key, value]) => {
    if (typeof value === 'string') return { key, text: value, given: [] };
    const original = originals.get(key);
    return say([key, value], values, typeof original === 'function' ? original.length : 0);
  });
}
