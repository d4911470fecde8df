/**
 * The ledger on `status-data`: `ledger/head.json` says since when it is kept, since when each channel is known and which
 * run tells now; `ledger/2026-11.jsonl` has a line for each message that was told or tried in that month, with everybody
 * whom the same moment reached. Recipients are marks, no addresses.
 */
import { z } from 'zod';

import { type Claim, type LedgerRecord, mergeRecords } from '../domain/ledger.ts';
import { formatDay, formatInstant, type Instant, parseInstant } from '../schema/timestamp.ts';

export const LEDGER_FOLDER = 'ledger';
export const LEDGER_HEAD_PATH = `${LEDGER_FOLDER}/head.json`;

export interface LedgerHead {
  since: Instant;
  channels: ReadonlyMap<string, Instant>;
  claim: Claim | undefined;
  /** Whether the repository says outside of this branch that something was told. */
  isMarked: boolean;
}

const InstantSchema = z.string().transform((text, context) => {
  const at = parseInstant(text);
  if (at !== undefined) return at;
  context.issues.push({ code: 'custom', message: 'no time', input: text });
  return z.NEVER;
});

const HeadSchema = z.object({
  since: InstantSchema,
  channels: z.record(z.string(), InstantSchema),
  claim: z.object({ id: z.string(), at: InstantSchema }).optional(),
  isMarked: z.boolean().default(false),
});

const LineSchema = z.object({
  at: InstantSchema,
  state: z.enum(['told', 'retry', 'failed']),
  entry: z.string(),
  update: z.string(),
  again: z.string().default(''),
  channel: z.string(),
  to: z.array(z.string()),
  message: z.object({ id: z.string(), extra: z.record(z.string(), z.string()).optional() }).optional(),
  retry: z.object({ tries: z.int(), since: InstantSchema, nextAt: InstantSchema }).optional(),
  reason: z.string().optional(),
});

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Reads the head; undefined where there is none that can be read. */
export function parseLedgerHead(text: string | undefined): LedgerHead | undefined {
  const { data } = HeadSchema.safeParse(readJson(text ?? ''));
  return data && { ...data, channels: new Map(Object.entries(data.channels)), claim: data.claim };
}

/** Writes the head; the inverse of {@link parseLedgerHead}. */
export function formatLedgerHead({ since, channels, claim, isMarked }: LedgerHead): string {
  const known = [...channels].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, at]) => [id, formatInstant(at)]);
  const head = {
    since: formatInstant(since),
    channels: Object.fromEntries(known) as Record<string, string>,
    ...(claim && { claim: { id: claim.id, at: formatInstant(claim.at) } }),
    isMarked,
  };
  return `${JSON.stringify(head, undefined, 2)}\n`;
}

/** Path of the file for what was told at an instant. */
export function ledgerPath(at: Instant): string {
  return `${LEDGER_FOLDER}/${formatDay(at).slice(0, 7)}.jsonl`;
}

function parseLine(line: string): LedgerRecord[] {
  const { data } = LineSchema.safeParse(readJson(line));
  if (data === undefined) return [];
  const { to, ...shared } = data;
  return to.map((recipient) => ({ ...shared, recipient }));
}

/** Reads records. A line that is torn or of another version is left out. */
export function parseLedgerLines(text: string): LedgerRecord[] {
  return text.split('\n').flatMap((line) => (line === '' ? [] : parseLine(line)));
}

/** One line, without its end. */
export function formatLedgerLine(record: LedgerRecord, to: readonly string[] = [record.recipient]): string {
  const { at, state, entry, update, again, channel, message, retry, reason } = record;
  return JSON.stringify({
    at: formatInstant(at),
    state,
    entry,
    update,
    ...(again !== '' && { again }),
    channel,
    to,
    ...(message && { message }),
    ...(retry && {
      retry: { tries: retry.tries, since: formatInstant(retry.since), nextAt: formatInstant(retry.nextAt) },
    }),
    ...(reason !== undefined && { reason }),
  });
}

/** What differs between two recipients of one line: nothing but who they are. */
function lineKey(record: LedgerRecord): string {
  return formatLedgerLine(record, []);
}

/** Writes the records of a month, one line for everybody whom the same moment reached. */
export function formatLedgerFile(records: readonly LedgerRecord[]): string {
  const lines = Map.groupBy(mergeRecords(records), lineKey);
  return [...lines.values()]
    .flatMap(([first, ...others]) =>
      first === undefined
        ? []
        : [
            `${formatLedgerLine(
              first,
              [first, ...others].map((each) => each.recipient),
            )}\n`,
          ],
    )
    .join('');
}
