/** Reads single blobs without a process for each: whatever is asked for in the same moment is read at once. */
import type { Git } from './git.ts';
import { readBlobs } from './git-objects.ts';

/** Returns a function from the id of a blob to its text. */
export function createBlobReader(git: Git): (oid: string) => Promise<string> {
  let asked: Set<string> | undefined;
  let reading: Promise<Map<string, string>>;
  return async (oid) => {
    if (asked === undefined) {
      const batch = (asked = new Set<string>());
      reading = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        asked = undefined;
        return readBlobs(git, [...batch]);
      });
    }
    asked.add(oid);
    return (await reading).get(oid) ?? '';
  };
}
