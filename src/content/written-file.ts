/**
 * The file `written` on `status-data`: for each incident that the engine wrote, the hash of its canonical form as the
 * engine left it, and who writes in it now. One line an incident: id, hash, writer, when a recovery was noted, and the
 * time of the provider's latest update that it quotes; `-` stands for no time before another.
 *
 *     2026-11-20-api 5f1d…  engine
 *     2026-11-21-mail 0be2… person 2026-11-21T10:41:00Z
 *     2026-11-22-db 77aa… engine - 2026-11-22T08:12:00Z
 */
import { isId } from '../schema/component.ts';
import { formatInstant, type Instant, parseInstant } from '../schema/timestamp.ts';

export const WRITTEN_PATH = 'written';

export interface WrittenRecord {
  id: string;
  /** Hash of the canonical form of the file as the engine last wrote it. */
  hash: string;
  /** `person` once somebody else has written in it, for good. */
  writer: 'engine' | 'person';
  recoveryNotedAt?: Instant | undefined;
  /** Time of the provider's latest update that stands in it, or was passed over. */
  quotedUntil?: Instant | undefined;
}

const NO_TIME = '-';

function parseLine(line: string): WrittenRecord[] {
  const [id = '', hash = '', writer, noted = NO_TIME, quoted = NO_TIME] = line.split(' ');
  if (!isId(id) || !/^[0-9a-f]{16,64}$/.test(hash) || (writer !== 'engine' && writer !== 'person')) return [];
  return [{ id, hash, writer, recoveryNotedAt: parseInstant(noted), quotedUntil: parseInstant(quoted) }];
}

/** Reads the records by id. A line that cannot be read is left out: its incident then counts as a person's. */
export function parseWrittenFile(text: string): Map<string, WrittenRecord> {
  return new Map(
    text
      .split('\n')
      .flatMap(parseLine)
      .map((record) => [record.id, record]),
  );
}

/** Writes the records ordered by id. */
export function formatWrittenFile(records: Iterable<WrittenRecord>): string {
  return [...records]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, hash, writer, recoveryNotedAt, quotedUntil }) => {
      const times = [recoveryNotedAt, quotedUntil].map((at) => (at === undefined ? NO_TIME : formatInstant(at)));
      return `${[id, hash, writer, ...times].join(' ').replace(/(?: -)+$/, '')}\n`;
    })
    .join('');
}
