/**
 * What a run has told and not pushed yet, on the disk of this machine: `.git/candor/told/<id of the run>`, a line for each
 * message as in the ledger, each on the disk before the next step. Whoever is killed leaves it to the next run.
 */
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { formatLedgerLine, parseLedgerLines } from '../content/ledger-file.ts';
import type { LedgerJournal } from '../channel-ports.ts';
import { findClone } from './clone.ts';
import { isAlive } from './is-alive.ts';
import { orUndefined } from './or-undefined.ts';
import { writing } from './unwritable.ts';

/** Runs of this process that go on: its own number says nothing of them. */
const going = new Set<string>();
const NAME = /^[0-9a-f-]{36}$/;

type Journals = Awaited<ReturnType<LedgerJournal['readAll']>>;

async function textOf(file: string): Promise<string> {
  return (await orUndefined(readFile(file, 'utf8'), ['ENOENT'])) ?? '';
}

async function readJournal(folder: string, id: string): Promise<Journals[number]> {
  const file = join(folder, id);
  const owner = Number((await textOf(file)).split('\n')[0]);
  const goesOn = owner === process.pid ? going.has(id) : isAlive(owner);
  // Only what is read after its process was found dead is all that there will be.
  const [, ...lines] = (await textOf(file)).split('\n');
  return { id, isAlive: goesOn, records: parseLedgerLines(lines.join('\n')) };
}

async function beginJournal(folder: string, id: string): ReturnType<LedgerJournal['begin']> {
  await mkdir(folder, { recursive: true });
  const file = await open(join(folder, id), 'a');
  await file.write(`${process.pid}\n`);
  await file.sync();
  going.add(id);
  const lines: string[] = [];
  let written: Promise<void> = Promise.resolve();
  const flush = async (): Promise<void> => {
    const some = lines.splice(0);
    if (some.length === 0) return;
    await file.write(some.join(''));
    await file.datasync();
  };
  return {
    append: (record) => {
      lines.push(`${formatLedgerLine(record)}\n`);
      // One after the other, as a torn line would take the next one with it; what comes meanwhile goes together.
      written = written.then(flush);
      return written;
    },
    async close() {
      going.delete(id);
      await file.close();
    },
  };
}

/** The journal of the clone that a root lies in. Throws a StatusError where it cannot be written. */
export async function openLedgerJournal(root: string): Promise<LedgerJournal> {
  const clone = await findClone(root);
  const folder = join(clone?.ownFolder ?? root, 'told');
  return {
    async readAll() {
      const names = (await orUndefined(readdir(folder), ['ENOENT', 'ENOTDIR'])) ?? [];
      return Promise.all(names.filter((name) => NAME.test(name)).map((id) => readJournal(folder, id)));
    },
    begin: (id) => writing(() => beginJournal(folder, id)),
    remove: (id) => rm(join(folder, id), { force: true }),
  };
}
