/** The files of incidents/ that a run has to read whole. */
import { isClosedBefore } from '../../content/closed-file.ts';
import { formatIncidentFile, idsOf, type ParsedIncidentFile, parseIncidentFile } from '../../content/incident-file.ts';
import { idOfPath, INCIDENTS_FOLDER } from '../../content/incident-path.ts';
import { findTooInvolvedLine } from '../../content/markdown-cost.ts';
import { findSectionHeadings } from '../../content/markdown.ts';
import type { SectionHeading } from '../../content/section-headings.ts';
import type { WrittenRecord } from '../../content/written-file.ts';
import {
  deriveIncident,
  isAnnouncementFrontMatter,
  isIncidentFrontMatter,
  isMaintenanceFrontMatter,
} from '../../domain/incident.ts';
import type { RemovedIncident } from '../../domain/triage/model.ts';
import type { BranchFile, DeclinedProposal, Snapshot } from '../../ports.ts';
import type { Config } from '../../schema/config.ts';
import { formatProblem } from '../../schema/problems.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { readMaintenance } from '../read-maintenance.ts';
import { hashText } from './hash.ts';
import type { RunSources } from './read-run.ts';

interface Into {
  snapshot: Pick<Snapshot, 'readMainRevisions' | 'readDeclined'>;
  sources: RunSources;
  config: Config;
  now: Instant;
  /** What was closed before this instant does not matter. */
  forgotten: Instant;
}

/** What is known of a file under its id, else under one that it had: giving it another is what a person does. */
function findRecord(parsed: ParsedIncidentFile, { written }: RunSources): WrittenRecord | undefined {
  const [id, ...earlier] = idsOf(parsed);
  const own = written.get(id ?? '');
  if (own !== undefined) return own;
  const before = earlier.map((each) => written.get(each)).find((record) => record !== undefined);
  return before === undefined ? undefined : { ...before, id: parsed.id, writer: 'person' };
}

/** The text that a person took away, and how. */
interface TakenAway extends Omit<RemovedIncident, 'id'> {
  text: string;
}

/** What main has had of an incident and has no more; undefined where its history knows nothing of it. */
async function findOnMain(id: string, { readMainRevisions }: Into['snapshot']): Promise<TakenAway | undefined> {
  const year = Number(id.slice(0, 4));
  // What began in the last minutes of a year is written in the next.
  const paths = [year, year + 1].map((each) => `${INCIDENTS_FOLDER}/${each}/${id}.md`);
  const revisions = (await Promise.all(paths.map((path) => readMainRevisions(path)))).flat();
  const [newest] = revisions.sort((a, b) => b.at - a.at);
  const text = revisions.find((revision) => revision.text !== undefined)?.text;
  return newest === undefined || text === undefined ? undefined : { text, at: newest.at };
}

/** What a proposal that a person closed had of an incident; undefined where none had any. */
async function findDeclined(id: string, declined: readonly DeclinedProposal[]): Promise<TakenAway | undefined> {
  for (const { url, at, readFiles } of declined) {
    const file = (await readFiles()).find(({ path }) => idOfPath(path) === id);
    if (file !== undefined) return { text: file.text, at, url };
  }
  return undefined;
}

/**
 * Adds what is known of incidents that the engine wrote and whose files are gone. One that was open when a person took
 * it away, or closed the pull request for it, speaks of its failure for as long as that goes on, or the next run would
 * bring it back. Where main's history and the proposals know nothing of it, main was set back to a time before it: then
 * nobody has said anything.
 */
export async function addRemoved(
  gone: readonly string[],
  { snapshot, sources }: Pick<Into, 'snapshot' | 'sources'>,
): Promise<void> {
  for (const id of gone) {
    const taken = (await findOnMain(id, snapshot)) ?? (await findDeclined(id, await snapshot.readDeclined()));
    const { file } = taken === undefined ? {} : parseIncidentFile(`${INCIDENTS_FOLDER}/${id}.md`, taken.text);
    if (taken === undefined || file === undefined || !isIncidentFrontMatter(file.frontMatter)) continue;
    const incident = deriveIncident(id, { ...file, frontMatter: file.frontMatter });
    if (incident.resolvedAt !== undefined) continue;
    const { at, url } = taken;
    for (const component of incident.components) sources.removed.set(component, { id, at, url });
  }
}

/** Who writes in a file that could be read: a person for good, once its canonical form is not the engine's any more. */
export function readWriter(parsed: ParsedIncidentFile, record: WrittenRecord | undefined): 'engine' | 'person' {
  if (record === undefined || record.writer === 'person' || parsed.file === undefined) return 'person';
  return hashText(formatIncidentFile(parsed.file)) === record.hash ? 'engine' : 'person';
}

/** Front matter and headings, where a file says what it is about; all of a text that does not tell them apart. */
function claimingLines(text: string): string {
  const front = /^\uFEFF?---\s[^]*?\n---\s/.exec(text)?.[0];
  if (front === undefined) return text;
  const headings = text.slice(front.length).split('\n');
  return [front, ...headings.filter((line) => line.startsWith('##'))].join('\n');
}

function lastHeading(text: string): string | undefined {
  return text
    .split('\n')
    .findLast((line) => line.startsWith('##'))
    ?.trim();
}

/** Whether a file was closed when it last was good, and ends as it did then or not at all: nobody has opened it again. */
function isStillClosed(good: string, broken: string, { forgotten }: Into): boolean {
  const last = lastHeading(broken);
  return isClosedBefore(good, forgotten, findHeadings) && (last === undefined || last === lastHeading(good));
}

/** A file that cannot be read counts as it last was good: as on the page, so that neither says what the other does not. */
async function addUnreadable(file: BranchFile, parsed: ParsedIncidentFile, into: Into): Promise<void> {
  const { sources, config, now } = into;
  sources.unreadableIds.add(parsed.id);
  const first = parsed.problems.find(({ severity }) => severity === 'error');
  sources.notes.push(`Left alone, it cannot be read: ${first === undefined ? file.path : formatProblem(first)}`);
  const revisions = (await into.snapshot.readMainRevisions(file.path)).flatMap(({ text }) =>
    text === undefined ? [] : [{ text, parsed: parseIncidentFile(file.path, text) }],
  );
  const good = revisions.find((revision) => revision.parsed.file !== undefined);
  if (good !== undefined && isStillClosed(good.text, file.text, into)) return;
  const frontMatter = good?.parsed.file?.frontMatter;
  if (frontMatter !== undefined && isAnnouncementFrontMatter(frontMatter)) return;
  if (good?.parsed.file !== undefined && frontMatter !== undefined && isMaintenanceFrontMatter(frontMatter)) {
    sources.maintenances.push(await readMaintenance(parsed.id, { ...good.parsed.file, frontMatter }, now));
    return;
  }
  const claims = [file.text, good?.text ?? ''].map(claimingLines).join('\n');
  for (const { id } of config.components) {
    if (new RegExp(`(?<![\\w-])${id}(?![\\w-])`).test(claims) || parsed.id.endsWith(`-${id}`)) sources.occupied.add(id);
  }
}

async function addFile(file: BranchFile, into: Into): Promise<void> {
  const { sources, now } = into;
  const parsed = parseIncidentFile(file.path, file.text);
  if (parsed.file === undefined) {
    await addUnreadable(file, parsed, into);
    return;
  }
  const { frontMatter } = parsed.file;
  if (isMaintenanceFrontMatter(frontMatter)) {
    sources.maintenances.push(await readMaintenance(parsed.id, { ...parsed.file, frontMatter }, now));
  } else if (isIncidentFrontMatter(frontMatter)) {
    const record = findRecord(parsed, sources);
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
