import { describe, expect, test } from 'vitest';

import { parsePostmortemFile } from '../../src/content/postmortem-file.ts';
import { formatProblem } from '../../src/schema/problems.ts';

const file = ({ status = 'published', keys = '', body = 'Words.' }): string => `---
incidents: [a]
status: ${status}
authors: [api-team]
summary: A third of API requests failed for 36 minutes.
trigger: { kind: config }
detection: check
factors: [{ text: T, whys: [{ why: a, because: b }], becomes: { kind: accepted, reason: r } }]
${keys}---

${body}
`;

const letters = (text: string): string[] => parsePostmortemFile('postmortems/a.md', text).problems.map(formatProblem);

describe('a gap of a published post-mortem', () => {
  test('is told with its place, and how to go on', () => {
    expect(letters(file({ keys: 'lucky: ["TODO: what was lucky"]\nimpact: { text: Errors }\n' }))).toEqual([
      'postmortems/a.md:9:10: error: Cannot publish a post-mortem in which something is still to be written: expected the text that belongs here, or nothing where there is none, got TODO: what was lucky. Until then leave it a draft: "status: draft".',
    ]);
  });

  test.each<[string, Parameters<typeof file>[0], string[]]>([
    ['in a comment of the front matter', { keys: '# TODO: lucky\n' }, ['9:3']],
    ['in the text, each line once', { body: 'Well.\n\n- TODO\n- TODO, TODO' }, ['13:3', '14:3']],
    ['in a heading', { body: '## TODO: the change' }, ['11:4']],
    ['beside code that has the word too', { body: '`# TODO x` and TODO y' }, ['11:16']],
    ['not in code that is quoted', { body: 'It said `// TODO: x`.\n\n```sh\n# TODO: y\n```' }, []],
    ['not within another word', { body: 'TODOS and xTODO and to do' }, []],
    ['not in a draft', { status: 'draft', body: 'TODO' }, []],
    ['not in a review', { status: 'review', body: 'TODO' }, []],
  ])('is found %s', (_what, parts, places) => {
    const found = letters(file(parts)).filter((letter) => letter.includes('still to be written'));
    expect(found.map((letter) => letter.split(':').slice(1, 3).join(':'))).toEqual(places);
  });

  test('is found where something else is wrong', () => {
    expect(letters(file({ keys: 'wentWell: TODO\n' }))).toHaveLength(2);
  });
});
