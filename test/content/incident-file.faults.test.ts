import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseIncidentFile } from '../../src/content/incident-file.ts';
import { formatProblem } from '../../src/schema/problems.ts';

const PATH = 'incidents/2026/2026-11-20-api-errors.md';
describe('what is wrong in one file', () => {
  const BODY = '## Investigating · 2026-11-20T10:05:00Z\n';
  const front = (lines: string): string => `---\n${lines}\n---\n\n`;
  const GOOD = 'title: T\ncategory: internal\nimpact: major\ncomponents: { api: partial_outage }';

  test.each([
    [
      'no front matter',
      'Just text.\n',
      [
        '1:1 Cannot find the front matter: expected a file that begins with YAML between two lines "---", for example "---\\ntitle: Slow answers\\n---", got "Just text."',
      ],
    ],
    [
      'an open fence',
      '---\ntitle: T\n',
      [
        '3:1 Cannot find the end of the front matter: expected a file that begins with YAML between two lines "---", for example "---\\ntitle: Slow answers\\n---", got the end of the file. Write "---" in a line of its own before the text.',
      ],
    ],
    [
      'a missing key',
      `${front('title: T\ncategory: internal\ncomponents: {}')}${BODY}`,
      [
        '2:1 Cannot find "impact": expected one of none, minor, major, critical, for example impact: major, got nothing',
      ],
    ],
    [
      'a near miss of a value',
      `${front(GOOD.replace('internal', 'internl'))}${BODY}`,
      [
        '3:11 Cannot read "category": expected one of undetermined, upstream, customer, internal, for example category: internal, got "internl". Did you mean "internal"?',
      ],
    ],
    [
      'a wrong type',
      `${front(GOOD.replace('title: T', 'title: [1]'))}${BODY}`,
      ['2:8 Cannot read "title": expected a text, for example title: Elevated errors on the public API, got [1]'],
    ],
    [
      'a time without a zone',
      `${front(`${GOOD}\nstartedAt: 2026-11-20 10:00\nstartedBecause: log`)}${BODY}`,
      [
        '6:12 Cannot read "startedAt": expected a time with an offset, for example startedAt: 2026-11-20T10:05:00Z, got "2026-11-20 10:00". Say which zone it is: end it with Z, UTC or +01:00.',
      ],
    ],
    [
      'a bad component id',
      `${front(GOOD.replace('api:', 'A_PI:'))}${BODY}`,
      [
        '5:15 Cannot read "components.A_PI": expected an id of small letters, digits and hyphens, for example components: { public-api: partial_outage }, got "A_PI". Did you mean "a-pi"?',
      ],
    ],
    [
      'a duplicate key',
      `${front(`${GOOD}\ntitle: again`)}${BODY}`,
      [
        '6:1 Cannot use a key twice: expected each key once, for example title: Slow answers, got "title: again". Keep one of the two.',
      ],
    ],
    [
      'no update',
      front(GOOD),
      [
        '1:1 Cannot find an update: expected at least one heading with a phase and a time, for example "## Investigating · 2026-11-20T10:05:00Z", got none',
      ],
    ],
    [
      'a text of which nothing is shown',
      `${front(GOOD)}${BODY}\n<!-- what we know -->\n`,
      [
        '8:1 Readers see nothing of the text of this update: expected words that are shown, or no text, for example "We are looking into it.", got "<!-- what we know -->"',
      ],
    ],
    [
      'a critical incident in which everything works',
      `${front(GOOD.replace('major', 'critical').replace('partial_outage', 'operational'))}${BODY}`,
      [
        '5:13 Every component is operational in an incident of impact "critical": expected the status of each that does not work, or a smaller impact, for example api: major_outage, got api: operational',
      ],
    ],
    [
      'resolved first',
      `${front(GOOD)}## Resolved · 2026-11-20T10:05:00Z\n`,
      [
        '8:1 Cannot begin an incident with "Resolved": expected Investigating, Identified or Monitoring first, or "backfilled: true" in the front matter, for example backfilled: true, got Resolved',
      ],
    ],
    [
      'one time twice',
      `${front(GOOD)}${BODY}\n## Monitoring · 2026-11-20T11:05:00+01:00\n`,
      [
        '10:1 Cannot tell two updates with the same time apart: expected a time of its own for each update, for example 2026-11-20T10:05:01Z, got 2026-11-20T10:05:00Z, as in line 8',
      ],
    ],
    [
      'a promise in the past',
      `${front(GOOD)}## Investigating · 2026-11-20T10:05:00Z · next: 2026-11-20T10:00:00Z\n`,
      [
        '8:1 Cannot promise the next update for a time that is past: expected a time after that of the update, for example next: 2026-11-20T10:35:00Z, got 2026-11-20T10:00:00Z',
      ],
    ],
    [
      'confidence without a category',
      `${front(`${GOOD.replace('internal', 'undetermined')}\nconfidence: suspected`)}${BODY}`,
      [
        '6:13 Cannot be confident of a category that is undetermined: expected no "confidence", or another category, for example category: internal, got confidence: suspected',
      ],
    ],
    [
      'a provider of our own fault',
      `${front(`${GOOD}\nprovider: cloud`)}${BODY}`,
      [
        '6:11 Cannot use "provider" here: expected it only with "category: upstream", for example category: upstream, got category: internal',
      ],
    ],
    [
      'a start without a reason',
      `${front(`${GOOD}\nstartedAt: 2026-11-20T10:00:00Z`)}${BODY}`,
      [
        '6:12 Cannot use "startedAt" without "startedBecause": expected both, or neither, and the start is derived, for example startedBecause: first failed request in the access log, got nothing',
      ],
    ],
    [
      'a waiver without a reason',
      `${front(`${GOOD}\npostmortem: waived`)}${BODY}`,
      [
        '6:13 Cannot use "postmortem" without "waiver": expected both "postmortem: waived" and the reason in "waiver", for example waiver: a test system that no customer uses, got nothing',
      ],
    ],
    [
      'a window that ends before it starts',
      `${front('kind: maintenance\ntitle: T\ncomponents: [api]\nscheduled: { from: 2026-11-20T10:00:00Z, until: 2026-11-20T09:00:00Z }')}`,
      [
        '5:49 Cannot end a maintenance before it starts: expected a time after 2026-11-20T10:00:00Z, for example until: 2026-11-20T11:00:00Z, got 2026-11-20T09:00:00Z',
      ],
    ],
    [
      'a recurrence without a zone',
      `${front('kind: maintenance\ntitle: T\ncomponents: [api]\nscheduled: { from: 2026-11-20T10:00:00Z, until: 2026-11-20T11:00:00Z, recurrence: FREQ=WEEKLY }')}`,
      [
        '5:83 Cannot repeat wall-clock times without a time zone: expected "timeZone" beside "recurrence", for example timeZone: Europe/Berlin, got nothing',
      ],
    ],
    [
      'an impact of an announcement',
      `${front('kind: announcement\ntitle: T\nimpact: major')}## Announced · 2026-11-20T10:05:00Z\n`,
      [
        '4:1 Cannot use the key "impact": expected one of title, formerly, backfilled, importedFrom, kind, components, until, for example title: Elevated errors on the public API, got "impact"',
      ],
    ],
    [
      'conflict marks',
      `<<<<<<< HEAD\n${front(GOOD)}${BODY}`,
      [
        '1:1 Cannot read a merge that is not finished: expected one of the two versions, without the marks of the merge, for example the lines of your version alone, got "<<<<<<< HEAD"',
      ],
    ],
    [
      'a maintenance that does not say so',
      front('title: T\ncomponents: [api]\nscheduled: { from: 2026-11-24T22:00:00Z, until: 2026-11-24T23:30:00Z }'),
      [
        '2:1 Cannot find "kind": expected one of incident, maintenance, announcement, for example kind: maintenance, got nothing',
      ],
    ],
    [
      'a component that is not operational at the end',
      `${front(GOOD)}${BODY}\n## Resolved · 2026-11-20T11:00:00Z · api: partial_outage, web: operational\n`,
      [
        '10:1 Cannot resolve an incident while a component is not operational: expected every component operational, or another phase, for example "## Monitoring · 2026-11-20T11:00:00Z · api: partial_outage", got api: partial_outage. Leave the component out: resolved means that it is operational.',
      ],
    ],
    [
      'a component under maintenance in an incident',
      `${front(GOOD.replace('partial_outage', 'under_maintenance'))}${BODY.replace('\n', ' · api: under_maintenance\n')}`,
      [
        '5:20 Cannot have a component under maintenance in an incident: expected one of operational, degraded_performance, partial_outage, major_outage, for example api: degraded_performance, got api: under_maintenance. Planned work is a file of its own with "kind: maintenance".',
        '8:1 Cannot have a component under maintenance in an incident: expected one of operational, degraded_performance, partial_outage, major_outage, for example api: degraded_performance, got api: under_maintenance. Planned work is a file of its own with "kind: maintenance".',
      ],
    ],
    [
      'an update that is a heading of another level',
      `${front(GOOD)}${BODY.replace('## ', '### ')}`,
      [
        '8:1 Cannot read this as an update: expected an update to begin its line with two "#" and a space, for example "## Investigating · 2026-11-20T10:05:00Z", got "### Investigating · 2026-11-20T10:05:00Z"',
      ],
    ],
    [
      'updates out of order',
      `${front(GOOD)}## Identified · 2026-11-20T10:20:00Z\n\n${BODY}`,
      [
        '10:1 This update stands after a later one: expected updates oldest first, for example the newest at the end of the file, got 2026-11-20T10:05:00Z after 2026-11-20T10:20:00Z. Run "npm run candor -- format" to sort them.',
      ],
    ],
  ])('%s', (_what, raw, expected) => {
    const told = parseIncidentFile(PATH, raw).problems.map(formatProblem);
    expect(told.map((problem) => problem.replace(`${PATH}:`, '').replace(/: (error|warning):/, ''))).toEqual(expected);
  });

  test('code in front matter is refused and never run', () => {
    for (const language of ['js', 'javascript', 'JS', ' js', 'coffee', 'json', 'toml']) {
      const raw = `---${language}\nglobalThis.ran = true; module.exports = { title: 'x' }\n---\n`;
      const { file, problems } = parseIncidentFile(PATH, raw);
      expect(file).toBeUndefined();
      expect(problems.map(({ rule }) => rule)).toEqual(['front-matter-fence']);
    }
    expect(Reflect.get(globalThis, 'ran')).toBeUndefined();
  });

  test('reading the same broken file twice finds the same problems twice', () => {
    const raw = '---\ntitle: [\n---\n';
    expect(parseIncidentFile(PATH, raw).problems).toEqual(parseIncidentFile(PATH, raw).problems);
    expect(parseIncidentFile(PATH, raw).problems).not.toEqual([]);
  });

  test('any text gives problems or a file, and never throws', () => {
    const pieces = fc.constantFrom(
      '---\n',
      'title: x\n',
      'components:\n',
      '  api: ',
      '{',
      '[',
      '&a ',
      '*a',
      '## ',
      'Resolved',
      ' · ',
      '2026-11-20T10:05:00Z',
      '\r\n',
      '\t',
      '|',
      '>',
      '!!js/function',
      '```',
      '\u0000',
      '🙂',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 20 }), (parts) => {
        const { file, problems } = parseIncidentFile(PATH, parts.join(''));
        expect(file !== undefined || problems.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
