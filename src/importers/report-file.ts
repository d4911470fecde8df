/** The report of an import as a file that stays: every decision with every place, as Markdown. */
import type { Decision, ImportCounts } from './plan.ts';
import { countLines } from './report.ts';

/** A text in a fence that no line of it can end. */
function fence(text: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const marks = '`'.repeat(longest + 1);
  return `${marks}text\n${text}\n${marks}`;
}

/** A name as code, whatever stands in it. */
function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

function showGroup(group: readonly Decision[]): string {
  const [first] = group;
  if (first === undefined) return '';
  const places = group.map(({ file, line }) => `- ${code(line === undefined ? file : `${file}:${line}`)}`).join('\n');
  const text = first.text === undefined || first.text.trim() === '' ? [] : [fence(first.text)];
  return [`${first.what}.`, ...text, places].join('\n\n');
}

/** Writes the counts and every decision of an import from `source`, those that say the same together. */
export function formatReportFile(source: string, counts: ImportCounts, decisions: readonly Decision[]): string {
  const kinds = Map.groupBy(decisions, (decision) => decision.kind);
  const sections = [...kinds].map(([kind, list]) => {
    const groups = Map.groupBy(list, ({ what, text }) => `${what}\n${text ?? ''}`);
    return [`## ${kind} (${list.length})`, ...[...groups.values()].map(showGroup)].join('\n\n');
  });
  return `${[`# Import from ${source}`, countLines(counts).join('\n'), ...sections].join('\n\n')}\n`;
}
