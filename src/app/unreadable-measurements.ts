import type { BranchFile, FileChange, Snapshot } from '../ports.ts';

/** Path of the file beside a day's that holds what could not be read there. */
function pathBeside(path: string): string {
  return path.replace(/\.txt$/, '.unreadable.txt');
}

/**
 * How the day files among `files` that cannot be read in full are kept as they are, by their paths: each in a file
 * beside it, after what that holds already. To be written together with the day file that takes its place.
 */
export async function keepUnreadable(
  snapshot: Pick<Snapshot, 'readDataFiles'>,
  files: readonly BranchFile[],
): Promise<Map<string, FileChange>> {
  const beside = await snapshot.readDataFiles(files.map(({ path }) => pathBeside(path)));
  const kept = new Map(beside.map(({ path, text }) => [path, text]));
  return new Map(
    files.map((file) => {
      const path = pathBeside(file.path);
      return [file.path, { path, text: `${kept.get(path) ?? ''}${file.text.replace(/\n?$/, '\n')}` }];
    }),
  );
}
