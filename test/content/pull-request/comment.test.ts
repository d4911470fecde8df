import { describe, expect, test } from 'vitest';

import { renderPreview } from '../../../src/content/pull-request/comment.ts';
import { type ContentPreview, type EntryPreview, PREVIEW_LIMITS, PreviewSchema } from '../../../src/schema/preview.ts';

const ENTRY: EntryPreview = {
  path: 'incidents/2026/api-errors.md',
  kind: 'incident',
  change: 'changed',
  title: 'Elevated errors',
  line: 'Major incident · Resolved · Public API',
  facts: [{ term: 'Title', before: 'Errors', after: 'Elevated errors' }],
  updates: [
    {
      change: 'new',
      heading: 'Resolved · 11:00 UTC',
      states: ['Public API: Operational'],
      text: 'It works.\nThank you.',
    },
  ],
  moreUpdates: 0,
};
const PREVIEW: ContentPreview = {
  version: 1,
  scope: 'content',
  entries: [ENTRY],
  verdict: { before: 'Public API is partly down.', after: 'All systems operational.' },
  channels: [{ id: 'ops', type: 'slack', events: ['resolved'] }],
  customersOf: ['Public API'],
  uptime: [
    {
      component: 'Public API',
      before: '99.96%',
      after: '99.97%',
      differences: ['Partial outage: 10 minutes less'],
      goesOn: false,
    },
  ],
  problems: [{ severity: 'warning', file: 'incidents/2026/api-errors.md', line: 9, text: 'Cannot find the check "x"' }],
  more: { entries: 0, components: 0, channels: 0, problems: 0 },
};

describe('renderPreview()', () => {
  test('says what to mend, what readers will see, who is told and what it does to uptime', () => {
    expect(renderPreview(PREVIEW)).toBe(`### Problems

- warning at \` incidents/2026/api-errors.md:9 \`: \` Cannot find the check "x" \`

### What readers will see

**Changed: incident** \` incidents/2026/api-errors.md \`

\`\`\`text
Elevated errors
Major incident · Resolved · Public API

Title: Elevated errors
  before: Errors
\`\`\`

New update:

\`\`\`text
Resolved · 11:00 UTC
Public API: Operational

It works.
Thank you.
\`\`\`

### The verdict

\`\`\`text
Now:   Public API is partly down.
After: All systems operational.
\`\`\`

### Who is to be told

- \` ops \` (\` slack \`): \` resolved \`
- customers of \` Public API \`, where a private root has any

Once it is merged and deployed, each is told once; what is older than a day by then, or was told before, is not.

### Uptime of the last 90 days

\`\`\`text
Public API: 99.97%, before 99.96%
  Partial outage: 10 minutes less
\`\`\``);
  });

  test('says that nothing changes where nothing does', () => {
    const quiet = { ...PREVIEW, entries: [], channels: [], customersOf: [], uptime: [], problems: [], verdict: {} };
    expect(renderPreview(quiet)).toBe(`### What readers will see

No page of an incident, maintenance or post-mortem changes.

### The verdict

\`\`\`text
As before: (no page can be made)
\`\`\`

### Who is to be told

Nobody: there is no new update, or it tells nobody.

### Uptime of the last 90 days

No component's uptime changes.`);
  });

  test('shows nothing of a change of the engine but which files make it one', () => {
    const preview = { version: 1 as const, scope: 'engine' as const, paths: ['src/`x`.ts'] };
    const more = { paths: 3, content: 0 };
    expect(renderPreview({ ...preview, content: [], more })).toBe(`### Changes the engine: tests only

Nothing is previewed, as more than content changes:

- \`\` src/\`x\`.ts \`\`

… and 3 files more.`);
    expect(renderPreview({ ...preview, content: ['incidents/@a.md'], more: { paths: 0, content: 1 } }))
      .toBe(`### Changes the engine and content: tests only

The content is neither validated nor previewed, as the engine changes too. **Please split this pull request:** in one of their own these files get both.

- \` incidents/@a.md \`

… and 1 file more.

What else changes:

- \`\` src/\`x\`.ts \`\``);
  });

  test('fits into a comment with every room filled to the last character', () => {
    const line = '`'.repeat(PREVIEW_LIMITS.line);
    const name = '`'.repeat(PREVIEW_LIMITS.name);
    const fill = <T>(count: number, value: T): T[] => Array<T>(count).fill(value);
    const update = {
      ...{ change: 'new' as const, heading: line, promise: line },
      states: fill(PREVIEW_LIMITS.facts, line),
      text: '`'.repeat(PREVIEW_LIMITS.text),
    };
    const entry: EntryPreview = {
      ...{ ...ENTRY, path: '`'.repeat(PREVIEW_LIMITS.path), title: line, line, moreUpdates: 1_000_000 },
      facts: fill(PREVIEW_LIMITS.facts, { term: name, before: line, after: line }),
      updates: fill(PREVIEW_LIMITS.updates, update),
    };
    const full: ContentPreview = {
      ...{ ...PREVIEW, entries: fill(PREVIEW_LIMITS.entries, entry), verdict: { before: line, after: line } },
      channels: fill(PREVIEW_LIMITS.channels, {
        id: 'a'.repeat(100),
        type: 'bluesky',
        events: ['opened', 'updated', 'resolved', 'maintenance', 'postmortem'],
      }),
      customersOf: fill(PREVIEW_LIMITS.components, name),
      uptime: fill(PREVIEW_LIMITS.components, {
        component: name,
        before: name,
        after: name,
        differences: fill(PREVIEW_LIMITS.states, name),
        goesOn: true,
      }),
      problems: fill(PREVIEW_LIMITS.problems, {
        severity: 'error' as const,
        file: '`'.repeat(PREVIEW_LIMITS.path),
        line: 1e8,
        text: line,
      }),
      more: { entries: 1e6, components: 1e6, channels: 1e6, problems: 1e6 },
    };
    expect(PreviewSchema.safeParse(full).success).toBe(true);
    expect(renderPreview(full).length).toBeLessThan(65_000);
  });
});
