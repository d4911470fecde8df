/** Reading more blobs than memory should hold at once. */
import type { Git } from './git.ts';
import { fetchMissingBlobs, readObjects } from './git-objects.ts';

/** Read by one process. */
const GROUP_BYTES = 48 * 1024 * 1024;

/**
 * Gives each blob of at most `maxBytes` to `use` and keeps none of them. The order is that of `oids`. A partial clone
 * fetches what it lacks at once.
 */
export async function readManyBlobs(
  git: Git,
  { oids, maxBytes }: { oids: readonly string[]; maxBytes: number },
  use: (oid: string, bytes: Buffer) => void,
): Promise<void> {
  if (oids.length === 0) return;
  await fetchMissingBlobs(git, oids);
  for (const group of groupBySize(await readSizes(git, oids), maxBytes)) {
    for (const [oid, bytes] of await readObjects(git, group)) use(oid, bytes);
  }
}

async function readSizes(git: Git, oids: readonly string[]): Promise<[oid: string, bytes: number][]> {
  const format = '--batch-check=%(objectname) %(objectsize)';
  const output = await git.text(['cat-file', format, '--buffer'], { stdin: `${oids.join('\n')}\n` });
  return output
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' '))
    .map(([oid = '', size]) => [oid, Number(size)]);
}

function groupBySize(sizes: readonly (readonly [string, number])[], maxBytes: number): string[][] {
  const groups: string[][] = [];
  let room = 0;
  // What is not there at all has no number for a size, and fits nowhere.
  for (const [oid, size] of sizes.filter(([, bytes]) => bytes <= maxBytes)) {
    if (groups.length === 0 || size > room) {
      groups.push([]);
      room = GROUP_BYTES;
    }
    groups.at(-1)?.push(oid);
    room -= size;
  }
  return groups;
}
