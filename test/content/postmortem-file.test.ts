import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  formatPostmortemFile,
  formatPostmortemText,
  parsePostmortemFile,
  type PostmortemFile,
} from '../../src/content/postmortem-file.ts';
import { formatProblem } from '../../src/schema/problems.ts';

const PATH = 'postmortems/2026/2026-11-20-api-errors.md';
const PUBLISHED = `---
incidents: [2026-11-20-api-errors]
status: published
authors: [api-team]
summary: A configuration change removed a backend; a third of API requests failed for 36 minutes.
impact:
  figures:
    - metric: failed requests
      value: 31
      unit: percent
      source: https://example.org/dash/7
trigger:
  kind: config
  text: Removal of a pool entry
  link: https://example.org/pr/12
detection: check
factors:
  - text: The change was not tested against the real pool
    whys:
      - why: Nginx stopped working
        because: an error in a config file
      - why: the error was not noticed
        because: no test covers that setting
    becomes:
      kind: monitor
      check: api-pool
    action: a1
actions:
  - id: a1
    text: Add a check of the pool
    type: detect
    priority: P1
    owner: api-team
    due: 2026-12-01
    issue: acme/api#12
---

What happened, in words.
`;

describe('parsePostmortemFile() and formatPostmortemFile()', () => {
  test('read the documented form and write it back', () => {
    const { file, problems } = parsePostmortemFile(PATH, PUBLISHED);
    expect(problems).toEqual([]);
    expect(file?.body).toBe('What happened, in words.');
    expect(file?.frontMatter.factors[0]?.becomes).toEqual({ kind: 'monitor', check: 'api-pool', existing: false });
    expect(formatPostmortemText(PATH, PUBLISHED)).toBe(PUBLISHED);
  });

  const words = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .map((text) => text.replace(/[\p{Cc}\uFEFF\u2028\u2029]/gu, '').trim())
    .filter((text) => text !== '');
  const files: fc.Arbitrary<PostmortemFile> = fc
    .record({
      summary: words,
      because: words,
      list: fc.array(words, { maxLength: 3 }),
      body: words.filter((text) => !text.startsWith('---')),
    })
    .map(({ summary, because, list, body }) => ({
      frontMatter: {
        incidents: ['2026-11-20-api'],
        status: 'draft',
        authors: list,
        summary,
        factors: [{ text: summary, whys: [{ why: summary, because }], becomes: { kind: 'accepted', reason: because } }],
        timeline: [],
        wentWell: list,
        wentBadly: [],
        lucky: [],
        actions: [],
        supporting: [],
      },
      body,
    }));

  test('are inverse of each other', () => {
    fc.assert(
      fc.property(files, (file) => {
        expect(parsePostmortemFile(PATH, formatPostmortemFile(file)).file).toEqual(file);
      }),
    );
  });
});

describe('what is wrong in one post-mortem', () => {
  test.each([
    [
      'summary: A configuration change removed a backend; a third of API requests failed for 36 minutes.\n',
      '',
      '2:1: error: Cannot publish a post-mortem without "summary": expected "summary", for example summary: A third of API requests failed for 36 minutes., got nothing',
    ],
    [
      'detection: check\n',
      '',
      '2:1: error: Cannot publish a post-mortem without "detection": expected "detection", for example detection: check, got nothing',
    ],
    [
      'authors: [api-team]\n',
      '',
      '2:1: error: Cannot publish a post-mortem without authors: expected at least one person or team, for example authors: [api-team], got none',
    ],
    [
      '    action: a1\n',
      '    action: a2\n',
      '27:13: error: Cannot find the action "a2": expected one of a1, for example action: a1, got a2',
    ],
    [
      '    action: a1\n',
      '',
      '18:5: error: Cannot publish a factor that leads to no action: expected "action" with the id of one in "actions", or "becomes: { kind: accepted, reason: … }", for example action: a1, got nothing',
    ],
    [
      '    issue: acme/api#12\n',
      '',
      '29:5: error: Cannot follow the action "a1" of priority P1 to its end: expected the issue that tracks it, the day on which it was "done", or "declined" with a reason, for example issue: acme/api#12, got nothing',
    ],
    [
      'because: no test covers that setting',
      'because: "@sam forgot"',
      '23:18: warning: This answer names a person: expected a condition that can be changed, for example because: no test covers that setting, got @sam. Ask once more: what made it easy to do, and hard to notice?',
    ],
    [
      'because: no test covers that setting',
      'because: an engineer forgot to test it',
      '23:18: warning: This answer is about a person: expected a condition that can be changed, for example because: no test covers that setting, got an engineer forgot. Ask once more: what made it easy to do, and hard to notice?',
    ],
    [
      '      source: https://example.org/dash/7\n',
      '',
      '8:7: error: Cannot publish the figure "failed requests" without where it comes from: expected "source" with an address at which it can be looked up, for example source: https://example.org/dash/7, got nothing',
    ],
    [
      `impact:
  figures:
    - metric: failed requests
      value: 31
      unit: percent
      source: https://example.org/dash/7
`,
      'impact: {}\n',
      '6:9: warning: This post-mortem does not say what the incident did: expected a figure with its source in "impact", or a text, for example impact: { text: A third of API requests failed }, got nothing',
    ],
    [
      'text: Removal of a pool entry',
      'text: the change was not tested against the real pool',
      '14:9: warning: The trigger and a contributing factor are the same: expected in the trigger what set it off, in the factor what made it possible, for example text: Removal of a pool entry, got "the change was not tested against the real pool" in both',
    ],
    [
      `    whys:
      - why: Nginx stopped working
        because: an error in a config file
      - why: the error was not noticed
        because: no test covers that setting
`,
      '    whys: []\n',
      '19:11: error: Cannot read "factors[0].whys": expected at least one entry, for example whys: [{ why: Nginx stopped working, because: an error in a config file }], got []',
    ],
    [
      'kind: config',
      'kind: magic',
      '13:9: error: Cannot read "trigger.kind": expected one of deploy, config, load, dependency, hardware, expiry, human-process, unknown, for example kind: config, got "magic"',
    ],
    [
      'check: api-pool',
      'checks: api-pool',
      '26:7: error: Cannot use the key "checks" in "factors[0].becomes": expected one of kind, check, existing, for example check: api-health, got "checks". Did you mean "check"?',
    ],
  ])('%j in place of %j', (there, instead, expected) => {
    expect(PUBLISHED).toContain(there);
    const { problems } = parsePostmortemFile(PATH, PUBLISHED.replace(there, instead));
    expect(problems.map(formatProblem)).toContain(`${PATH}:${expected}`);
  });

  test('a draft may miss what a published one must have', () => {
    const draft = '---\nincidents: [2026-11-20-api]\nstatus: draft\n---\n';
    expect(parsePostmortemFile(PATH, draft).problems).toEqual([]);
  });
});
