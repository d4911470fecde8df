/** What earlier builds have read of files whose text is still the same: a line each, its digest and what stood there. */
import { createHash } from 'node:crypto';

import type { KeptReadings } from '../ports.ts';
import { type Keeping, readKept, writeKept } from './kept.ts';

/** Base64 characters of a digest: 132 bits, of which nobody finds two texts by accident. */
const KEY_LENGTH = 22;

function keyOf(path: string, text: string): string {
  const hash = createHash('sha256').update(`${path}\0`).update(text);
  return hash.digest('base64url').slice(0, KEY_LENGTH);
}

export interface KeptSource extends Keeping {
  /** Of what is kept there. */
  name: string;
  /** What the readings follow from beside the texts, without a line break. */
  describeReader(): string;
}

/** The lines by their keys; none of another reader. */
async function readLines({ folder, name, describeReader }: KeptSource): Promise<Map<string, string>> {
  const text = await readKept(folder, name);
  if (text === undefined) return new Map();
  const [reader, ...lines] = text.split('\n');
  return reader === describeReader() ? new Map(lines.map((line) => [line.slice(0, KEY_LENGTH), line])) : new Map();
}

/** Readings that can be written down once all is read. */
export interface RecordedReadings<T> extends KeptReadings<T> {
  /** Writes those that were asked for this time, where so many of them are new, and lets go of all. */
  record(): Promise<void>;
}

/** Opens what was kept. It is taken for `T` unseen, as it has the digest of what the same reader wrote. */
export async function openKeptReadings<T>(source: KeptSource): Promise<RecordedReadings<T>> {
  const known = await readLines(source);
  const used = new Map<string, string>();
  let fresh = 0;
  return {
    take(path, text) {
      const key = keyOf(path, text);
      const line = known.get(key);
      if (line === undefined) return undefined;
      used.set(key, line);
      return JSON.parse(line.slice(KEY_LENGTH)) as T;
    },
    keep(path, text, read) {
      const key = keyOf(path, text);
      used.set(key, `${key}${JSON.stringify(read)}`);
      fresh += 1;
    },
    async record() {
      const { folder, name, from, describeReader } = source;
      if (fresh >= from) await writeKept(folder, name, [describeReader(), ...used.values()].join('\n'));
      known.clear();
      used.clear();
    },
  };
}
