import { describe, expect, test } from 'vitest';

import { findEntries, listOpen } from '../../src/content/find-entry.ts';
import { parseIncidentFile } from '../../src/content/incident-file.ts';
import { at } from '../support/builders.ts';

const NOW = at('2026-11-20T10:05:00Z');
const OPEN = '## Investigating · 2026-11-20T10:00:00Z\n';
const OVER = `${OPEN}\n## Resolved · 2026-11-20T10:02:00Z\n`;
const INCIDENT = 'category: internal\nimpact: major\ncomponents: { api: partial_outage }';

function maintenance(title: string, hour: number, rest = ''): string {
  const window = `from: 2026-11-19T${hour}:00:00Z\n  until: 2026-11-19T${hour}:30:00Z`;
  const scheduled = `${window}\n  timeZone: Etc/UTC\n  recurrence: FREQ=DAILY${rest}`;
  return `---\nkind: maintenance\ntitle: ${title}\ncomponents: [api]\nscheduled:\n  ${scheduled}\n---\n`;
}

const FILES = Object.entries({
  '2026-11-20-api': `---\ntitle: Slow answers\n${INCIDENT}\nformerly: [2026-11-20-old]\n---\n\n${OPEN}`,
  '2026-11-19-api': `---\ntitle: Slow answers\n${INCIDENT}\n---\n\n${OVER}`,
  '2026-11-20-mail-queue': `---\ntitle: Mail waits\n${INCIDENT}\n---\n\n${OVER}`,
  '2026-11-20-mail': `---\ntitle: No mail\n${INCIDENT}\n---\n\n${OVER}`,
  '2026-11-20-torn': `---\ntitle: Torn\nimpact: mega\n---\n\n${OPEN}`,
  '2026-11-01-restart': maintenance('Daily restart', 10),
  '2026-11-01-dump': maintenance('Daily dump', 12),
  '2026-11-01-past': maintenance('Two restarts', 10, ';COUNT=1'),
  '2026-11-01-news': '---\nkind: announcement\ntitle: News\n---\n\n## Announced · 2026-11-20T10:00:00Z\n',
}).map(([id, text]) => parseIncidentFile(`incidents/2026/${id}.md`, text));

const idsOf = (files: readonly { id: string }[]): string[] => files.map(({ id }) => id);

describe('listOpen()', () => {
  test('has incidents that are not resolved, what cannot be read, and maintenances at work by the clock', () => {
    const { incidents, maintenances } = listOpen(FILES, NOW);
    expect({ incidents: idsOf(incidents), maintenances: idsOf(maintenances) }).toEqual({
      incidents: ['2026-11-20-api', '2026-11-20-torn'],
      maintenances: ['2026-11-01-restart'],
    });
  });
});

describe('findEntries()', () => {
  test.each([
    ['2026-11-20-mail', ['2026-11-20-mail']],
    [' 2026-11-20-MAIL ', ['2026-11-20-mail']],
    ['2026-11-20-old', ['2026-11-20-api']],
    ['incidents/2026/2026-11-20-mail.md', ['2026-11-20-mail']],
    ['https://status.example.org/incidents/2026-11-20-mail/?a=b#c', ['2026-11-20-mail']],
    ['mail', ['2026-11-20-mail']],
    ['api', ['2026-11-20-api']],
    ['slow  answers', ['2026-11-20-api']],
    ['Mail waits', ['2026-11-20-mail-queue']],
    ['mail-q', ['2026-11-20-mail-queue']],
    ['ma', ['2026-11-20-mail-queue', '2026-11-20-mail']],
    ['2026-11-19', ['2026-11-19-api']],
    ['2026-11-01', ['2026-11-01-restart', '2026-11-01-dump', '2026-11-01-past', '2026-11-01-news']],
    ['news', ['2026-11-01-news']],
    ['torn', ['2026-11-20-torn']],
    ['queue', []],
    ['', []],
    ['/', []],
    ['https://', []],
  ])('finds of %j %j', (text, ids) => {
    expect(idsOf(findEntries(text, FILES, NOW))).toEqual(ids);
  });
});
