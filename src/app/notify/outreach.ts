/**
 * Writes into public incidents how many customers were told in person. Front matter of a file that a person has written
 * in is theirs, and is left as it is; so is a file that an open pull request changes, for as long as the checks leave it.
 */
import { changeFrontMatter, idsOf, parseIncidentFile } from '../../content/incident-file.ts';
import { INCIDENTS_FOLDER, isEntryPath } from '../../content/incident-path.ts';
import { formatWrittenFile, parseWrittenFile, WRITTEN_PATH, type WrittenRecord } from '../../content/written-file.ts';
import { type Outreach, planOutreach, type Telling } from '../../domain/outreach.ts';
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
  id: string;
  change: FileChange;
  written: WrittenRecord;
  outreach: Outreach[];
}

interface Into {
  written: ReadonlyMap<string, WrittenRecord>;
  tellings: OutreachInput['tellings'];
}

/** What is added to one file; undefined where that is nothing, or the file is a person's. */
function planAddition({ path, text }: BranchFile, { written, tellings }: Into): Addition | undefined {
  const parsed = parseIncidentFile(path, text);
  const frontMatter = parsed.file?.frontMatter;
  const told = tellings.get(idsOf(parsed).at(1) ?? parsed.id);
  const record = written.get(parsed.id);
  if (told === undefined || record === undefined || readWriter(parsed, record) === 'person') return undefined;
  if (frontMatter === undefined || !('category' in frontMatter)) return undefined;
  const outreach = planOutreach(told, frontMatter.outreach ?? []);
  if (outreach.length === 0) return undefined;
  const changed = changeFrontMatter(path, text, { set: {}, add: { outreach } });
  const hash = canonicalHash(path, changed);
  return { id: parsed.id, change: { path, text: changed }, written: { ...record, hash }, outreach };
}

/** What is added on a snapshot. */
async function planAdditions(ports: OutreachPorts, snapshot: Snapshot, input: OutreachInput): Promise<Addition[]> {
  const { tellings, now } = input;
  if (snapshot.main === undefined || tellings.size === 0) return [];
  const [files = [], [record]] = await Promise.all([
    snapshot.readFilesAt(snapshot.main, [INCIDENTS_FOLDER]),
    snapshot.readDataFiles([WRITTEN_PATH]),
  ]);
  const ids = [...tellings.keys()];
  const written = parseWrittenFile(record?.text ?? '');
  const additions = files
    .filter(({ path, text }) => isEntryPath(path) && ids.some((id) => path.includes(id) || text.includes(id)))
    .flatMap((file) => planAddition(file, { written, tellings }) ?? []);
  if (additions.length === 0) return [];
  const pulls = await readPullsAtWork(ports, now);
  return additions.filter(({ change }) => findPullAtWork(change.path, pulls) === undefined);
}

function describeLanding(additions: readonly Addition[], records: Iterable<WrittenRecord>, at: Instant): Landing {
  const counts = additions.map(({ id, outreach }) => {
    const told = outreach.map(({ count, channel }) => `${count} by ${channel}`);
    return `${id}: ${told.join(', ')}`;
  });
  return {
    main: {
      changes: additions.map(({ change }) => change),
      message: `Record how many were told in person\n\n${counts.join('\n')}`,
    },
    data: { changes: [{ path: WRITTEN_PATH, text: formatWrittenFile(records) }], day: formatDay(at) },
    at,
  };
}

/**
 * Writes down who was told and is not counted yet, on the latest tips; returns the ids of the incidents. Throws a
 * StatusError where main takes nothing.
 */
export async function recordOutreach(ports: OutreachPorts, input: OutreachInput): Promise<string[]> {
  const first = await ports.repository.snapshot();
  if ((await planAdditions(ports, first, input)).length === 0) return [];
  const { value } = await landOnLatest(ports, {
    what: 'record how many were told in person',
    first,
    attempt: async (snapshot) => {
      const additions = await planAdditions(ports, snapshot, input);
      const [file] = await snapshot.readDataFiles([WRITTEN_PATH]);
      const records = parseWrittenFile(file?.text ?? '');
      for (const { written } of additions) records.set(written.id, written);
      const result = await ports.repository.land(snapshot, describeLanding(additions, records.values(), input.now));
      return { value: additions.map(({ id }) => id), result };
    },
  });
  return value;
}
