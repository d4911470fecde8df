import { describe, expect, test } from 'vitest';

import { isClosedBefore } from '../../src/content/closed-file.ts';
import { findSectionHeadings } from '../../src/content/markdown.ts';
import { at } from '../support/builders.ts';

const FRONT = `---
# ## Resolved · 2026-11-20T12:00:00Z
title: Errors
category: internal
impact: minor
components:
  api: degraded_performance
---
`;
const OPEN = '## Investigating · 2026-11-20T10:05:00Z\n\nWe see it.\n';
const CLOSED = `${OPEN}\n## Resolved · 2026-11-20T11:00:00Z\n`;
const LATER = at('2026-11-20T11:00:01Z');

describe('isClosedBefore()', () => {
  test.each([
    ['an incident whose latest update is resolved', FRONT + CLOSED],
    ['one with a word after resolved', `${FRONT}${CLOSED}\n## Resolved · 2026-11-20T11:00:00Z\n\nThanks.\n`],
    ['one with its updates in another order', `${FRONT}## Resolved · 2026-11-20T11:00:00Z\n\n${OPEN}`],
    ['one whose heading people wrote', `${FRONT}${OPEN}\n## resolved - 2026-11-20 12:00 +01:00 ##\n`],
    ['one with CR line ends and a BOM', `\uFEFF${FRONT}${CLOSED}`.replaceAll('\n', '\r\n')],
    ['one with another heading below', `${FRONT}${CLOSED}\n## Background\n`],
    ['one that shows a heading in a fence', `${FRONT}${CLOSED}\n~~~\n## Investigating · 2026-11-20T12:00:00Z\n~~~\n`],
    [
      'a maintenance that is completed',
      '---\nkind: maintenance\ntitle: Work\n---\n\n## Completed · 2026-11-20T11:00:00Z\n',
    ],
    ['an announcement', '---\nkind: announcement\ntitle: New\n---\n\n## Announced · 2026-11-20T11:00:00Z\n'],
  ])('is true of %s', (_, text) => {
    expect(isClosedBefore(text, LATER, findSectionHeadings)).toBe(true);
    expect(isClosedBefore(text, at('2026-11-20T11:00:00Z'), findSectionHeadings)).toBe(false);
  });

  test.each([
    ['is open', FRONT + OPEN],
    [
      'recurs',
      '---\nkind: maintenance\ntitle: Work\nscheduled: { recurrence: FREQ=DAILY }\n---\n\n## Completed · 2026-11-20T11:00:00Z\n',
    ],
    ['was reopened', `${FRONT}${CLOSED}\n${OPEN.replace('10:05', '11:00')}`],
    ['was reopened, the later update above', `${FRONT}${OPEN.replace('10:05', '12:00')}\n${CLOSED}`],
    ['has a closing heading in a fence', `${FRONT}${OPEN}\n~~~\n## Resolved · 2026-11-20T11:00:00Z\n~~~\n`],
    ['has a closing heading in a comment', `${FRONT}${OPEN}\n<!--\n## Resolved · 2026-11-20T11:00:00Z\n-->\n`],
    [
      'has an update that cannot be read',
      `${FRONT}${OPEN}\n## Investigating · noon\n\n## Resolved · 2026-11-20T11:00:00Z\n`,
    ],
    ['is closed with a word of another kind', `${FRONT}## Completed · 2026-11-20T11:00:00Z\n`],
    ['is of a kind that has to be guessed', `---\nkind: "incident"\n---\n${CLOSED}`],
    ['has no front matter', CLOSED],
    ['has no update', FRONT],
  ])('is false of a file that %s', (_, text) => {
    expect(isClosedBefore(text, LATER, findSectionHeadings)).toBe(false);
    expect(isClosedBefore(text, LATER)).toBe(false);
  });

  test('does without the tree of the text where the lines tell, and leaves the rest to it', () => {
    expect(isClosedBefore(FRONT + CLOSED, LATER)).toBe(true);
    expect(isClosedBefore(`${FRONT}${CLOSED}\n~~~\nwords\n~~~\n`, LATER)).toBe(false);
  });
});
