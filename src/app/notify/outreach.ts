/**
 * Writes down in public how many customers were told in person of an incident: into its file, or, where a person has
 * written in that and so its front matter is theirs, or main takes nothing, into the file `outreach` of `status-data`.
 * What an open pull request changes waits, for as long as the checks leave it.
 */
import { changeFrontMatter, idsOf, parseIncidentFile } from '../../content/incident-file.ts';
import { INCIDENTS_FOLDER, isEntryPath } from '../../content/incident-path.ts';
import { formatOutreachFile, OUTREACH_PATH, parseOutreachFile } from '../../content/outreach-file.ts';
import { formatWrittenFile, parseWrittenFile, WRITTEN_PATH, type WrittenRecord } from '../../content/written-file.ts';
import { joinOutreach, type Outreach, planOutreach, type Telling } from '../../domain/outreach.ts';
import type { BranchFile, FileChange, Landing, Snapshot } from '../../ports.ts';
import { formatDay, type Instant } from '../../schema/timestamp.ts';
import { type AtWorkPorts, findPullAtWork, readPullsAtWork } from '../check/at-work.ts';
import { readWriter } from '../check/read-incidents.ts';
import { canonicalHash } from '../check/write-steps.ts';
import { landOnLatest, type LandingPorts } from '../land-on-latest.ts';

export type OutreachPorts = LandingPorts & AtWorkPorts;

export interface OutreachInput {
  /** By the id that an incident was first published under. */
  tellings: ReadonlyMap<string, readonly Telling[]>;
  now: Instant;
}

interface Addition {
  /** The id that it goes by, and the one that it was first published under. */
  id: string;
  firstId: string;
  outreach: Outreach[];
  /** Where it is written into the file itself. */
  into: { change: FileChange; written: WrittenRecord } | undefined;
}

/** What `status-data` knows. */
interface Known {
  written: Map<string, WrittenRecord>;
  counted: Map<string, Outreach[]>;
}

interface Planning extends OutreachInput, Known {
  /** Whether main takes nothing, so that all goes to `status-data`. */
  isMainClosed: boolean;
}

/** What is added of one file; undefined where that is nothing. */
function planAddition({ path, text }: BranchFile, planning: Planning): Addition | undefined {
  const parsed = parseIncidentFile(path, text);
  const { id } = parsed;
  const firstId = idsOf(parsed).at(1) ?? id;
  const frontMatter = parsed.file?.frontMatter;
  const told = planning.tellings.get(firstId);
  if (told === undefined || frontMatter === undefined || !('category' in frontMatter)) return undefined;
  const counted = planning.counted.get(firstId) ?? [];
  const outreach = planOutreach(told, joinOutreach(frontMatter.outreach ?? [], counted));
  if (outreach.length === 0) return undefined;
  const record = planning.written.get(id);
  const isOurs = record !== undefined && readWriter(parsed, record) !== 'person';
  if (!isOurs || planning.isMainClosed) return { id, firstId, outreach, into: undefined };
  const changed = changeFrontMatter(path, text, { set: {}, add: { outreach } });
  const written = { ...record, hash: canonicalHash(path, changed) };
  return { id, firstId, outreach, into: { change: { path, text: changed }, written } };
}

async function readKnown(snapshot: Snapshot): Promise<Known> {
  const files = await snapshot.readDataFiles([WRITTEN_PATH, OUTREACH_PATH]);
  const textOf = (wanted: string): string => files.find(({ path }) => path === wanted)?.text ?? '';
  return { written: parseWrittenFile(textOf(WRITTEN_PATH)), counted: parseOutreachFile(textOf(OUTREACH_PATH)) };
}

/** What is added on a snapshot. */
async function planAdditions(ports: OutreachPorts, snapshot: Snapshot, planning: Planning): Promise<Addition[]> {
  const { tellings, now } = planning;
  if (snapshot.main === undefined || tellings.size === 0) return [];
  const files = (await snapshot.readFilesAt(snapshot.main, [INCIDENTS_FOLDER])) ?? [];
  const ids = [...tellings.keys()];
  const additions = files
    .filter(({ path, text }) => isEntryPath(path) && ids.some((id) => path.includes(id) || text.includes(id)))
    .flatMap((file) => planAddition(file, planning) ?? []);
  if (additions.every(({ into }) => into === undefined)) return additions;
  const pulls = await readPullsAtWork(ports, now);
  return additions.filter(({ into }) => into === undefined || findPullAtWork(into.change.path, pulls) === undefined);
}

function describeLanding(additions: readonly Addition[], { written, counted }: Known, at: Instant): Landing {
  const into = additions.flatMap((addition) => addition.into ?? []);
  const beside = additions.filter((addition) => addition.into === undefined);
  const records = new Map([...written, ...into.map((each) => [each.written.id, each.written] as const)]);
  const all = new Map(counted);
  for (const { firstId, outreach } of beside) all.set(firstId, [...(all.get(firstId) ?? []), ...outreach]);
  const counts = additions.map(({ id, outreach }) => {
    const told = outreach.map(({ count, channel }) => `${count} by ${channel}`);
    return `${id}: ${told.join(', ')}`;
  });
  return {
    main: {
      changes: into.map(({ change }) => change),
      message: `Record how many were told in person\n\n${counts.join('\n')}`,
    },
    data: {
      changes: [
        ...(into.length === 0 ? [] : [{ path: WRITTEN_PATH, text: formatWrittenFile(records.values()) }]),
        ...(beside.length === 0 ? [] : [{ path: OUTREACH_PATH, text: formatOutreachFile(all) }]),
      ],
      day: formatDay(at),
    },
    at,
  };
}

async function landAdditions(ports: OutreachPorts, snapshot: Snapshot, input: OutreachInput) {
  const known = await readKnown(snapshot);
  const land = async (isMainClosed: boolean) => {
    const additions = await planAdditions(ports, snapshot, { ...input, ...known, isMainClosed });
    const result = await ports.repository.land(snapshot, describeLanding(additions, known, input.now));
    return { value: additions.map(({ id }) => id), result };
  };
  const landed = await land(false);
  return landed.result.kind === 'refused' ? land(true) : landed;
}

/**
 * Writes down who was told and is not counted yet, on the latest tips; returns the ids of the incidents. Throws a
 * StatusError where nothing can be written.
 */
export async function recordOutreach(ports: OutreachPorts, input: OutreachInput): Promise<string[]> {
  const first = await ports.repository.snapshot();
  const planning = { ...input, ...(await readKnown(first)), isMainClosed: false };
  if ((await planAdditions(ports, first, planning)).length === 0) return [];
  const { value } = await landOnLatest(ports, {
    what: 'record how many were told in person',
    first,
    attempt: (snapshot) => landAdditions(ports, snapshot, input),
  });
  return value;
}
