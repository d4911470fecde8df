import type { DescribedEntry, DescribedUpdate } from '../../app/author/describe-entries.ts';
import { StatusError } from '../../errors.ts';
import { type Phase, phaseTitle } from '../../schema/phase.ts';
import { parseInstant } from '../../schema/timestamp.ts';
import { showInvisible } from '../../schema/visible-text.ts';
import { ambiguous, chooseEntry } from '../author/chosen-entry.ts';
import { readList } from '../author/read-list.ts';
import type { ExitCode } from '../exit-code.ts';
import type { JsonFlags, NowFlags, RootFlags } from '../options.ts';
import { output, printJson } from '../output.ts';
import { formatSpan } from '../span.ts';

type ShowFlags = RootFlags & NowFlags & JsonFlags;

function describeSpan(ms: number): string {
  return ms < 60_000 ? 'less than a minute' : formatSpan(ms);
}

function describeComponents(components: DescribedEntry['components']): string[] {
  const names = Array.isArray(components)
    ? components
    : Object.entries(components).map(([id, status]) => `${id}: ${status}`);
  return names.length === 0 ? [] : [names.join(', ')];
}

function describeTimes({ kind, isOpen, startedAt, endedAt }: DescribedEntry, now: number): string {
  if (kind !== 'incident') return `${startedAt} until ${endedAt ?? ''}`;
  const start = parseInstant(startedAt) ?? now;
  if (isOpen || endedAt === undefined) return `began ${startedAt}, ${describeSpan(now - start)} ago`;
  return `began ${startedAt}, resolved ${endedAt}, lasted ${describeSpan((parseInstant(endedAt) ?? now) - start)}`;
}

function describeUpdate({ at, phase, components, nextUpdateBy, notify, text }: DescribedUpdate): string {
  const parts = [
    at,
    phaseTitle(phase as Phase),
    ...describeComponents(components),
    ...(nextUpdateBy === undefined ? [] : [`next: ${nextUpdateBy}`]),
    ...(notify === undefined ? [] : [`notify: ${notify}`]),
  ];
  const lines = text === '' ? [] : text.split('\n').map((line) => (line === '' ? '' : `  ${showInvisible(line)}`));
  return [output.style('bold', parts.join(' · ')), ...lines].join('\n');
}

function printEntry(entry: DescribedEntry, { path, now }: { path: string; now: number }): void {
  const { title, phase, impact, category, confidence, nextUpdateBy, updates } = entry;
  const doubt = confidence === 'suspected' ? [`${category ?? ''} (suspected)`] : [category];
  const facts = [phase, impact, ...doubt].filter((fact) => fact !== undefined);
  output.print(output.style('bold', showInvisible(title)));
  output.print(showInvisible(path));
  output.print([...facts, ...describeComponents(entry.components)].join(' · '));
  output.print(describeTimes(entry, now));
  if (nextUpdateBy !== undefined) {
    const isLate = (parseInstant(nextUpdateBy) ?? now) < now;
    output.print(`next update promised by ${nextUpdateBy}${isLate ? ', which is past' : ''}`);
  }
  for (const update of updates) output.print(`\n${describeUpdate(update)}`);
}

/** `candor incident show`: one entry of any kind, with what follows from it. */
export async function runIncidentShow(id: string | undefined, flags: ShowFlags): Promise<ExitCode> {
  const { entries, content, now } = await readList(flags);
  const choice = chooseEntry(id, content.incidents, now);
  if (choice.entry === undefined) throw ambiguous(id, choice);
  const { path, id: found } = choice.entry;
  const entry = entries.find((each) => each.id === found);
  if (entry === undefined) throw new StatusError(`Cannot show ${path}: it cannot be read; "candor validate" says why.`);
  if (flags.json === true) printJson({ path, ...entry });
  else printEntry(entry, { path, now });
  return 0;
}
