import { expect, it } from 'vitest';

import { entryPaths } from '../../src/site/entry-paths.ts';
import { deriveSiteModel } from '../../src/site/site-model.ts';
import { makeContent, makeIncident } from '../support/builders.ts';

const broken = (id: string, title: string) => ({
  path: `incidents/${id}.md`,
  id,
  title,
  shownCommit: undefined,
  problems: [],
});

it('entryPaths() gives every id a page, its own entry before one of a former id, and says what is being corrected', () => {
  const entries = [
    makeIncident({ id: 'a', title: 'A', formerly: ['old', 'b'] }),
    makeIncident({ id: 'b', title: 'B' }),
  ];
  const model = deriveSiteModel(makeContent({ entries, broken: [broken('b', 'B'), broken('never', 'Never good')] }));
  const { entry, unreadable } = model.strings.correcting;
  expect(entryPaths(model).map((path) => [path.id, path.entry?.id, path.title, path.note])).toEqual([
    ['a', 'a', 'A', undefined],
    ['b', 'b', 'B', entry],
    ['never', undefined, 'Never good', unreadable],
    ['old', 'a', 'A', undefined],
  ]);
});
