import type { NotifyPorts } from '../app/notify/notify.ts';
import type { Clock } from '../ports.ts';
import type { Instant } from '../schema/timestamp.ts';
import { systemClock } from '../store/clock.ts';
import { readHistory } from '../store/history.ts';
import { openLedgerJournal } from '../store/ledger-journal.ts';
import { openRepository } from '../store/repository.ts';
import { openTellingMark } from '../store/telling-mark.ts';
import { output } from './output.ts';

/** The clock that goes on from the time that a run is to count as. */
export function clockFrom(now: Instant | undefined): Clock {
  if (now === undefined) return systemClock;
  const begun = Date.now();
  return { ...systemClock, now: () => now + Date.now() - begun };
}

/** What telling the channels of a root needs of the world. */
export async function openNotifyPorts(
  root: string,
  clock: Clock,
  note: (text: string) => void = output.note,
): Promise<NotifyPorts> {
  const [repository, mark, journal] = await Promise.all([
    openRepository({ root, onNotice: note }),
    openTellingMark(root),
    openLedgerJournal(root),
  ]);
  return {
    repository,
    mark,
    journal,
    clock,
    random: Math.random,
    environment: process.env,
    readHistory: (until, paths) => readHistory({ root, until, paths }),
    loadChannel: async (type) => (await import('../notify/registry.ts')).loadChannel(type),
    createFetch: (signal) => async (request) => (await import('../notify/fetch.ts')).createFetch(signal)(request),
    note,
  };
}
