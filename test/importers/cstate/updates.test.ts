import { describe, expect, it } from 'vitest';

import { type Post, readUpdates } from '../../../src/importers/cstate/updates.ts';
import { formatInstant } from '../../../src/schema/timestamp.ts';

const POST: Post = {
  kind: 'incident',
  body: '',
  start: Date.UTC(2024, 0, 10, 8),
  end: Date.UTC(2024, 0, 10, 10, 30),
  isOver: true,
  timeZone: 'Etc/UTC',
};

/** Updates of a text as `phase HH:MM:SS text`. */
function read(body: string, post: Partial<Post> = {}): string[] {
  const { updates } = readUpdates({ ...POST, ...post, body });
  return updates.map((update) => `${update.phase} ${formatInstant(update.at).slice(11, 19)} ${update.text}`);
}

const track = (time: string): string => `{{< track "2024-01-10 ${time}:00" >}}`;

describe('readUpdates()', () => {
  it('turns newest-first passages with shortcodes round', () => {
    const body = [
      `*Resolved* - Back. ${track('10:30')}`,
      `*Monitoring* - Plugged in. ${track('09:15')}`,
      `*Investigating* - Down. ${track('08:00')}`,
    ].join('\n\n');
    expect(read(body)).toEqual([
      'investigating 08:00:00 Down.',
      'monitoring 09:15:00 Plugged in.',
      'resolved 10:30:00 Back.',
    ]);
  });

  it.each([
    ['bold with a colon inside', '**Resolved:** Back.\n\n**Investigating:** Down.'],
    ['bold with a colon outside', '**Resolved**: Back.\n\n**Investigating**: Down.'],
    ['plain with a colon', 'Resolved: Back.\n\nInvestigating: Down.'],
    ['plain with a hyphen', 'Resolved - Back.\n\nInvestigating - Down.'],
    ['headings', '### Resolved\n\nBack.\n\n### Investigating\n\nDown.'],
    ['rules between', '*Resolved* - Back.\n\n---\n\n*Investigating* - Down.\n\n---'],
    ['lines of one paragraph', '[Resolved]\nBack.\n[Investigating]\nDown.'],
    ['a byte order mark', '\uFEFF*Resolved* - Back.\n\n*Investigating* - Down.'],
  ])('reads labels in the form of %s', (_form, body) => {
    expect(read(body)).toEqual(['investigating 08:00:00 Down.', 'resolved 10:30:00 Back.']);
  });

  it('keeps a label that is not the word of its heading', () => {
    expect(read('*Risolto* - Tutto a posto.\n\n[Initial message]\nProblemi.')).toEqual([
      'investigating 08:00:00 [Initial message]\nProblemi.',
      'resolved 10:30:00 *Risolto* - Tutto a posto.',
    ]);
  });

  it('keeps the label where the heading says something else', () => {
    expect(read('*Investigating* - Hm.', { kind: 'announcement' })).toEqual([
      'announced 08:00:00 *Investigating* - Hm.',
    ]);
    expect(read('*Resolved* - Back? {{< track "2024-01-10 09:00:00" >}}', { isOver: false, end: undefined })).toEqual([
      'monitoring 09:00:00 *Resolved* - Back?',
    ]);
  });

  it('takes text before the first label for the first message where the oldest stands first', () => {
    expect(read(`Down.\n\nStill.\n\n**Update 2024-01-10 09:00 UTC:** Half back.\n\n**Resolved:** Back.`)).toEqual([
      'investigating 08:00:00 Down.\n\nStill.',
      'investigating 09:00:00 **Update 2024-01-10 09:00 UTC:** Half back.',
      'resolved 10:30:00 Back.',
    ]);
  });

  it('takes text below the last rule for the first message where the newest stands first', () => {
    expect(read('2024-01-10 10:30 UTC\n\nBack.\n\n---\n2024-01-10 09:00 UTC\n\nHalf.\n\n---\nDown.\n\nVery.')).toEqual([
      'investigating 08:00:00 Down.\n\nVery.',
      'investigating 09:00:00 Half.',
      'resolved 10:30:00 Back.',
    ]);
  });

  it('takes text above newest-first updates for an introduction', () => {
    const body = `*Post-mortem*\n\nA plug.\n\n---\n\n*Resolved* - Back.\n\n*Investigating* - Down.`;
    expect(readUpdates({ ...POST, body }).introduction).toBe('*Post-mortem*\n\nA plug.');
  });

  it('keeps the time of a passage that becomes no update of its own', () => {
    const body = `*Post-mortem* A plug. ${track('12:00')}\n\n---\n\n*Resolved* - Back.\n\n*Investigating* - Down.`;
    expect(readUpdates({ ...POST, body }).introduction).toBe('*Post-mortem* A plug. (2024-01-10T12:00:00Z)');
  });

  it('gives each update a time of its own', () => {
    const body = `*Investigating* - Down. ${track('08:00')}\n\n*Identified* - Plug. ${track('08:00')}`;
    expect(read(body)).toEqual(['investigating 08:00:00 Down.', 'identified 08:00:01 Plug.']);
  });

  it.each([
    ['an update has no time', 'Down.\n\n_Update_: Half.', 'not every one of them has a time'],
    [
      'times run to and fro',
      `*Update* - a ${track('09:00')}\n\n*Update* - b ${track('08:10')}\n\n*Update* - c ${track('08:30')}`,
      'their times neither grow nor fall',
    ],
    [
      'times are of another month',
      '*Investigating* - Down. {{< track "2024-03-10 08:00:00" >}}',
      'their times lie far from those of the post',
    ],
    [
      'all of them are older than the post',
      `*Resolved* - Good. ${track('07:50')}\n\n*Investigating* - Looking. ${track('07:20')}`,
      'its date lies after all of them',
    ],
    [
      'one passage has two times',
      `*Update* - a ${track('09:00')} b ${track('09:30')}`,
      'not every one of them has a time',
    ],
    [
      'the first message is not marked',
      '**Resolved:** Back.\n\nDown, we think.',
      'where the first message begins is not marked',
    ],
  ])('leaves the text in one piece where %s', (_case, body, doubt) => {
    const result = readUpdates({ ...POST, body });
    expect(result).toMatchObject({ split: 0, doubt });
    expect(result.updates).toHaveLength(1);
  });

  it.each([
    ['a list', '- *Resolved* - no'],
    ['a quotation', '> *Resolved* - no'],
    ['code', '```\n*Resolved* - no\n```'],
    ['an HTML comment', '<!-- [Final message]\nnot sent yet -->'],
    ['a link', '[Final message](https://example.org) is there'],
  ])('takes no label from %s', (_place, body) => {
    expect(readUpdates({ ...POST, body })).toEqual({
      introduction: '',
      updates: [{ at: POST.start, phase: 'investigating', components: {}, text: body }],
      split: 0,
      moved: [],
    });
  });

  it('keeps hard line breaks, lists and indented code as they are', () => {
    const body = `- one  \n  two\n\n      code\n\n*Resolved* - a  \nb ${track('10:30')}`;
    expect(read(body)).toEqual(['investigating 08:00:00 - one  \n  two\n\n      code', 'resolved 10:30:00 a  \nb']);
  });
});
