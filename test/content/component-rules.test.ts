import { describe, expect, test } from 'vitest';

import { composeIncident, composeMaintenance } from '../../src/content/compose-entry.ts';
import { parseIncidentFile } from '../../src/content/incident-file.ts';
import { findRepositoryProblems } from '../../src/content/repository-rules.ts';
import { ConfigSchema } from '../../src/schema/config.ts';
import { formatProblem } from '../../src/schema/problems.ts';
import { at } from '../support/builders.ts';
import { composeContext, describeFields, incidentFields } from '../support/compose.ts';

const CONFIG = ConfigSchema.parse({
  page: { name: 'Example', url: 'https://status.example.org' },
  components: [
    { id: 'fax', name: 'Fax', retired: '2026-11-20' },
    { id: 'api', name: 'API' },
  ],
});
const PATH = 'incidents/2026/a.md';

function problemsOf(front: string, ...headings: string[]): string[] {
  const body = headings.map((heading) => `## ${heading}\n`).join('\n');
  const incidents = [parseIncidentFile(PATH, `---\ntitle: T\n${front}\n---\n\n${body}`)];
  expect(incidents.flatMap(({ problems }) => problems)).toEqual([]);
  const now = at('2027-01-01T00:00:00Z');
  return findRepositoryProblems({ config: CONFIG, incidents, postmortems: [], now }).map(formatProblem);
}

const FAX = 'category: internal\nimpact: major\ncomponents: { fax: partial_outage }';
const API = 'category: internal\nimpact: major\ncomponents: { api: partial_outage }';
const retiredAt = (place: string): string =>
  `${PATH}:${place}: warning: The component "fax" was retired before this began: expected a component that is in use, or a later day in its "retired", for example api, got fax, retired: 2026-11-20`;

describe('componentsInUse', () => {
  test.each<[what: string, place: string, file: readonly [front: string, ...headings: string[]]]>([
    ['an incident that begins once it is retired', '5:15', [FAX, 'Investigating · 2026-11-20T00:00:00Z']],
    [
      'a component that joins later',
      '10:1',
      [API, 'Investigating · 2026-11-19T23:00:00Z', 'Identified · 2026-11-20T01:00:00Z · fax: major_outage'],
    ],
    [
      'a maintenance that is planned for then',
      '4:19',
      [
        'kind: maintenance\ncomponents: [api, fax]\nscheduled: { from: 2026-11-20T00:00:00Z, until: 2026-11-20T01:00:00Z }',
        'Scheduled · 2026-11-01T10:00:00Z',
      ],
    ],
    ['an announcement', '4:14', ['kind: announcement\ncomponents: [fax]', 'Announced · 2026-12-01T00:00:00Z']],
  ])('warns of %s', (_, place, file) => {
    expect(problemsOf(...file)).toEqual([retiredAt(place)]);
  });

  test.each([
    ['began while it was in use', FAX, ['Investigating · 2026-11-19T23:59:59Z', 'Resolved · 2026-11-20T02:00:00Z']],
    [
      'really began while it was in use',
      `${FAX}\nstartedAt: 2026-11-19T22:00:00Z\nstartedBecause: log`,
      ['Investigating · 2026-11-20T00:10:00Z'],
    ],
    [
      'changes it once more after that',
      FAX,
      ['Investigating · 2026-11-19T23:00:00Z', 'Monitoring · 2026-11-21T00:00:00Z · fax: operational'],
    ],
    ['is about others', API, ['Investigating · 2026-12-01T00:00:00Z']],
  ])('says nothing of what %s', (_, front, headings) => {
    expect(problemsOf(front, ...headings)).toEqual([]);
  });

  test('is told by its field when something new is composed', () => {
    const context = { ...composeContext(), config: CONFIG, now: at('2026-11-20T10:05:00Z') };
    const incident = composeIncident(incidentFields({ components: [{ id: 'fax', status: 'major_outage' }] }), context);
    expect(incident.text).toBeDefined();
    expect(describeFields(incident)).toEqual([
      expect.stringMatching(/^components: The component "fax" was retired before this began: /),
    ]);
    const [from, until] = ['2026-11-21T00:00:00Z', '2026-11-21T01:00:00Z'];
    const maintenance = composeMaintenance({ title: 'Upgrade', components: ['Fax'], from, until }, context);
    expect(describeFields(maintenance)).toEqual([expect.stringMatching(/^components: The component "fax" was/)]);
  });
});

describe('a message of which nothing is shown', () => {
  test.each(['<!-- nobody reads this -->', '&nbsp;', '\u200B'])('is refused as a text: %j', (message) => {
    const { text, problems } = composeIncident(incidentFields({ message }), composeContext());
    expect({ text, rules: problems.map(({ field, message: what }) => [field, what]) }).toEqual({
      text: undefined,
      rules: [['message', 'Cannot tell people nothing']],
    });
    const window = { from: '2026-12-06T02:00:00Z', until: '2026-12-06T04:00:00Z' };
    const maintenance = { title: 'Upgrade', components: ['api'], ...window, message };
    expect(composeMaintenance(maintenance, composeContext()).text).toBeUndefined();
  });
});
