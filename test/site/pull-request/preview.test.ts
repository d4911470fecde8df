import { describe, expect, test } from 'vitest';

import type { Problem } from '../../../src/schema/problems.ts';
import { type ContentPreview, PREVIEW_LIMITS, PreviewSchema } from '../../../src/schema/preview.ts';
import type { Entry, SiteContent } from '../../../src/site/site-content.ts';
import { type ContentChange, planPreview } from '../../../src/site/pull-request/preview.ts';
import {
  at,
  makeComponent,
  makeConfig,
  makeContent,
  makeIncident,
  makeMaintenance,
  makePostmortem,
  makePostmortems,
  makeUpdate,
} from '../../support/builders.ts';

const PATH = 'incidents/2026/api-errors.md';
const FIRST = makeUpdate('2026-11-22T10:05:00Z', {
  text: 'We *see* errors.\n\n- one\n- two',
  nextUpdateBy: at('2026-11-22T11:30:00Z'),
});
const RESOLVED = makeUpdate('2026-11-22T10:35:00Z', { phase: 'resolved', text: 'It works.' });
const CONFIG = makeConfig({
  components: [{ id: 'api', name: 'Public API', since: '2026-11-01' }],
  channels: [{ id: 'ops', type: 'slack', url: 'https://hooks.example.org/T0/secret' }],
});
const incident = (overrides: Parameters<typeof makeIncident>[0] = {}): Entry =>
  makeIncident({ updates: [FIRST], ...overrides });
const content = (entries: Entry[], overrides: Partial<SiteContent> = {}): SiteContent =>
  makeContent({ config: CONFIG, entries, ...overrides });

function plan(change: Partial<ContentChange>): ContentPreview {
  const preview = planPreview({
    ...{ before: content([]), after: content([]), touched: [PATH], present: new Set([PATH]), problems: [] },
    ...change,
  });
  expect(PreviewSchema.parse(JSON.parse(JSON.stringify(preview)))).toEqual(preview);
  return preview;
}

describe('planPreview() of an incident', () => {
  test('that is new shows it as its page will', () => {
    const preview = plan({ after: content([incident()]) });
    expect(preview.entries).toMatchObject([
      {
        path: PATH,
        kind: 'incident',
        change: 'new',
        title: 'Elevated errors on the public API',
        line: 'Major incident · Investigating · Public API',
        updates: [
          {
            change: 'new',
            heading: 'Investigating · 22 Nov 2026, 10:05\u00A0UTC',
            states: ['Public API: Partial outage'],
            text: 'We see errors.\n• one\n• two',
            promise: 'Next update by 22 Nov 2026, 11:30\u00A0UTC',
          },
        ],
      },
    ]);
    expect(preview.verdict).toEqual({
      before: 'All systems operational.',
      after: 'Public API is partly down. We are looking into it; next update by 11:30\u00A0UTC.',
    });
    expect(preview).toMatchObject({ customersOf: ['Public API'], channels: [{ id: 'ops', events: ['opened'] }] });
    expect(preview.uptime).toEqual([
      {
        component: 'Public API',
        before: '100%',
        after: '99.96%',
        differences: ['Partial outage: 40 minutes more'],
        goesOn: true,
      },
    ]);
  });

  test('that ends shows the new update and what that changes alone', () => {
    const preview = plan({ before: content([incident()]), after: content([incident({ updates: [FIRST, RESOLVED] })]) });
    expect(preview.entries[0]?.change).toBe('changed');
    expect(preview.entries[0]?.updates.map(({ change, heading }) => [change, heading.split(' ')[0]])).toContainEqual([
      'new',
      'Resolved',
    ]);
    expect(preview.channels).toEqual([{ id: 'ops', type: 'slack', events: ['resolved'] }]);
    expect(preview.uptime).toMatchObject([{ differences: ['Partial outage: 10 minutes less'], goesOn: false }]);
    expect(preview.verdict.after).toBe('All systems operational.');
  });

  test('whose words are mended tells nobody again', () => {
    const mended = incident({ updates: [{ ...FIRST, text: 'We saw errors.' }], title: 'Errors' });
    const preview = plan({ before: content([incident()]), after: content([mended]) });
    expect(preview.entries).toMatchObject([
      {
        facts: [{ term: 'Title', before: 'Elevated errors on the public API', after: 'Errors' }],
        updates: [{ change: 'changed', text: 'We saw errors.' }],
      },
    ]);
    expect(preview).toMatchObject({ channels: [], customersOf: [], uptime: [] });
  });

  test('that is taken away says so and gives back the time', () => {
    const preview = plan({ before: content([incident()]), present: new Set() });
    expect(preview.entries).toMatchObject([{ change: 'removed', updates: [], facts: [] }]);
    expect(preview).toMatchObject({ channels: [], uptime: [{ before: '99.96%', after: '100%' }] });
  });

  test('that moves to another folder is one', () => {
    const old = 'incidents/api-errors.md';
    const both = content([incident()]);
    const preview = plan({ before: both, after: both, touched: [PATH, old].sort() });
    expect(preview.entries.map(({ path, change }) => [path, change])).toEqual([[PATH, 'changed']]);
  });

  test('that is renamed is one, and its updates are not new', () => {
    const renamed = incident({ id: 'errors', formerly: ['api-errors'] });
    const preview = plan({
      ...{ before: content([incident()]), after: content([renamed]) },
      ...{ touched: [PATH, 'incidents/2026/errors.md'], present: new Set(['incidents/2026/errors.md']) },
    });
    expect(preview.entries).toMatchObject([{ path: 'incidents/2026/errors.md', change: 'changed', updates: [] }]);
    expect(preview.channels).toEqual([]);
  });

  test('that cannot be read says that readers see an earlier one', () => {
    const broken = { path: PATH, id: 'api-errors', title: 'T', shownCommit: 'a'.repeat(40), problems: ['x'] };
    const both = content([incident()]);
    const preview = plan({ before: both, after: content([incident()], { broken: [broken] }) });
    expect(preview.entries).toMatchObject([{ change: 'unreadable', updates: [] }]);
    expect(preview.channels).toEqual([]);
  });
});

describe('planPreview()', () => {
  test('shows a maintenance ahead without counting it', () => {
    const maintenance = makeMaintenance(at('2026-11-22T10:45:00Z'));
    const path = 'incidents/2026/database-upgrade.md';
    const preview = plan({ after: content([maintenance]), touched: [path], present: new Set([path]) });
    expect(preview.entries).toMatchObject([
      { kind: 'maintenance', change: 'new', line: 'Maintenance · Scheduled · Public API' },
    ]);
    expect(preview).toMatchObject({ channels: [{ events: ['maintenance'] }], uptime: [] });
    expect(preview.verdict.after).toBe(preview.verdict.before);
  });

  test('shows a post-mortem that is published, and nothing of a draft', () => {
    const path = 'postmortems/2026/api-errors.md';
    const change = { touched: [path], present: new Set([path]) };
    const published = content([incident()], { postmortems: makePostmortems(makePostmortem({ body: 'It *was* us.' })) });
    const preview = plan({ ...change, before: content([incident()]), after: published });
    expect(preview.entries).toMatchObject([
      {
        kind: 'postmortem',
        change: 'new',
        facts: [
          { term: 'Title', after: 'Elevated errors on the public API' },
          { term: 'Summary', after: 'A third of API requests failed.' },
          { term: 'Text', after: 'It was us.' },
        ],
      },
    ]);
    expect(preview.channels).toEqual([{ id: 'ops', type: 'slack', events: ['postmortem'] }]);
    expect(plan(change)).toMatchObject({ entries: [], channels: [] });
  });

  test('tells what it can where no page could be made before, or can be made after', () => {
    expect(plan({ before: undefined, after: content([incident()]) }).verdict).toEqual({
      after: 'Public API is partly down. We are looking into it; next update by 11:30\u00A0UTC.',
    });
    expect(plan({ after: undefined })).toMatchObject({ entries: [], verdict: { before: 'All systems operational.' } });
  });

  test('tells the errors first, of warnings those of the touched files, and no value of status.yml', () => {
    const problem = (file: string, severity: Problem['severity']): Problem => ({
      ...{ severity, file, line: 3, column: 1, rule: 'r', message: 'Cannot read "url"' },
      ...{ expected: 'a URL', example: 'x', received: '"xoxb-secret"' },
    });
    const { problems } = plan({
      touched: [PATH],
      problems: [
        problem('incidents/2026/other.md', 'warning'),
        problem(PATH, 'warning'),
        problem('status.yml', 'error'),
      ],
    });
    expect(problems).toEqual([
      { severity: 'error', file: 'status.yml', line: 3, text: 'Cannot read "url": expected a URL' },
      {
        severity: 'warning',
        file: PATH,
        line: 3,
        text: 'Cannot read "url": expected a URL, for example x, got "xoxb-secret"',
      },
    ]);
  });

  test('has no more than there is room for, and counts the rest', () => {
    const many = Array.from({ length: 50 }, (_, index) => index);
    const updates = many.map((index) =>
      makeUpdate(new Date(at('2026-11-22T01:00:00Z') + index * 60_000).toISOString(), { text: '🔥'.repeat(2_000) }),
    );
    const entries = many.map((index) => incident({ id: `i${index}`, updates, title: 'T'.repeat(5_000) }));
    const components = many.map((index) => makeComponent(`c${index}`, `Component ${index}`));
    const channels = many.map((index) => ({ id: `ops-${index}`, type: 'slack' }));
    const config = makeConfig({
      components: [...components, { id: 'api', name: 'API', since: '2026-11-01' }],
      channels,
    });
    const touched = many.map((index) => `incidents/2026/i${index}.md`);
    const problems = touched.map((file): Problem => ({
      severity: 'error',
      file,
      line: 1,
      column: 1,
      rule: 'r',
      message: 'x'.repeat(9_000),
    }));
    const preview = plan({
      ...{ touched, present: new Set(touched), problems },
      after: makeContent({ config, entries }),
    });
    expect(preview.entries).toHaveLength(PREVIEW_LIMITS.entries);
    expect(preview.entries[0]).toMatchObject({ moreUpdates: 50 - PREVIEW_LIMITS.updates });
    expect(preview.entries[0]?.updates[0]?.text.isWellFormed()).toBe(true);
    expect(preview.more).toEqual({ entries: 30, components: 0, channels: 30, problems: 30 });
  });
});
