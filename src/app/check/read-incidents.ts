/** The files of incidents/ that a run has to read whole. */
import { isClosedBefore } from '../../content/closed-file.ts';
import { formatIncidentFile, type ParsedIncidentFile, parseIncidentFile } from '../../content/incident-file.ts';
import { findTooInvolvedLine } from '../../content/markdown-cost.ts';
import { findSectionHeadings } from '../../content/markdown.ts';
import type { SectionHeading } from '../../content/section-headings.ts';
import type { WrittenRecord } from '../../content/written-file.ts';
import { deriveIncident, isIncidentFrontMatter, isMaintenanceFrontMatter } from '../../domain/incident.ts';
import type { BranchFile } from '../../ports.ts';
import type { Config } from '../../schema/config.ts';
import { formatProblem } from '../../schema/problems.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { readMaintenance } from '../maintenance.ts';
import { hashText } from './hash.ts';
import type { RunSources } from './read-run.ts';

interface Into {
  sources: RunSources;
  config: Config;
  now: Instant;
  /** What was closed before this instant does not matter. */
  forgotten: Instant;
}

function readWriter(parsed: ParsedIncidentFile, record: WrittenRecord | undefined): 'engine' | 'person' {
  if (record === undefined || record.writer === 'person' || parsed.file === undefined) return 'person';
  return hashText(formatIncidentFile(parsed.file)) === record.hash ? 'engine' : 'person';
}

function addUnreadable(file: BranchFile, parsed: ParsedIncidentFile, { sources, config }: Into): void {
  sources.unreadableIds.add(parsed.id);
  const first = parsed.problems.find(({ severity }) => severity === 'error');
  sources.notes.push(`Left alone, it cannot be read: ${first === undefined ? file.path : formatProblem(first)}`);
  for (const { id } of config.components) {
    if (new RegExp(`(?<![\\w-])${id}(?![\\w-])`).test(file.text) || parsed.id.endsWith(`-${id}`))
      sources.occupied.add(id);
  }
}

async function addFile(file: BranchFile, into: Into): Promise<void> {
  const { sources, now } = into;
  const parsed = parseIncidentFile(file.path, file.text);
  if (parsed.file === undefined) {
    addUnreadable(file, parsed, into);
    return;
  }
  const { frontMatter } = parsed.file;
  if (isMaintenanceFrontMatter(frontMatter)) {
    sources.maintenances.push(await readMaintenance(parsed.id, { ...parsed.file, frontMatter }, now));
  } else if (isIncidentFrontMatter(frontMatter)) {
    const record = sources.written.get(parsed.id);
    sources.texts.set(file.path, file.text);
    sources.incidents.push({
      incident: deriveIncident(parsed.id, { ...parsed.file, frontMatter }),
      path: file.path,
      writer: readWriter(parsed, record),
      recoveryNotedAt: record?.recoveryNotedAt,
      quotedUntil: record?.quotedUntil,
    });
  }
}

function findHeadings(body: string): SectionHeading[] | undefined {
  return findTooInvolvedLine(body) === undefined ? findSectionHeadings(body) : undefined;
}

/** Adds what these files say to the sources; those that the parser's tree shows to be long closed say nothing. */
export async function addIncidents(files: readonly BranchFile[], into: Into): Promise<void> {
  for (const file of files) {
    if (!isClosedBefore(file.text, into.forgotten, findHeadings)) await addFile(file, into);
  }
}
