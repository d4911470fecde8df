/** Files as clumsy hands and merges leave them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { formatIncidentText, parseIncidentFile } from '../../src/content/incident-file.ts';

const PATH = 'incidents/2026/2026-11-20-api-errors.md';
const GOOD = 'title: T\ncategory: internal\nimpact: major\ncomponents: {}';
const BODY = '## Investigating · 2026-11-20T10:05:00Z\n';

function front(keys: string): string {
  return `---\n${keys}\n---\n\n`;
}

describe('parseIncidentFile()', () => {
  test.each([
    ['the body', `${front(GOOD)}<<<<<<< HEAD\n${BODY}=======\nOther.\n>>>>>>> theirs\n`, 3],
    ['the front matter', `${front(`<<<<<<< HEAD\n${GOOD}\n=======\n>>>>>>> theirs`)}${BODY}`, 3],
    ['the body, half removed', `${front(GOOD)}${BODY}=======\nOther.\n>>>>>>> theirs\n`, 2],
  ])('a merge that is not finished in %s is told of by its marks alone', (_where, raw, marks) => {
    const { file, problems } = parseIncidentFile(PATH, raw);
    expect(file).toBeUndefined();
    expect(problems.map(({ rule }) => rule)).toEqual(Array<string>(marks).fill('no-conflict-marks'));
  });

  test.each([
    ['an underlined heading', 'A heading\n======='],
    ['a quote of a quote', '>>>>>>> text'],
  ])('%s is no mark of a merge', (_what, text) => {
    expect(parseIncidentFile(PATH, `${front(GOOD)}${BODY}\n${text}\n`).problems).toEqual([]);
  });

  test.each([['----'], ['--- # end'], ['---end']])('a front matter that ends with "%s" is not guessed at', (end) => {
    const raw = `${front(GOOD).replace(/---\n\n$/, `${end}\n\n`)}${BODY}\n---\n`;
    const { file, problems } = parseIncidentFile(PATH, raw);
    expect(file).toBeUndefined();
    expect(problems.map(({ line, message }) => `${line} ${message}`)).toEqual([
      '6 Cannot read the end of the front matter',
    ]);
  });

  test('a heading with a fault is not said to be missing as well', () => {
    const { problems } = parseIncidentFile(PATH, `${front(GOOD)}## Resolved\n`);
    expect(problems.map(({ rule }) => rule)).toEqual(['update-time']);
  });

  test('a text that would take minutes to read is told of at once', () => {
    const { file, problems } = parseIncidentFile(PATH, `${front(GOOD)}${BODY}\n${'- '.repeat(20_000)}x\n`);
    expect(file).toBeUndefined();
    expect(problems.map(({ line, rule }) => `${line} ${rule}`)).toEqual(['10 text-is-simple']);
  });
});

/** A heading in one of the ways that people write it, and the words below it. */
const update = fc
  .record({
    mark: fc.constantFrom('## ', '   ## '),
    phase: fc.constantFrom('Investigating', 'identified:', '**Monitoring**', 'RESOLVED'),
    separator: fc.constantFrom(' · ', ' - ', ' | ', ' — ', '·'),
    second: fc.integer({ min: 1, max: 2e9 }),
    zone: fc.constantFrom('Z', ' UTC', '+01:00', '-0330'),
    option: fc.constantFrom([], ['api: Major-Outage, 3: operational'], ['next: 2064-01-01 00:00 UTC'], ['notify: NO']),
    text: fc.array(
      fc.oneof(
        fc.constantFrom(
          'Words.',
          '> quote',
          '- list\n  ## Resolved',
          '```\nlog\n```',
          '<div>\n',
          '# H',
          '## Background',
          '---',
          '\\## x',
        ),
        fc.string({ unit: 'grapheme', maxLength: 12 }).filter((line) => !/[\p{Cc}\p{Cn}\u2028\u2029`~<>]/u.test(line)),
      ),
      { maxLength: 4 },
    ),
  })
  .map(({ mark, phase, separator, second, zone, option, text }) => {
    const time = new Date(second * 1_000).toISOString().slice(0, 19);
    return [mark + [phase, `${time}${zone}`, ...option].join(separator), ...text, ''].join('\n');
  });

const keys = fc.shuffledSubarray(
  [
    'title: "T: t" # a comment',
    'category: internal',
    'impact: !!str major',
    '# a comment\ncomponents:\n  api: partial_outage',
    'checks:\n- a\n- "b"',
  ],
  { minLength: 5 },
);

const files = fc
  .tuple(keys, fc.array(update, { minLength: 1, maxLength: 4 }), fc.constantFrom('\n', '\r\n'))
  .map(([lines, updates, lineEnd]) => `${front(lines.join('\n'))}${updates.join('\n')}`.replaceAll('\n', lineEnd));

/** What stands in a file, without the order of its updates and the ends of blocks that they left open. */
function meaningOf(raw: string): unknown {
  const { file } = parseIncidentFile(PATH, raw);
  const updates = [...(file?.updates ?? [])].sort((a, b) => a.at - b.at);
  return { ...file, updates: updates.map((found) => ({ ...found, line: 0 })) };
}

describe('formatIncidentText()', () => {
  test('formatting leaves an anchor before its alias', () => {
    const written = `${front(`importedFrom: &from elsewhere\nticket: *from\n${GOOD.replace('internal', 'upstream')}`)}${BODY}`;
    expect(formatIncidentText(PATH, written)).toBe(written);
  });

  test.each([
    ['a blank line and a comment before the first key', 'checks: []\n\n# why\ntitle: T\n'],
    ['an empty list', 'checks: []\ntitle: T\n'],
    ['a list over several lines', 'checks: [\n  a, # one\n  b\n]\ntitle: T\n'],
    ['a comment behind all', 'title: T\n# last\n'],
    ['numbers in other notations', 'title: T\noutreach: [{ at: 2026-11-20T10:05:00Z, channel: c, count: 0x10 }]\n'],
    ['texts in every notation', 'importedFrom: |\n  a\n\n  b\ntitle: >-\n  folded\n  text\n'],
  ])('formatting what was formatted changes nothing of %s', (_what, keys) => {
    const raw = `---\n${keys}category: internal\nimpact: major\ncomponents: {}\n---\n## Investigating · 2026-11-20T10:05:00Z\n`;
    const once = formatIncidentText(PATH, raw) ?? '';
    expect(formatIncidentText(PATH, once)).toBe(once);
    expect(parseIncidentFile(PATH, once).file?.frontMatter).toEqual(parseIncidentFile(PATH, raw).file?.frontMatter);
    for (const comment of raw.match(/# .*/g) ?? []) expect(once).toContain(comment);
  });

  test('keeps what stands in a file however it was written, and its comments', () => {
    fc.assert(
      fc.property(files, (raw) => {
        const formatted = formatIncidentText(PATH, raw);
        if (formatted === undefined) return;
        expect(meaningOf(formatted)).toEqual(meaningOf(raw));
        expect(formatIncidentText(PATH, formatted)).toBe(formatted);
        expect(formatted.match(/# a comment/g)).toHaveLength(2);
      }),
      { numRuns: 300 },
    );
  });
});
