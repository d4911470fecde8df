/** The text of an issue that was made by a form: GitHub writes each field as `### Label`, a blank line and its value. */
import { normaliseText } from '../text.ts';

/** GitHub takes no longer text for an issue. */
export const MAX_FORM_LENGTH = 65_536;

const HEADING = /^ {0,3}###[ \t]+(.*)$/;
/** What GitHub writes for a field that was left empty: of a text, and of a choice. */
const NOTHING = ['_No response_', 'None'];

function headingOf(line: string | undefined): string | undefined {
  return HEADING.exec(line ?? '')?.[1]
    ?.trim()
    .toLowerCase();
}

/** Lines without those at both ends that hold nothing. */
function joinFilled(lines: readonly string[]): string {
  const text = lines
    .join('\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
  return NOTHING.includes(text.trim()) ? '' : text;
}

/** Whether a text begins as that of a form whose first field has this label. */
export function beginsWithField(body: string, label: string): boolean {
  const first = normaliseText(body).trimStart().split('\n', 1)[0];
  return headingOf(first) === label.toLowerCase();
}

/** Where a heading with this label stands in the lines from one to another; -1 where it is not there. */
function findHeading(
  lines: readonly string[],
  label: string,
  { from, until }: { from: number; until: number },
): number {
  const wanted = label.toLowerCase();
  return lines.findIndex((line, index) => index >= from && index < until && headingOf(line) === wanted);
}

/**
 * What was filled in, by the labels of the fields, which are in their order: empty where nothing was, and missing where
 * its heading is gone. The last field begins at the first heading with its label, and what follows is all its own; so
 * nothing that a person writes into it, headings like the form's own included, is taken for another field. The others are
 * looked for above it, each below the one before.
 */
export function parseFormBody(body: string, labels: readonly string[]): ReadonlyMap<string, string> {
  const lines = normaliseText(body).split('\n');
  const last = labels.at(-1) ?? '';
  const begin = findHeading(lines, last, { from: 0, until: lines.length });
  const until = begin === -1 ? lines.length : begin;
  const values = new Map<string, string>();
  let open = { label: '', from: 0 };
  for (const label of labels) {
    const at = label === last ? begin : findHeading(lines, label, { from: open.from, until });
    if (at === -1) continue;
    values.set(open.label, joinFilled(lines.slice(open.from, at)));
    open = { label, from: at + 1 };
  }
  values.set(open.label, joinFilled(lines.slice(open.from)));
  values.delete('');
  return values;
}
