import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { composeIncident, composeMaintenance } from '../../src/content/compose-entry.ts';
import { composeResolution, composeUpdate, type ExistingFile } from '../../src/content/compose-update.ts';
import { parseIncidentFile } from '../../src/content/incident-file.ts';
import { at } from '../support/builders.ts';
import { composeContext, describeFields, incidentFields } from '../support/compose.ts';

const LATER = { ...composeContext(), now: at('2026-11-20T10:20:30Z') };

function openIncident(text = composeIncident(incidentFields(), composeContext()).text ?? '') {
  return { path: 'incidents/2026/api.md', text };
}

describe('composeUpdate()', () => {
  it('appends to the bytes that were there', () => {
    const existing = openIncident();
    const composed = composeUpdate(
      existing,
      {
        phase: 'identified',
        message: 'Found it.',
        components: [{ id: 'Public API', status: 'major outage' }],
        next: '2026-11-20T11:00:00Z',
        notify: 'again',
      },
      LATER,
    );
    expect(composed.problems).toEqual([]);
    expect(composed.text).toBe(
      `${existing.text}\n## Identified · 2026-11-20T10:20:30Z · api: major_outage · next: 2026-11-20T11:00:00Z · notify: again\n\nFound it.\n`,
    );
  });

  it('stays in the phase and takes the next second where the clock is not past the latest update', () => {
    const { text } = composeUpdate(openIncident(), { message: 'More.' }, composeContext());
    expect(text).toContain('\n## Investigating · 2026-11-20T10:05:01Z\n\nMore.\n');
  });

  it('leaves a maintenance that runs by the clock running', () => {
    const maintenance = composeMaintenance(
      { title: 'Upgrade', components: ['api'], from: '2026-11-20T10:10:00Z', until: '2026-11-20T11:00:00Z' },
      composeContext(),
    );
    const composed = composeUpdate(
      { path: maintenance.path, text: maintenance.text ?? '' },
      { message: 'Half done.' },
      LATER,
    );
    expect(composed.text).toContain('\n## In progress · 2026-11-20T10:20:30Z\n\nHalf done.\n');
  });

  // Its windows are from 10:10 to 11:00 on three days.
  it.each([
    ['at work', '2026-11-20T10:20:30Z', { said: [], phase: 'In progress' }],
    ['at work, of which somebody has said more', '2026-11-20T10:50:00Z', { said: ['verifying'], phase: 'Verifying' }],
    ['over, before the next', '2026-11-20T11:30:00Z', { said: [], phase: 'Scheduled' }],
    ['ended early, before the next', '2026-11-20T10:50:00Z', { said: ['completed'], phase: 'Scheduled' }],
    ['the last, and over', '2026-11-21T12:00:00Z', { said: [], phase: 'Completed' }],
  ])('of a maintenance that recurs, goes on with its window: %s', (_, now, { said, phase }) => {
    const composed = composeMaintenance(
      {
        title: 'Upgrade',
        components: ['api'],
        from: '2026-11-19T10:10:00Z',
        until: '2026-11-19T11:00:00Z',
        timeZone: 'Etc/UTC',
        recurrence: 'FREQ=DAILY;COUNT=3',
      },
      composeContext(),
    );
    const words = said.map((each) => composeUpdate(composed as ExistingFile, { message: 'So.', phase: each }, LATER));
    const existing = { path: composed.path, text: words[0]?.text ?? composed.text ?? '' };
    const update = composeUpdate(existing, { message: 'Half done.' }, { ...LATER, now: at(now) });
    expect(describeFields(update)).toEqual([]);
    expect(update.text).toContain(`\n## ${phase} · ${now}\n\nHalf done.\n`);
  });

  it('refuses a text with which no file could be read', () => {
    const composed = composeUpdate(openIncident(), { message: 'x '.repeat(600_000) }, LATER);
    expect(composed.text).toBeUndefined();
    expect(composed.problems.map(({ rule, field }) => `${field} ${rule}`)).toContain('message file-size');
  });

  it('replaces values of the front matter', () => {
    const { text } = composeUpdate(
      openIncident(),
      { message: 'Worse.', impact: 'Critical', category: 'upstream' },
      LATER,
    );
    expect(text).toContain('category: upstream\nimpact: critical\n');
    expect(text).toContain('\n## Investigating · 2026-11-20T10:20:30Z\n\nWorse.\n');
  });

  it.each([
    [
      { message: ' ' },
      'message: Cannot tell people nothing: expected a text, for example "We see elevated error rates and are looking into it.", got " "',
    ],
    [
      { message: 'x', phase: 'completed' },
      'phase: Cannot read the phase: expected one of investigating, identified, monitoring, resolved, for example identified, got "completed". "completed" is not a phase of this kind of entry.',
    ],
    [
      { message: 'x', components: [{ id: 'wb', status: 'operational' }] },
      'components: Cannot find the component "wb": expected one of api, web, for example "api: partial_outage", got "wb". Did you mean "web"?',
    ],
    [
      { message: 'x', next: '2026-11-20T10:20:30Z' },
      'next: Cannot promise the next update for a time that is past: expected a time after that of the update, for example next: 2026-11-20T10:50:30Z, got 2026-11-20T10:20:30Z',
    ],
    [
      { message: 'x', impact: 'huge' },
      'impact: Cannot read "impact": expected one of none, minor, major, critical, for example impact: major, got "huge"',
    ],
  ])('refuses %j', (fields, told) => {
    const composed = composeUpdate(openIncident(), fields, LATER);
    expect(describeFields(composed)).toEqual([told]);
    expect(composed.text).toBeUndefined();
  });

  it('refuses a file that the page cannot show, with what is wrong in it', () => {
    const existing = openIncident(openIncident().text.replace('10:05:00Z', '10:05'));
    const composed = composeUpdate(existing, { message: 'More.' }, LATER);
    expect(composed).toMatchObject({ id: 'api', text: undefined });
    expect(composed.problems.map(({ line, field, rule }) => `${line} ${field} ${rule}`)).toEqual([
      '9 undefined update-time',
    ]);
  });

  it('warns of what was wrong before and keeps nobody from telling people', () => {
    const existing = openIncident(openIncident().text.replace('  api: partial', '  gone: partial'));
    const composed = composeUpdate(existing, { message: 'More.' }, LATER);
    expect(composed.problems.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(['components-exist warning']);
    expect(composed.text?.startsWith(existing.text)).toBe(true);
  });

  it('keeps all that was there, whatever was written and whatever is said', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.constantFrom('## Resolved · 2026-11-20T11:00:00Z', '```', '<!--', '- x', '> ~~~', '<pre>'),
    );
    const words = fc.array(piece, { minLength: 1, maxLength: 5 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(words, words, (before, after) => {
        const existing = openIncident(`${openIncident().text}\n${before}\n`);
        const earlier = parseIncidentFile(existing.path, existing.text);
        const { text } = composeUpdate(existing, { message: `M ${after}` }, LATER);
        if (text === undefined) return;
        expect(text.startsWith(existing.text.trimEnd())).toBe(true);
        const { updates } = parseIncidentFile(existing.path, text);
        expect(updates).toHaveLength(earlier.updates.length + 1);
        expect(updates.slice(0, -2)).toEqual(earlier.updates.slice(0, -1));
      }),
      { numRuns: 15 },
    );
  });
});

describe('composeResolution()', () => {
  it('says nothing of components, which are operational again', () => {
    const { text, problems } = composeResolution(openIncident(), { message: 'All is well.' }, LATER);
    expect(problems).toEqual([]);
    expect(text).toContain('\n## Resolved · 2026-11-20T10:20:30Z\n\nAll is well.\n');
  });

  it('refuses one that is resolved', () => {
    const { text = '' } = composeResolution(openIncident(), { message: 'All is well.' }, LATER);
    const again = composeResolution(openIncident(text), { message: 'Really.' }, LATER);
    expect(describeFields(again)).toEqual([
      'id: Cannot resolve an incident that is resolved: expected one that is open, got resolved since 2026-11-20T10:20:30Z. An update without a phase adds words to it; one with the phase "investigating" reopens it.',
    ]);
    expect(again.text).toBeUndefined();
  });
});
