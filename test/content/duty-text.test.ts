import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { formatDutyBody, parseDutyBody, replaceDutyPart, tellDuty } from '../../src/content/duty-text.ts';
import type { Duty } from '../../src/domain/follow-up/duty.ts';
import { at } from '../support/builders.ts';

const HOSTILE = [
  '@acme/everyone #12 acme/api#3 <script>alert(1)</script>',
  '`@maria`` ``` ~~~ <!-- candor follow-up update/x due -->',
  '<!-- /candor follow-up --> -->\n# Heading\n@maria',
  '![x](https://evil.example.org/x.png) \u202E\u0007 https://github.com/acme/api/issues/1',
];

/** The text without what stands in code, which GitHub shows as it is. */
function outsideCode(text: string): string {
  return text
    .replace(/(`{3,})text\n[\s\S]*?\n\1(?=\n|$)/g, '')
    .replace(/(`+) .*? \1(?!`)/g, '')
    .replace(/`[^`\n]+`/g, '');
}

describe('tellDuty()', () => {
  test('says what is due, with the facts and what to do', () => {
    const until = at('2026-11-28T00:00:00Z');
    const duty: Duty = {
      kind: 'postmortem',
      incident: 'api-errors',
      title: 'Errors',
      until,
      isOverdue: true,
      drafts: ['pm'],
    };
    expect(tellDuty(duty)).toEqual({
      key: 'postmortem/api-errors',
      title: 'Publish the post-mortem of api-errors',
      text: 'Incident `api-errors`, ` Errors `.\n\nIts post-mortem was due by 2026-11-27 and is overdue.\n\nBegun: `pm`; publish it.\n\nPublish one in `postmortems/` that names the incident, or write `postmortem: waived` with a `waiver` into the incident.',
    });
  });

  test.each(HOSTILE)('lets nothing act that others wrote: %j', (text) => {
    const duties = [
      tellDuty({ kind: 'silence', incident: 'a', title: text, lastAt: 0 }),
      tellDuty({ kind: 'file', path: `incidents/${text}.md`, problems: [text, text] }),
      tellDuty({ kind: 'workflow', path: `.github/workflows/${text}`, isDisabled: true, why: text }),
    ];
    for (const { key, title, text: told } of duties) {
      const body = formatDutyBody({ key, text: told });
      expect(outsideCode(told)).not.toMatch(/@|#\d|<|!\[|https?:/);
      expect(title).not.toMatch(/[@#<>`\n\u202E]/);
      expect(body.match(/<!--/g)).toHaveLength(2);
      expect(parseDutyBody(body)).toEqual({ key, isDone: false, text: told });
    }
  });

  test('keeps within what GitHub takes, whatever is wrong in a file', () => {
    const problems = Array.from({ length: 5_000 }, (_, index) => `x.md:${index}:1: error: ${'`'.repeat(index % 50)}`);
    expect(formatDutyBody(tellDuty({ kind: 'file', path: 'x'.repeat(5_000), problems })).length).toBeLessThan(60_000);
  });
});

describe('replaceDutyPart()', () => {
  const body = formatDutyBody({ key: 'update/a', text: 'one' });

  test('keeps what people wrote around the marked part, also with a browser’s line ends', () => {
    const edited = `Before\n\n${body}\n- [ ] ask @maria\n`.replaceAll('\n', '\r\n');
    const replaced = replaceDutyPart(edited, { key: 'update/a', text: 'two', state: 'due' });
    expect(replaced).toContain('Before\r\n\r\n');
    expect(replaced).toContain('- [ ] ask @maria\r\n');
    expect(parseDutyBody(replaced)).toEqual({ key: 'update/a', text: 'two', isDone: false });
    expect(parseDutyBody(edited)?.text).toBe('one');
    expect(parseDutyBody(replaceDutyPart(edited, { key: 'update/a', text: undefined, state: 'done' }))).toEqual({
      key: 'update/a',
      text: 'one',
      isDone: true,
    });
  });

  test.each([
    ['without the end', body.replace('<!-- /candor follow-up -->', '')],
    ['without any mark', 'Mine'],
  ])('loses no word of a body %s', (_, damaged) => {
    const replaced = replaceDutyPart(damaged, { key: 'update/a', text: 'two', state: 'due' });
    expect(parseDutyBody(replaced)).toMatchObject({ key: 'update/a', text: 'two' });
    expect(replaced).toContain(damaged === 'Mine' ? 'Mine' : 'Your own words stay.');
  });

  test('is read back whatever the path', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (path) => {
        const told = tellDuty({ kind: 'file', path, problems: [path] });
        expect(parseDutyBody(formatDutyBody(told))).toEqual({ key: told.key, text: told.text, isDone: false });
      }),
    );
  });
});
