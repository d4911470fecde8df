import { describe, expect, it } from 'vitest';

import { parseIncidentFile } from '../../../src/content/incident-file.ts';
import { renderMarkdown } from '../../../src/content/html.ts';
import { parseCstateHistory } from '../../../src/importers/cstate/history.ts';
import { planCstateImport } from '../../../src/importers/cstate/plan.ts';

function importPost(...lines: string[]) {
  const files = [{ path: 'content/issues/a.md', text: lines.join('\n') }];
  const plan = planCstateImport(parseCstateHistory({ files }), { target: { files: [] }, name: 'old', undatedAt: 0 });
  const [made] = plan.files;
  const file = made === undefined ? undefined : parseIncidentFile(made.path, made.text).file;
  return { introduction: file?.introduction, kinds: plan.decisions.map((decision) => decision.kind), text: made?.text };
}

const HEAD = ['title: a', 'date: 2024-01-10T08:00:00Z', 'resolvedWhen: 2024-01-10T09:00:00Z', 'resolved: true'];

describe('planCstateImport(), what has no place', () => {
  it('stays verbatim in the file, in the order of the source, where no reader sees it', () => {
    const { introduction = '' } = importPost(
      '---',
      ...HEAD,
      'author: Bob "B" Builder # who',
      'severity: awful',
      'tags:',
      '  - one',
      '  - two',
      '# TODO: ask Ann',
      'pin: true',
      '---',
      'Body.',
    );
    expect(introduction).toBe(
      [
        '<!-- From the imported file:',
        'author: Bob "B" Builder',
        '# who',
        'severity: awful',
        'tags:',
        '  - one',
        '  - two',
        '# TODO: ask Ann',
        'pin: true',
        '-->',
      ].join('\n'),
    );
    expect(renderMarkdown(introduction).trim()).toBe('');
  });

  it('cannot end the comment in which it stands', () => {
    const { introduction = '' } = importPost(
      '---',
      ...HEAD,
      'x: a --> b',
      'y: "--!> c"',
      'z: "<!-- d"',
      '---',
      'Body.',
    );
    expect(introduction).toContain('x: a -- > b\ny: "-- !> c"\nz: "<!-- d"');
    expect(renderMarkdown(introduction).trim()).toBe('');
  });

  it.each([
    ['title: "Caf\\u00e9 \\"x\\""', 'title: Café "x"'],
    ["title: 'don''t'", "title: don't"],
  ])('is no word of the title %j, whose escapes are read', (title, expected) => {
    const { kinds, text, introduction } = importPost('---', ...HEAD.slice(1), title, 'severity: down', '---', 'Body.');
    expect(text).toContain(expected);
    expect([introduction, kinds.includes('not-kept-word')]).toEqual(['', false]);
  });

  it('is nothing for a post whose every field has a meaning', () => {
    expect(importPost('---', ...HEAD, 'severity: down', 'affected: [API]', '---', 'Body.').introduction).toBe('');
  });
});

describe('planCstateImport(), what the reader of our files would refuse', () => {
  it.each([
    ['marks of a merge', '<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other'],
    ['control characters', 'a\u0007b\uFFFEc'],
    ['a date after all of its updates', '*Resolved* - All good. {{< track "2024-01-10 07:50:00" >}}'],
  ])('is written with %s all the same', (_what, body) => {
    expect(importPost('---', ...HEAD, 'severity: down', '---', body).introduction).toBe('');
  });

  it('is kept beside a short file where it is too involved', () => {
    const text = `---\n${HEAD.join('\n')}\nseverity: down\n---\n${'> '.repeat(3_000)}deep\n`;
    const history = parseCstateHistory({ files: [{ path: 'content/issues/a.md', text }] });
    const plan = planCstateImport(history, { target: { files: [] }, name: 'old', undatedAt: 0 });
    const [made] = plan.files;
    expect(parseIncidentFile(made?.path ?? '', made?.text ?? '').problems).toEqual([]);
    expect(made?.text).toContain('It is kept as it was in imported-pages/content/issues/a.md.');
    expect(plan.asides).toEqual([{ path: 'imported-pages/content/issues/a.md', text, from: 'content/issues/a.md' }]);
    expect(plan.decisions.map((decision) => decision.kind)).toContain('form-refused');
  });
});
