/** The ledger of a root: reading it, and adding to it while others write to the same branch. */
import {
  formatLedgerFile,
  formatLedgerHead,
  LEDGER_HEAD_PATH,
  LEDGER_FOLDER,
  type LedgerHead,
  ledgerPath,
  parseLedgerHead,
  parseLedgerLines,
} from '../../content/ledger-file.ts';
import { MEASUREMENTS_FOLDER } from '../../content/measurement-file.ts';
import { DAY_MS, type LedgerRecord, mergeRecords } from '../../domain/ledger.ts';
import type { TellingMark } from '../../channel-ports.ts';
import type { FileChange, LandingResult, Snapshot } from '../../ports.ts';
import { formatDay, type Instant, parseDay } from '../../schema/timestamp.ts';
import { landOnLatest, type LandingPorts } from '../land-on-latest.ts';

/** A claim that is older is of a run that is no more. */
const CUT_OFF_MS = 10 * 60_000;

export interface ReadLedger extends LedgerHead {
  records: LedgerRecord[];
  /** Whether it lies on the branch, and not only would. */
  isKept: boolean;
}

/** When the branch has its first measurements; undefined where there are none. */
async function findFirstMeasured(snapshot: Snapshot): Promise<Instant | undefined> {
  const days = (await snapshot.listDataFiles(MEASUREMENTS_FOLDER)).flatMap(
    (path) => /\d{4}-\d{2}-\d{2}/.exec(path)?.[0] ?? [],
  );
  return days.length === 0 ? undefined : parseDay(days.sort()[0] ?? '');
}

/**
 * The head of a ledger that begins. A repository that has told somebody something and has no ledger has lost it: what is
 * older than the loss is not told again, and the loss is not older than what the branch has kept since.
 */
async function beginLedger(snapshot: Snapshot, mark: TellingMark, now: Instant): Promise<LedgerHead> {
  const head = { channels: new Map<string, Instant>(), claim: undefined };
  if (!(await mark.isSet())) return { ...head, since: now - DAY_MS, isMarked: false };
  const first = await findFirstMeasured(snapshot);
  // A day's file says nothing of the hour: what was measured today may have been so after the loss.
  const since = first === undefined || formatDay(first) === formatDay(now) ? now : first + DAY_MS;
  return { ...head, since: Math.min(since, now), isMarked: true };
}

/**
 * Reads the ledger as a snapshot has it, of all months from `from` on: those in which an entry that may be told of began.
 * Where there is none, what one begins with is returned.
 */
export async function readLedger(
  snapshot: Snapshot,
  { mark, now, from }: { mark: TellingMark; now: Instant; from: Instant },
): Promise<ReadLedger> {
  const paths = (await snapshot.listDataFiles(LEDGER_FOLDER)).filter(
    (path) => path === LEDGER_HEAD_PATH || path >= ledgerPath(from),
  );
  const files = await snapshot.readDataFiles(paths);
  const head = parseLedgerHead(files.find(({ path }) => path === LEDGER_HEAD_PATH)?.text);
  const records = files.filter(({ path }) => path !== LEDGER_HEAD_PATH).flatMap(({ text }) => parseLedgerLines(text));
  const known = head ?? (await beginLedger(snapshot, mark, now));
  return { ...known, records: mergeRecords(records), isKept: head !== undefined };
}

/** A try that began before is of what is gone: whatever still stands was given up long ago. */
const TRIED_MS = 2 * DAY_MS;

/**
 * Whether somebody is to be told again by now: a try has failed, or a run was cut off before it was done. Reads what is
 * here.
 */
export async function isTellingDue(snapshot: Snapshot, now: Instant): Promise<boolean> {
  const paths = [LEDGER_HEAD_PATH, ledgerPath(now - 2 * DAY_MS), ledgerPath(now)];
  const files = await snapshot.readDataFiles([...new Set(paths)]);
  const head = parseLedgerHead(files.find(({ path }) => path === LEDGER_HEAD_PATH)?.text);
  if (head === undefined) return false;
  if (head.claim !== undefined && now - head.claim.at > CUT_OFF_MS) return true;
  const records = mergeRecords(files.flatMap(({ text }) => parseLedgerLines(text)));
  return records.some(
    ({ retry, state }) =>
      state === 'retry' && retry !== undefined && retry.nextAt <= now && retry.since > now - TRIED_MS,
  );
}

/** Changes the head of the latest ledger; undefined leaves it as it is. */
export type ChangeHead = (head: LedgerHead) => LedgerHead | undefined;

interface Addition {
  records: readonly LedgerRecord[];
  head: ChangeHead;
  mark: TellingMark;
  now: Instant;
}

/** The files of `status-data` as they are with these records in. */
async function describeChanges(snapshot: Snapshot, { records, head, mark, now }: Addition): Promise<FileChange[]> {
  const months = Map.groupBy(records, ({ at }) => ledgerPath(at));
  const files = await snapshot.readDataFiles([LEDGER_HEAD_PATH, ...months.keys()]);
  const textOf = (path: string): string | undefined => files.find((file) => file.path === path)?.text;
  const before = parseLedgerHead(textOf(LEDGER_HEAD_PATH)) ?? (await beginLedger(snapshot, mark, now));
  const changed = head(before);
  const ofMonths = [...months].map(([path, added]) => ({
    path,
    text: formatLedgerFile([...parseLedgerLines(textOf(path) ?? ''), ...added]),
  }));
  return [
    ...(changed === undefined ? [] : [{ path: LEDGER_HEAD_PATH, text: formatLedgerHead(changed) }]),
    ...ofMonths.filter(({ path, text }) => text !== textOf(path)),
  ];
}

/** Adds to the ledger on one snapshot; `lost` where another writer was first. */
export async function landLedger(
  ports: Pick<LandingPorts, 'repository'>,
  snapshot: Snapshot,
  addition: Addition,
): Promise<LandingResult> {
  const changes = await describeChanges(snapshot, addition);
  const { now } = addition;
  return ports.repository.land(snapshot, {
    main: { changes: [], message: '' },
    data: { changes, day: formatDay(now) },
    at: now,
  });
}

/** Adds to the ledger, on the latest tips. Throws a StatusError where `status-data` cannot be written. */
export async function addToLedger(ports: LandingPorts, addition: Addition): Promise<void> {
  await landOnLatest(ports, {
    what: 'write down who was told',
    attempt: async (snapshot) => ({ value: undefined, result: await landLedger(ports, snapshot, addition) }),
  });
}
