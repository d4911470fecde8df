import { compareText } from '../../domain/compare-text.ts';
import { type EnginePreview, fit, takeFirst } from '../../schema/preview.ts';
import type { Problem } from '../../schema/problems.ts';
import { isContentPath, isValidatedPath } from './content-path.ts';

/**
 * What is said of a change of more than content, by the paths of its files: the first of those that are the engine's, and
 * of those that people have written for readers.
 */
export function previewEngine(all: readonly string[]): EnginePreview {
  const sorted = [...all].sort(compareText);
  const paths = takeFirst(
    sorted.filter((path) => !isContentPath(path)),
    'paths',
  );
  const content = takeFirst(sorted.filter(isValidatedPath), 'paths');
  return {
    version: 1,
    scope: 'engine',
    paths: paths.first.map((path) => fit(path, 'path')),
    content: content.first.map((path) => fit(path, 'path')),
    more: { paths: paths.more, content: content.more },
  };
}

/** What to tell who wrote content that is not validated, as the engine changes with it: at its first file. */
export function findUnvalidated({ content, paths }: EnginePreview): Problem[] {
  return content.slice(0, 1).map((file) => ({
    ...{ severity: 'warning', file, line: 1, column: 1, rule: 'content-alone' },
    message: 'Cannot validate or preview the content of this pull request, as it changes the engine too',
    expected: 'content in a pull request of its own, as one of the engine gets tests only',
    received: paths[0] === undefined ? undefined : `a change of ${paths[0]} with it`,
    hint: 'Split the pull request in two.',
  }));
}
