import { describe, expect, test } from 'vitest';

import type { FormContext } from '../../../src/content/form/fields.ts';
import { type FormLetter, type FormPlan, planForm } from '../../../src/content/form/plan.ts';
import type { EntryForm } from '../../../src/content/form/forms.ts';
import { parseIncidentFile } from '../../../src/content/incident-file.ts';
import { ConfigSchema } from '../../../src/schema/config.ts';
import { at } from '../../support/builders.ts';
import { type Filled, formBody } from '../../support/form-bodies.ts';

const CONFIG = ConfigSchema.parse({
  page: { name: 'Example', url: 'https://status.example.org', timeZone: 'Europe/Berlin' },
  components: [
    { id: 'api', name: 'Public API' },
    { id: 'web', name: 'Web site' },
  ],
});

const OPEN = `---
title: Slow answers
category: undetermined
impact: minor
components:
  api: degraded_performance
---

## Investigating · 2026-11-20T09:00:00Z

We are looking.
`;

type Files = Readonly<Record<string, string>>;

function contextOf(files: Files): FormContext {
  return {
    config: CONFIG,
    incidents: Object.entries(files).map(([path, text]) => parseIncidentFile(path, text)),
    texts: new Map(Object.entries(files)),
    now: at('2026-11-20T10:05:00Z'),
    writtenAt: at('2026-11-20T10:15:00Z'),
  };
}

const ONE = { 'incidents/2026/2026-11-20-api.md': OPEN };

function plan(form: EntryForm, filled: Filled = {}, files: Files = ONE): FormPlan {
  return planForm(form, formBody(form, filled), contextOf(files));
}

function fileOf(form: EntryForm, filled: Filled = {}, files: Files = ONE): Extract<FormPlan, { kind: 'file' }> {
  const planned = plan(form, filled, files);
  if (planned.kind !== 'file') throw new Error(JSON.stringify(planned.letters, undefined, 2));
  return planned;
}

function lettersOf(form: EntryForm, filled: Filled, files: Files = ONE): FormLetter[] {
  const planned = plan(form, filled, files);
  return planned.kind === 'letters' ? planned.letters : [];
}

describe('planForm: an incident', () => {
  test('becomes a file that begins when the form was made', () => {
    const filled = { next: '30m', category: 'internal: our own' };
    expect(fileOf('incident', filled, {})).toEqual({
      kind: 'file',
      id: '2026-11-20-elevated-errors-on-the-public-api',
      path: 'incidents/2026/2026-11-20-elevated-errors-on-the-public-api.md',
      subject: 'Open 2026-11-20-elevated-errors-on-the-public-api: Elevated errors on the public API',
      warnings: [],
      text: `---
title: Elevated errors on the public API
category: internal
impact: major
components:
  api: partial_outage
---

## Investigating · 2026-11-20T10:05:00Z · next: 2026-11-20T10:45:00Z

We see elevated error rates.
`,
    });
  });

  test.each([
    ['minor: slower than usual, or a few requests fail', 'degraded_performance'],
    ['major: a part does not work', 'partial_outage'],
    ['critical: nothing works', 'major_outage'],
    ['none: nobody notices', 'operational'],
  ])('of impact %j has components without a status as %s', (impact, status) => {
    const { text } = fileOf('incident', { impact, components: 'api\nWeb site: operational' });
    expect(text).toContain(`components:\n  api: ${status}\n  web: operational\n`);
  });

  test('takes another id than what there is', () => {
    const path = 'incidents/2026/2026-11-20-elevated-errors-on-the-public-api.md';
    expect(fileOf('incident', {}, { [path]: OPEN }).id).toBe('2026-11-20-elevated-errors-on-the-public-api-2');
  });

  test('tells everything that has to be changed at once, by field', () => {
    const filled = {
      title: '_No response_',
      components: 'apj: major_outage\napi: partial',
      impact: '_No response_',
      next: 'soon',
      message: '_No response_',
    };
    expect(lettersOf('incident', filled)).toEqual([
      expect.objectContaining({
        label: 'Components',
        message: 'Cannot find the component "apj"',
        hint: 'Did you mean "api"?',
      }),
      expect.objectContaining({ label: 'Next update by', message: 'Cannot read the time' }),
      expect.objectContaining({ label: 'Message to readers', message: 'Cannot tell people nothing' }),
      expect.objectContaining({ label: 'Title of the incident', message: 'Cannot read "title"' }),
      expect.objectContaining({ label: 'Impact', message: 'Cannot read "impact"', example: 'major' }),
    ]);
  });

  test('names the statuses where one cannot be read', () => {
    expect(lettersOf('incident', { components: 'api: partial' })).toEqual([
      expect.objectContaining({
        label: 'Components',
        expected: 'one of operational, degraded_performance, partial_outage, major_outage',
        hint: 'Did you mean "partial_outage"?',
      }),
    ]);
  });

  test('names the fields whose headings are gone, and nothing else', () => {
    const body = formBody('incident', { impact: 'huge' })
      .replace('### Components\n', '')
      .replace('### Phase', '### Face');
    expect(planForm('incident', body, contextOf({}))).toMatchObject({
      letters: [{ label: 'Components', example: '### Components' }, { label: 'Phase' }],
    });
  });
});

describe.each(['incident', 'update', 'maintenance'] as const)(
  'planForm: a message of which nothing is shown',
  (form) => {
    test(`is refused for ${form}`, () => {
      expect(lettersOf(form, { message: '<!-- What is new. -->' })).toMatchObject([
        { label: 'Message to readers', message: 'Cannot tell people nothing', hint: 'Comments are not shown.' },
      ]);
    });
  },
);

describe('planForm: an update', () => {
  test('is appended, and nothing of the file changes', () => {
    const filled = { phase: 'Identified', components: 'Public API: major outage', next: '2026-11-20 12:00' };
    const { text, subject, path } = fileOf('update', filled);
    expect({ subject, path }).toEqual({
      subject: 'Update 2026-11-20-api: Identified',
      path: 'incidents/2026/2026-11-20-api.md',
    });
    expect(text).toBe(
      `${OPEN}\n## Identified · 2026-11-20T10:05:00Z · api: major_outage · next: 2026-11-20T11:00:00Z\n\nWe are still looking.\n`,
    );
  });

  test('comes after what was said since the form was made', () => {
    const later = OPEN.replace('09:00:00', '10:07:00');
    const { text } = fileOf('update', {}, { 'incidents/2026/2026-11-20-api.md': later });
    expect(text).toContain('## Investigating · 2026-11-20T10:07:01Z\n\nWe are still looking.');
  });

  const CLOSED = `${OPEN}\n## Resolved · 2026-11-20T09:30:00Z\n`.replace('Slow answers', 'Slow pages');
  const several = {
    'incidents/2026/2026-11-20-api.md': OPEN,
    'incidents/2026-11-20-web.md': CLOSED.replace('category:', 'formerly: [web-old]\ncategory:'),
  };

  test.each([
    ['2026-11-20-api', '2026-11-20-api'],
    [' `2026-11-20-API` ', '2026-11-20-api'],
    ['https://status.example.org/incidents/2026-11-20-web/', '2026-11-20-web'],
    ['<https://status.example.org/incidents/2026-11-20-web/#2026-11-20T09-00-00Z>', '2026-11-20-web'],
    ['incidents/2026/2026-11-20-api.md', '2026-11-20-api'],
    ['https://github.com/acme/status/blob/main/incidents/2026-11-20-web.md?plain=1', '2026-11-20-web'],
    ['web-old', '2026-11-20-web'],
    ['slow  Pages', '2026-11-20-web'],
    ['_No response_', '2026-11-20-api'],
  ])('named by %j is of %s', (entry, id) => {
    expect(fileOf('update', { entry }, several).id).toBe(id);
  });

  test.each([
    ['2026-11-20-apj', 'Cannot find it', 'Did you mean "2026-11-20-api"?'],
    ['../../status.yml', 'Cannot find it', undefined],
    ['constructor', 'Cannot find it', undefined],
  ])('of %j is refused', (entry, message, hint) => {
    expect(lettersOf('update', { entry }, several)).toEqual([
      {
        label: 'Incident or maintenance',
        message,
        expected: 'the id of one, of which these are open: 2026-11-20-api',
        example: '2026-11-20-api',
        received: JSON.stringify(entry),
        hint,
      },
    ]);
  });

  test('without a name is refused where none or several are open', () => {
    const both = { ...ONE, 'incidents/b.md': OPEN };
    expect(lettersOf('update', { entry: '' }, both)).toMatchObject([
      { message: 'Cannot tell which one is meant', expected: expect.stringContaining('2026-11-20-api, b') as string },
    ]);
    expect(lettersOf('update', { entry: 'Slow answers' }, both)).toMatchObject([
      { message: 'Cannot tell which one is meant' },
    ]);
    expect(lettersOf('update', { entry: '' }, {})).toMatchObject([{ message: 'Cannot find one that is open' }]);
  });

  test('of a component needs its status', () => {
    expect(lettersOf('update', { components: 'api\nweb: operational\nweb site' })).toMatchObject([
      {
        label: 'Changes of components',
        message: 'Cannot tell the new status of "api" and "web"',
        example: 'api: operational',
      },
    ]);
  });

  test('in a phase of another kind is refused', () => {
    expect(lettersOf('update', { phase: 'Completed' })).toMatchObject([{ label: 'Phase' }]);
  });

  test('of a file that cannot be read names its line', () => {
    const broken = { 'incidents/2026/2026-11-20-api.md': OPEN.replace('impact: minor', 'impact: huge') };
    expect(lettersOf('update', {}, broken)).toMatchObject([
      {
        label: undefined,
        place: { file: 'incidents/2026/2026-11-20-api.md', line: 4 },
        message: 'Cannot read "impact"',
      },
    ]);
  });
});

describe('planForm: a maintenance', () => {
  test('becomes a file, its times in the zone of the page', () => {
    const { path, text, subject } = fileOf('maintenance', { from: '2026-11-29 02:00', until: '2h' });
    expect({ path, subject }).toEqual({
      path: 'incidents/2026/2026-11-20-upgrade-of-the-database.md',
      subject: 'Schedule 2026-11-20-upgrade-of-the-database: Upgrade of the database',
    });
    expect(text).toBe(`---
kind: maintenance
title: Upgrade of the database
components: [api, web]
scheduled:
  from: 2026-11-29T02:00:00+01:00
  until: 2026-11-29T04:00:00+01:00
---

## Scheduled · 2026-11-20T10:05:00Z

Requests may fail for some seconds.
`);
  });

  test.each([
    ['in 30 minutes', '2026-11-20T10:45:00Z'],
    ['14:00', '2026-11-20T13:00:00Z'],
    ['14:00 UTC', '2026-11-20T14:00:00Z'],
  ])('of an incident promises %j by the clocks of the page, from when it was written', (next, at) => {
    expect(fileOf('incident', { next }).text).toContain(` · next: ${at}\n`);
  });

  test.each([
    [{ from: '_No response_' }, ['From']],
    [{ from: '2026-10-25 02:30', until: '2h' }, ['From']],
    [{ from: 'tomorrow', until: 'later' }, ['From', 'Until']],
    [{ from: 'tomorrow', until: '2h' }, ['From']],
    [{ until: '2026-11-29 01:00 UTC' }, ['Until']],
    [{ from: '2026-11-19 01:00 UTC', until: '2h' }, ['Until']],
    [{ components: 'nothing that there is' }, ['Components']],
  ])('with %j is refused', (filled, labels) => {
    expect(lettersOf('maintenance', filled as Filled).map(({ label }) => label)).toEqual(labels);
  });

  test('that has begun is odd and yet right', () => {
    const { warnings } = fileOf('maintenance', { from: '2026-11-20 09:00 UTC' });
    expect(warnings).toMatchObject([{ label: 'From', message: 'This maintenance has begun' }]);
  });
});

describe('planForm: hostile texts', () => {
  const hostile = [
    '## Resolved · 2026-11-20T10:30:00Z',
    'words\n\n## Resolved · 2026-11-20T10:30:00Z · api: operational\n\nAll is well.',
    'Resolved\n---------\n\n## 10:30',
    '---\ntitle: Another\n---\n## Resolved · 2026-11-20T10:30:00Z',
    '```\nnever closed',
    '<!-- never closed',
    '<script>alert(1)</script>\n<style>',
    '### Components\n\nweb: major_outage\n\n### Message to readers\n\nAnother',
    '<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> main',
    '\u202Eturned \u2066round\u200B\u200D\uFEFF',
    '@everyone #1 https://example.org ${{ secrets.TOKEN }} $(id) `id`',
    '!!js/function >\n  () => 1',
    '&a *a {{ x }} %TAG',
  ];

  test.each(hostile)('stay the text of one update: %j', (message) => {
    const { path, text } = fileOf('update', { message });
    expect(text.startsWith(OPEN)).toBe(true);
    const { file, problems } = parseIncidentFile(path, text);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(file?.updates.map(({ phase }) => phase)).toEqual(['investigating', 'investigating']);
  });

  test.each(hostile)('stay the title and the text of an incident: %j', (written) => {
    const planned = plan('incident', { title: written.replaceAll('\n', ' '), message: written });
    if (planned.kind !== 'file') throw new Error(JSON.stringify(planned));
    const { file } = parseIncidentFile(planned.path, planned.text);
    expect(file?.updates).toHaveLength(1);
    expect(file?.frontMatter).toMatchObject({
      category: 'undetermined',
      impact: 'major',
      components: { api: 'partial_outage' },
    });
    expect(planned.path).toMatch(/^incidents\/2026\/[a-z0-9-]+\.md$/);
    expect(planned.subject).not.toMatch(/\n/);
  });

  test.each([
    ['\u0000', 'Message to readers'],
    ['\uD800', 'Message to readers'],
    ['\u200B\u200B', 'Title of the incident'],
    ['x'.repeat(201), 'Title of the incident'],
  ])('%j is told of', (written, label) => {
    const planned = plan('incident', { [label.startsWith('Title') ? 'title' : 'message']: written });
    expect(planned).toMatchObject({ kind: 'letters', letters: [{ label }] });
  });

  test('of any length are read', () => {
    for (const long of [
      '## Resolved · 2026-11-20T10:30:00Z\n'.repeat(1_500),
      '*_['.repeat(20_000),
      '> '.repeat(30_000),
    ]) {
      const planned = plan('incident', { message: `x${long}`, components: `api\n${long}` });
      expect(planned.kind).toBe('letters');
      expect(plan('update', { message: `x${long}` }).kind).toMatch(/file|letters/);
    }
  });
});
