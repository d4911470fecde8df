import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import { readProvenance } from '../../src/app/provenance.ts';
import { formatIncidentFile } from '../../src/content/incident-file.ts';
import { extentOf } from '../../src/content/word-diff.ts';
import type { Update } from '../../src/domain/update.ts';
import type { Phase } from '../../src/schema/phase.ts';
import { readHistory } from '../../src/store/history.ts';
import { makeConfig } from '../support/builders.ts';
import { makeHistory } from '../support/make-history.ts';
import { bareEnvironment } from '../support/make-repo.ts';

vi.setConfig({ testTimeout: 60_000 });

const FOLDER = path.join(import.meta.dirname, '../../../shared/corpora/github-atom-edited/edited-after-resolved');
/** Incidents of which the published text of `resolved` is known to have been rewritten, between two captures each. */
const REWRITTEN = ['17722171', '18549324', '18703944'];

interface Told {
  id: string;
  title: string;
  /** Oldest first. */
  updates: Update[];
}

function unescape(html: string): string {
  const signs: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  return html.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => signs[name] ?? '');
}

function textOf(html: string): string {
  return unescape(html.replace(/<br ?\/?>/g, '\n\n').replace(/<[^>]*>/g, '')).trim();
}

const PARAGRAPH =
  /<small>(\w+) <var data-var='date'>\s*(\d+)<\/var>, <var data-var='time'>([\d:]+)<\/var> UTC<\/small><br ?\/?><strong>([\w ]+)<\/strong> - ([^]*?)<\/p>(?=<p><small>|$)/g;

/** The entries of a captured feed, taken apart by nothing of ours. */
function readCapture(xml: string): Told[] {
  return [...xml.matchAll(/<entry>([^]*?)<\/entry>/g)].map(([, entry = '']) => {
    const content = unescape(/<content type="html">([^]*?)<\/content>/.exec(entry)?.[1] ?? '');
    const year = /<published>(\d{4})/.exec(entry)?.[1] ?? '';
    let phase: Phase = 'investigating';
    const updates = [...content.matchAll(PARAGRAPH)].reverse().map(([, month, day, time, word = '', html = '']) => {
      if (/^(investigating|identified|monitoring|resolved)$/i.test(word)) phase = word.toLowerCase() as Phase;
      return { at: Date.parse(`${day} ${month} ${year} ${time} UTC`), phase, components: {}, text: textOf(html) };
    });
    const id = /Incident\/(\d+)/.exec(entry)?.[1] ?? '';
    return { id, title: textOf(/<title>([^<]*)/.exec(entry)?.[1] ?? ''), updates };
  });
}

/** What differs between captures of an incident, found by laying its paragraphs side by side. */
function knownEdits(captures: readonly (readonly Told[])[]): string[] {
  const seen = new Map<string, Told>();
  return captures.flatMap((capture) =>
    capture.flatMap((told) => {
      const before = seen.get(told.id);
      seen.set(told.id, told);
      return (before?.updates ?? []).flatMap(({ at, text }, index) =>
        told.updates[index]?.text === text && told.updates[index].at === at ? [] : [`${told.id} ${index}`],
      );
    }),
  );
}

function toFile({ title, updates }: Told): string {
  const frontMatter = { title, category: 'undetermined' as const, impact: 'major' as const, components: {} };
  return formatIncidentFile({ frontMatter, introduction: '', updates });
}

describe.runIf(existsSync(FOLDER))('readProvenance() of feeds that were captured day by day', () => {
  it('finds the edits that are known, and no others', async () => {
    const names = readdirSync(FOLDER).sort();
    const captures = names.map((name) => readCapture(readFileSync(path.join(FOLDER, name), 'utf8')));
    const commits = captures.map((capture, index) => ({
      files: Object.fromEntries(capture.map((told) => [`incidents/2023/${told.id}.md`, toFile(told)])),
      at: `2023-12-01T00:0${index}:00Z`,
    }));
    const history = await readHistory({ root: makeHistory(commits), paths: ['incidents'], env: bareEnvironment() });
    const newest = new Map(captures.flat().map((told) => [told.id, told]));
    const entries = [...newest.keys()].map((id) => ({ id, frontMatter: {} }));
    const known = await readProvenance(entries, { history, deploys: [], config: makeConfig() });
    const found = [...known].flatMap(([id, { edits }]) =>
      edits.map((edit) => {
        const at = edit.subject === 'update' ? edit.before?.at : undefined;
        return `${id} ${newest.get(id)?.updates.findIndex((update) => update.at === at) ?? -1}`;
      }),
    );
    expect(found.sort()).toEqual(knownEdits(captures).sort());
    for (const id of REWRITTEN) {
      const edit = known.get(id)?.edits.at(-1);
      if (edit?.subject !== 'update') expect.fail(`${id} was not edited`);
      expect(edit.after?.phase).toBe('resolved');
      expect(extentOf(edit.before?.text ?? '', edit.after?.text ?? '')).toBe('rewrite');
    }
  });
});
