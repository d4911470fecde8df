/** Where incidents and post-mortems lie, and what their paths tell. */

export const INCIDENTS_FOLDER = 'incidents';
export const POSTMORTEMS_FOLDER = 'postmortems';

/** The id that a path gives: its file name without `.md`. */
export function idOfPath(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/, '');
}

/** The folders in which people write entries. */
export const ENTRY_FOLDERS: readonly string[] = [INCIDENTS_FOLDER, POSTMORTEMS_FOLDER];

/** Whether a file below one of `folders` is read as an entry: hidden files and folders are not. */
export function isEntryPath(path: string, folders = ENTRY_FOLDERS): boolean {
  return folders.some((folder) => path.startsWith(`${folder}/`)) && path.endsWith('.md') && !path.includes('/.');
}
