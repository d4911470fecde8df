/** What telling needs of the world, as types: channels, and the record of what was told. */
import type { LedgerRecord, SentMessage } from './domain/ledger.ts';
import type { Notice } from './domain/notice.ts';
import type { NoticeWords } from './domain/notice-words.ts';
import type { Clock } from './ports.ts';
import type { ChannelSettings, ChannelType } from './schema/channel.ts';

/** Who is told, by one channel. */
export interface Recipient<T extends ChannelType = ChannelType> {
  /** Stands for the recipient in the ledger and in every output; tells nobody an address. */
  id: string;
  /** What the channel needs to reach the recipient. Secrets are filled in, so that nothing of it may be shown. */
  settings: ChannelSettings<T> & { type: T };
}

/** One message to one recipient. */
export interface Delivery<T extends ChannelType = ChannelType> {
  notice: Notice;
  words: NoticeWords;
  to: Recipient<T>;
  /** The same whenever this is sent again after a crash: a digest of update, channel and recipient. */
  key: string;
  /** What the channel kept of the entry's first message to this recipient, to edit it or to answer it. */
  previous: SentMessage | undefined;
}

/** `retry` is tried again for a day; `refused` would be refused again. Reasons are shown to everybody. */
export type SendOutcome =
  | { result: 'sent'; message?: SentMessage | undefined }
  | { result: 'retry'; reason: string; afterMs?: number | undefined }
  | { result: 'refused'; reason: string };

/** A request of a channel. */
export interface ChannelRequest {
  url: string;
  /** POST unless said otherwise. */
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  body?: string | undefined;
}

/** What came back; the reason of a failure names no address. */
export type ChannelAnswer =
  | {
      kind: 'answered';
      status: number;
      /** By lower-case name. */
      headers: ReadonlyMap<string, string>;
      /** Its first 64 kB. */
      text: string;
      /** Whether no more came of it although there is more: what the status says holds all the same. */
      isCut: boolean;
      /** How long the server wants to be left alone. */
      retryAfterMs: number | undefined;
    }
  | { kind: 'failed'; reason: string };

/** What a channel needs of the world. */
export interface ChannelPorts {
  clock: Pick<Clock, 'now'>;
  /** Sends one request, follows no redirect, and rejects only with the reason of the signal that it was made with. */
  fetch(request: ChannelRequest): Promise<ChannelAnswer>;
  signal: AbortSignal;
}

/** One type of channel. */
export interface Channel<T extends ChannelType = ChannelType> {
  /** How many messages may be on their way to one channel at once, and the least time between two that begin. */
  pace: { atOnce: number; everyMs: number };
  /** Whether a later update needs what was kept of the first message. */
  isThreaded: boolean;
  /** The message in full, as `notify --dry-run` shows it: without address and secret. */
  show(delivery: Delivery<T>): string;
  send(delivery: Delivery<T>, ports: ChannelPorts): Promise<SendOutcome>;
  /** Ends what is kept open from one message to the next. */
  close?(): Promise<void>;
}

/** Whether the repository says, outside of `status-data`, that somebody was told something. */
export interface TellingMark {
  isSet(): Promise<boolean>;
  /** Sets it at a commit of main, which says nothing by itself. Returns false where the repository does not take it. */
  set(commit: string): Promise<boolean>;
}

/** What was told from this machine and may not be in the ledger yet. */
export interface LedgerJournal {
  /** What each run here has left, and whether that run still goes on. */
  readAll(): Promise<{ id: string; isAlive: boolean; records: LedgerRecord[] }[]>;
  /** Begins that of a run. What was appended outlives the process and the machine's power. */
  begin(id: string): Promise<{ append(record: LedgerRecord): Promise<void>; close(): Promise<void> }>;
  /** Forgets that of a run, once the ledger has all of it. */
  remove(id: string): Promise<void>;
}
