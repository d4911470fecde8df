/** Files that an import writes beside the incidents: pages and configurations as they were. */
import type { ImportTarget, PlannedFile } from './plan.ts';

/** The folder of the target for what is no incident; neither `validate` nor `build` reads it. */
export const ASIDES_FOLDER = 'imported-pages';

/**
 * Where a text is kept: at its path below {@link ASIDES_FOLDER}, or beside another text that is there already, with
 * `-2`, `-3` and so on before the extension. The same text keeps its place.
 */
function placeAside(path: string, text: string, target: Pick<ImportTarget, 'asides'>): string {
  const there = new Map(target.asides?.map((file) => [file.path, file.text]));
  const [, stem = path, extension = ''] = /^(.*?)(\.[^./]*)?$/s.exec(path) ?? [];
  for (let count = 1; ; count += 1) {
    const place = `${ASIDES_FOLDER}/${stem}${count === 1 ? '' : `-${count}`}${extension}`;
    if ((there.get(place) ?? text) === text) return place;
  }
}

/** A file of the source as it is, for the target. */
export function asideOf(source: { path: string; text: string }, target: Pick<ImportTarget, 'asides'>): PlannedFile {
  const { path, text } = source;
  return { path: placeAside(path, text, target), text, from: path };
}
