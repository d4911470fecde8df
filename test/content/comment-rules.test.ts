import { expect, test } from 'vitest';

import { findCutTexts } from '../../src/content/comment-rules.ts';
import { parseConfigFile } from '../../src/content/config-file.ts';
import { parseIncidentFile } from '../../src/content/incident-file.ts';
import { readYaml } from '../../src/content/yaml.ts';
import { formatProblem } from '../../src/schema/problems.ts';

function tell(text: string): string[] {
  return findCutTexts({ path: 'a', yaml: readYaml({ file: 'a', text }) }).map(formatProblem);
}

test('findCutTexts() warns where a text goes on behind a "#"', () => {
  expect(tell('title: Slow #1 answers\nlist:\n  - a #b\n')).toEqual([
    'a:1:13: warning: What follows "#" is a comment and is not read: expected the whole text in quotes, or a space after "#", for example "Slow #1 answers", got "#1 answers"',
    'a:3:7: warning: What follows "#" is a comment and is not read: expected the whole text in quotes, or a space after "#", for example "a #b", got "#b"',
  ]);
});

test.each([
  ['a comment with a space', 'title: Slow # as customers say'],
  ['a text in quotes', 'title: "Slow #1 answers"'],
  ['a "#" within a word', 'issue: acme/api#12'],
  ['a number and its comment', 'retries: 2 #two'],
  ['a comment in a line of its own', 'title: Slow\n#1\nimpact: major\nlist:\n  - a\n  #b\n  - c\n#d\n'],
  ['a row of "#"', 'title: Slow ########'],
])('findCutTexts() says nothing of %s', (_what, text) => {
  expect(tell(text)).toEqual([]);
});

test('every file is looked at', () => {
  const config =
    'page: { name: Example, url: https://status.example.org }\ncomponents:\n  - id: api\n    name: API #1\n';
  expect(parseConfigFile(config).problems.map(({ line, rule }) => `${line} ${rule}`)).toEqual(['4 texts-are-whole']);
  const incident =
    '---\ntitle: Slow #1\ncategory: internal\nimpact: major\ncomponents: {}\n---\n\n## Investigating · 2026-11-20T10:05:00Z\n';
  const { file, problems } = parseIncidentFile('incidents/a.md', incident);
  expect(file?.frontMatter.title).toBe('Slow');
  expect(problems.map(({ line, column, rule }) => `${line}:${column} ${rule}`)).toEqual(['2:13 texts-are-whole']);
});
