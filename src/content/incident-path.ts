/** Where incidents and post-mortems lie, and what their paths tell. */

export const INCIDENTS_FOLDER = 'incidents';
export const POSTMORTEMS_FOLDER = 'postmortems';

/** The id that a path gives: its file name without `.md`. */
export function idOfPath(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/, '');
}
