import { compareText } from '../../domain/compare-text.ts';
import { fit, type Preview, takeFirst } from '../../schema/preview.ts';
import { isContentPath } from './content-path.ts';

/** What is said of a change of more than content, by the paths of its files: the first of those that are the engine's. */
export function previewEngine(paths: readonly string[]): Preview {
  const { first, more } = takeFirst(paths.filter((path) => !isContentPath(path)).sort(compareText), 'paths');
  return { version: 1, scope: 'engine', paths: first.map((path) => fit(path, 'path')), more: { paths: more } };
}
