import { describe, expect, test } from 'vitest';

import { validate } from '../../src/app/validate.ts';
import { formatProblem } from '../../src/schema/problems.ts';
import { openRootFiles } from '../../src/store/root-files.ts';
import { at } from '../support/builders.ts';
import { makeFolder, writeFiles } from '../support/make-repo.ts';
import { expandSnippet, readSnippets } from '../support/snippet.ts';

const NOW = at('2026-11-20T10:05:00Z');
const CONFIG = 'page: { name: Example, url: https://status.example.org }\ncomponents: [{ id: component, name: C }]\n';
const snippets = readSnippets();

function expand(name: string, now = NOW): string {
  const snippet = snippets[name];
  if (snippet === undefined) throw new Error(`There is no snippet "${name}"`);
  return expandSnippet(snippet, now);
}

const incident = expand('Incident');
const later = (name: string, minutes: number): string => expand(name, NOW + minutes * 60_000);

async function lettersAbout(files: Record<string, string>): Promise<string[]> {
  const root = makeFolder();
  writeFiles(root, { 'status.yml': CONFIG, ...files });
  const { problems } = await validate(await openRootFiles(root), { now: NOW });
  return problems.map(formatProblem);
}

describe('the snippets', () => {
  test.each<[string, Record<string, string>]>([
    ['an incident', { 'incidents/a.md': incident }],
    ['an update of it', { 'incidents/a.md': `${incident}\n${later('Update of an incident', 5)}` }],
    [
      'its end',
      { 'incidents/a.md': `${incident}\n${later('Update of an incident', 5)}\n${later('Resolve an incident', 9)}` },
    ],
    ['a maintenance', { 'incidents/a.md': expand('Maintenance') }],
    ['an announcement', { 'incidents/a.md': expand('Announcement') }],
    [
      'the draft of a post-mortem',
      {
        'incidents/id-of-the-incident.md': incident,
        'postmortems/id-of-the-incident.md': expand('Post-mortem'),
      },
    ],
  ])('make %s in which nothing is wrong', async (_what, files) => {
    expect(Object.values(files).join('')).not.toContain('${');
    expect(await lettersAbout(files)).toEqual([]);
  });

  test('are all tried here, and offered in Markdown alone', () => {
    expect(Object.keys(snippets)).toHaveLength(6);
    expect(Object.values(snippets).filter(({ scope }) => scope !== 'markdown')).toEqual([]);
  });
});
