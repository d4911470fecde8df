/** What an import did, for a person: counts first, then every decision, the frequent ones together. */
import { ASIDES_FOLDER } from './asides.ts';
import type { Decision, ImportCounts } from './plan.ts';

export interface ImportReport {
  counts: ImportCounts;
  decisions: Decision[];
  /** Paths that were written. */
  written: string[];
  /** Paths that held the same text already. */
  alreadyThere: string[];
  /** Paths that exist with another text and were left alone. */
  kept: string[];
  /** `kept` where a status.yml was there before. */
  config: 'written' | 'kept';
  /** Path of the file that holds this report; undefined where nothing was written. */
  reportPath?: string | undefined;
  /** True where nothing was written because only the plan was wanted. */
  isDryRun: boolean;
}

const FILES_SHOWN = 3;

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function placeOf(decision: Decision): string {
  return decision.line === undefined ? decision.file : `${decision.file}:${decision.line}`;
}

function indent(text: string): string {
  return text.replace(/^/gm, '      ');
}

/** Decisions of one kind that say the same, shown once with the first of their files. */
function showGroup(group: readonly Decision[]): string {
  const [first] = group;
  if (first === undefined) return '';
  const places = group.slice(0, FILES_SHOWN).map(placeOf).join(', ');
  const more = group.length > FILES_SHOWN ? ` and ${group.length - FILES_SHOWN} more` : '';
  const text = first.text === undefined || first.text.trim() === '' ? '' : `\n${indent(first.text)}`;
  return `  ${places}${more}\n    ${first.what}.${text}`;
}

function showKind(kind: string, decisions: readonly Decision[]): string {
  const groups = new Map<string, Decision[]>();
  for (const decision of decisions) {
    const key = `${decision.what}\n${decision.text ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), decision]);
  }
  return [`${kind} (${decisions.length})`, ...[...groups.values()].map(showGroup)].join('\n');
}

/** What was read and what it became, in two sentences. */
export function countLines(counts: ImportCounts): string[] {
  const { files, incidents, maintenances, announcements, drafts, left, updates, components } = counts;
  const parts = [
    plural(incidents, 'incident'),
    plural(maintenances, 'maintenance'),
    plural(announcements, 'announcement'),
    ...(drafts === 0 ? [] : [plural(drafts, 'draft')]),
    ...(left === 0 ? [] : [`${plural(left, 'page')} kept in ${ASIDES_FOLDER}/`]),
  ];
  return [
    `${plural(files, 'file')} read: ${parts.join(', ')}.`,
    `${plural(updates, 'update')}, ${plural(components, 'component')}.`,
  ];
}

function showCounts({ counts, written, alreadyThere, kept, config, reportPath, isDryRun }: ImportReport): string[] {
  const verb = isDryRun ? 'would be written' : 'written';
  return [
    ...countLines(counts),
    `${plural(written.length, 'file')} ${verb}, ${alreadyThere.length} already there, ${kept.length} kept.`,
    config === 'kept' ? 'status.yml was there and is unchanged.' : `status.yml ${verb}.`,
    ...(reportPath === undefined
      ? []
      : [`All that follows, with every place, ${isDryRun ? 'would stand' : 'stands'} in ${reportPath}.`]),
    ...kept.map((path) => `Kept, because it has another text: ${path}`),
  ];
}

/** Writes a report as text. No decision is left out: those that say the same of several files stand there once. */
export function formatImportReport(report: ImportReport): string {
  const kinds = new Map<string, Decision[]>();
  for (const decision of report.decisions) {
    kinds.set(decision.kind, [...(kinds.get(decision.kind) ?? []), decision]);
  }
  const sections = [...kinds].map(([kind, decisions]) => showKind(kind, decisions));
  const heading = `${plural(report.decisions.length, 'decision')}`;
  return `${[showCounts(report).join('\n'), heading, ...sections].join('\n\n')}\n`;
}
