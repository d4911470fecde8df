import { describe, expect, it } from 'vitest';

import { parseCstateHistory } from '../../../src/importers/cstate/history.ts';
import { planCstateImport } from '../../../src/importers/cstate/plan.ts';

const NOW = Date.UTC(2026, 10, 20);
const PATH = 'content/issues/2024-01-10-mail.md';

const post = (text: string, front = 'date: 2024-01-10T08:00:00Z'): string =>
  `---\ntitle: Mail is down\n${front}\nresolved: true\nseverity: down\n---\n${text}\n`;

interface Run {
  text: string;
  path?: string;
  site?: string;
  now?: number;
  files?: { path: string; text: string }[];
}

function plan({ text, path = PATH, site, now = NOW, files = [] }: Run) {
  const configs = site === undefined ? [] : [{ path: 'config.yml', text: `baseURL: ${site}\n` }];
  const history = parseCstateHistory({ files: [{ path, text }], configs });
  return planCstateImport(history, { target: { files }, name: 'old', undatedAt: now });
}

const ONE = 'The mail servers do not answer, since a switch is broken.';

describe('planCstateImport(), where the target has files of an earlier import', () => {
  it.each(['incidents/2024/2024-01-10-mail.md', 'incidents/mail.md', 'incidents/2030/other.md'])(
    'finds its own file again when it lies at %s',
    (path) => {
      const text = plan({ text: post(ONE) }).files[0]?.text ?? '';
      expect(plan({ text: post(ONE), files: [{ path, text }] }).files).toMatchObject([{ path, text }]);
    },
  );

  it('finds it again when a person has written in it', () => {
    const text = `${plan({ text: post(ONE) }).files[0]?.text ?? ''}\nWe are sorry.\n`;
    const files = [{ path: 'incidents/mail.md', text }];
    expect(plan({ text: post(ONE), files }).files[0]?.path).toBe('incidents/mail.md');
  });

  it.each(['content/issues/2024-01-10-mail.md', 'issues/2024-01-10-mail.md', '2024-01-10-mail.md'])(
    'finds it again when the import is given the folder in which the post is %s',
    (path) => {
      const files = plan({ text: post(ONE) }).files;
      expect(plan({ text: post(ONE), path, files }).files[0]?.path).toBe(files[0]?.path);
    },
  );

  it.each([
    ['another page of the same words', { text: post(ONE), site: 'https://b.example' }],
    ['other words', { text: post('Nobody can log in on Monday.'), site: 'https://a.example' }],
  ])('takes another id for a post of the same name from %s', (_what, run) => {
    const files = plan({ text: post(ONE), site: 'https://a.example' }).files;
    expect(plan({ ...run, files }).files[0]?.path).toBe('incidents/2024/2024-01-10-mail-2.md');
  });

  it.each([
    ['other words', post('The mail is slow, and we look into it.')],
    ['another time', post(ONE, 'date: 2023-05-05T08:00:00Z')],
  ])('takes another id for a post with %s where no page is known', (_what, text) => {
    const files = plan({ text: post(ONE) }).files;
    expect(plan({ text, files }).files[0]?.path).toMatch(/\/2024-01-10-mail-2\.md$/);
  });

  it('keeps the time of a post that names no day', () => {
    const run = { text: post(ONE, 'x: y'), path: 'content/issues/mail.md' };
    const { files } = plan(run);
    expect(files[0]?.path).toBe('incidents/2026/mail.md');
    expect(plan({ ...run, now: Date.UTC(2031, 0, 1), files }).files).toEqual(files);
  });

  it('keeps until when an announcement stays that was never resolved', () => {
    const text = '---\ntitle: Closed\ndate: 2024-01-10\nresolved: false\nseverity: notice\n---\nWe are closed.\n';
    const { files } = plan({ text });
    expect(files[0]?.text).toContain('until: 2027-02-18T00:00:00Z');
    expect(plan({ text, now: Date.UTC(2031, 0, 1), files }).files).toEqual(files);
  });

  it('takes no id that a file had earlier', () => {
    const text =
      '---\nkind: announcement\ntitle: a\nformerly: [2024-01-10-mail]\n---\n\n## Announced · 2024-01-01T00:00:00Z\n';
    const files = [{ path: 'incidents/2024/a.md', text }];
    expect(plan({ text: post(ONE), files }).files[0]?.path).toBe('incidents/2024/2024-01-10-mail-2.md');
  });
});
