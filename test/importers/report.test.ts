import { describe, expect, it } from 'vitest';

import type { Decision } from '../../src/importers/plan.ts';
import { formatImportReport, type ImportReport } from '../../src/importers/report.ts';

const decision = (file: string, what: string, text?: string): Decision => ({
  kind: 'comment',
  file,
  line: 2,
  what,
  text,
});

const REPORT: ImportReport = {
  counts: { files: 9, incidents: 5, maintenances: 1, announcements: 1, drafts: 1, left: 1, updates: 12, components: 2 },
  decisions: [
    ...['a.md', 'b.md', 'c.md', 'd.md', 'e.md'].map((file) => decision(file, 'A comment has no place', '# hello')),
    decision('f.md', 'A comment has no place', '# two\n# lines'),
    { kind: 'page-url', file: 'config.yml', what: 'No address of the page is known' },
  ],
  written: ['incidents/2024/a.md', 'status.yml'],
  alreadyThere: ['incidents/2024/b.md'],
  kept: ['incidents/2024/c.md'],
  config: 'written',
  isDryRun: false,
};

describe('formatImportReport()', () => {
  it('tells counts, then each decision, those that say the same once', () => {
    expect(formatImportReport(REPORT)).toMatchInlineSnapshot(`
      "9 files read: 5 incidents, 1 maintenance, 1 announcement, 1 draft, 1 page kept in imported-pages/.
      12 updates, 2 components.
      2 files written, 1 already there, 1 kept.
      status.yml written.
      Kept, because it has another text: incidents/2024/c.md

      7 decisions

      comment (6)
        a.md:2, b.md:2, c.md:2 and 2 more
          A comment has no place.
            # hello
        f.md:2
          A comment has no place.
            # two
            # lines

      page-url (1)
        config.yml
          No address of the page is known.
      "
    `);
  });

  it('names the file that holds it', () => {
    const text = formatImportReport({ ...REPORT, reportPath: 'import-report-cstate.md' });
    expect(text).toContain('All that follows, with every place, stands in import-report-cstate.md.');
  });

  it('says of a dry run what would be written', () => {
    const text = formatImportReport({ ...REPORT, isDryRun: true, config: 'kept' });
    expect(text).toContain('2 files would be written, 1 already there, 1 kept.');
    expect(text).toContain('status.yml was there and is unchanged.');
  });
});
