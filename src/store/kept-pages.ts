/**
 * What an earlier build has written to the same folder is taken over where nothing that it follows from has changed: so
 * a build of a long history makes anew what is new. A record beside the engine says what each file followed from.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

const KeptFileSchema = z.tuple([z.string(), z.string(), z.number(), z.number()]);
const RecordSchema = z.strictObject({ target: z.string(), files: z.array(KeptFileSchema) });

/** A file of the site, relative to it, with the key of what it followed from, its size and when it was written. */
type KeptFile = z.output<typeof KeptFileSchema>;

export interface KeptPages {
  /** Puts what can be taken over into an absolute folder; returns the files, relative to it. */
  take(wanted: ReadonlyMap<string, string>, folder: string): ReadonlySet<string>;
  /** Remembers what the folder that was built holds now, by the keys of the last call of `take`. */
  record(): void;
}

/** What the file system or a damaged record refuses is done without: the file is made anew. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error)) return undefined;
    throw error;
  }
}

function readRecord(file: string): z.output<typeof RecordSchema> | undefined {
  return attempt(() => RecordSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data);
}

/** A file is the one that was written while its size and time are. */
function isSame([, , size, at]: KeptFile, stats: Stats): boolean {
  return stats.isFile() && stats.size === size && stats.mtimeMs === at;
}

/** Gives a file a second name, unless it is not the one that is remembered: another build may replace it meanwhile. */
function takeFile(kept: KeptFile, from: string, to: string): boolean {
  const taken = attempt(() => {
    mkdirSync(path.dirname(to), { recursive: true });
    linkSync(from, to);
    if (isSame(kept, lstatSync(to))) return true;
    rmSync(to);
    return false;
  });
  return taken ?? false;
}

/** Records of folders that are gone are of no use to anybody. */
function removeForgotten(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    const target = readRecord(file)?.target;
    if (target === undefined || !existsSync(target)) rmSync(file, { force: true });
  }
}

function writeRecord(file: string, target: string, keys: ReadonlyMap<string, string>): void {
  const files = [...keys].flatMap(([name, key]): KeptFile[] => {
    const stats = attempt(() => statSync(path.join(target, name)));
    return stats === undefined ? [] : [[name, key, stats.size, stats.mtimeMs]];
  });
  const folder = path.dirname(file);
  mkdirSync(folder, { recursive: true });
  removeForgotten(folder);
  // Whole or not at all, as another build may read it.
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, JSON.stringify({ target, files }));
  renameSync(fresh, file);
}

/** What earlier builds have left in `target`, an absolute path; the records lie in `folder`, which need not exist. */
export function openKeptPages({ target, folder }: { target: string; folder: string }): KeptPages {
  const file = path.join(folder, `${createHash('sha256').update(target).digest('hex').slice(0, 16)}.json`);
  let keys: ReadonlyMap<string, string> = new Map();
  return {
    take(wanted, into) {
      keys = wanted;
      const files = readRecord(file)?.files ?? [];
      const usable = files.filter((kept) => wanted.get(kept[0]) === kept[1]);
      return new Set(
        usable
          .filter((kept) => takeFile(kept, path.join(target, kept[0]), path.join(into, kept[0])))
          .map(([name]) => name),
      );
    },
    record() {
      if (keys.size > 0) attempt(() => writeRecord(file, target, keys));
    },
  };
}
