/**
 * The file `written` on `status-data`: for each incident that the engine wrote, the hash of its canonical form as the
 * engine left it, and who writes in it now. One line an incident: id, hash, writer, and when a recovery was noted.
 *
 *     2026-11-20-api 5f1d…  engine
 *     2026-11-21-mail 0be2… person 2026-11-21T10:41:00Z
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
}

function parseLine(line: string): WrittenRecord[] {
  const [id = '', hash = '', writer, noted] = line.split(' ');
  if (!isId(id) || !/^[0-9a-f]{16,64}$/.test(hash) || (writer !== 'engine' && writer !== 'person')) return [];
  return [{ id, hash, writer, recoveryNotedAt: noted === undefined ? undefined : parseInstant(noted) }];
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
    .map(({ id, hash, writer, recoveryNotedAt }) => {
      const noted = recoveryNotedAt === undefined ? [] : [formatInstant(recoveryNotedAt)];
      return `${[id, hash, writer, ...noted].join(' ')}\n`;
    })
    .join('');
}
