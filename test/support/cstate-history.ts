import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { SourceFile } from '../../src/importers/cstate/history.ts';
import type { ImportPlan } from '../../src/importers/plan.ts';
import { decodeSource } from '../../src/importers/source-text.ts';

/** The Markdown files of a cState folder, as an import reads them. */
export function readCstateFolder(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: decodeSource(readFileSync(join(folder, path))).text }));
}

function countWords(text: string): Map<string, number> {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** What a heading says now: the label and the time of a passage. */
const MOVED = ['updates-read', 'shortcode-written'];

/**
 * Words of a source file that the files made of it do not hold, as often as they stand there. Values that have another
 * form in the new file (times, true and false, severities) are left out where they stand alone on the line of their key.
 */
export function findMissingWords(plan: ImportPlan, source: SourceFile): string[] {
  const moved = plan.decisions.filter(({ kind, file }) => file === source.path && MOVED.includes(kind));
  const made = [...plan.files, ...plan.asides].filter((file) => file.from === source.path);
  const kept = countWords(
    [...made.map((file) => file.text), plan.config ?? '', ...moved.map(({ text }) => text ?? '')].join('\n'),
  );
  const kind =
    /^(?:date|resolvedwhen|resolved|severity|section|informational|draft)\s*[:=]\s*["']?[\w:.+ -]*["']?\s*$/i;
  const rest = source.text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .filter((line) => !kind.test(line))
    .map((line) => line.replace(/^(?:["']?(?:title|affected)["']?|\s*- individualaffected)\s*[:=]/i, ''))
    .join('\n');
  return [...countWords(rest)].filter(([word, count]) => (kept.get(word) ?? 0) < count).map(([word]) => word);
}
