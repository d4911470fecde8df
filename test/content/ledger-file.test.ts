import { describe, expect, test } from 'vitest';

import {
  formatLedgerFile,
  formatLedgerHead,
  formatLedgerLine,
  parseLedgerHead,
  parseLedgerLines,
} from '../../src/content/ledger-file.ts';
import { type LedgerRecord, mergeRecords } from '../../src/domain/ledger.ts';
import { at } from '../support/builders.ts';

const TOLD: LedgerRecord = {
  at: at('2026-11-20T10:06:00Z'),
  state: 'told',
  entry: 'api-errors',
  update: '2026-11-20T10:05:00Z',
  again: '',
  channel: 'mail',
  recipient: 'k3f9.a',
};
const OTHERS: LedgerRecord[] = [
  { ...TOLD, recipient: 'k3f9.b' },
  { ...TOLD, channel: 'chat', recipient: '-', again: 'k3f9', message: { id: '7', extra: { thread: '8' } } },
  {
    ...TOLD,
    channel: 'hook',
    recipient: '-',
    state: 'retry',
    reason: 'a "b"\nc',
    retry: { tries: 2, since: 0, nextAt: 60_000 },
  },
];

describe('the files of the ledger', () => {
  test('has one line for everybody whom the same moment reached, and loses nothing', () => {
    const text = formatLedgerFile([TOLD, ...OTHERS]);
    expect(text.split('\n')).toHaveLength(4);
    expect(parseLedgerLines(text)).toEqual([TOLD, ...OTHERS]);
  });

  test('leaves out what is torn or of another version, and nothing else', () => {
    const line = formatLedgerLine(TOLD);
    expect(parseLedgerLines(`${line.slice(0, 40)}\n${line}\n{"at":"x"}\n[]\n\0`)).toEqual([TOLD]);
  });

  test('the head is read as it was written, and is none where it is torn', () => {
    const head = {
      since: TOLD.at,
      channels: new Map([['mail', TOLD.at]]),
      claim: { id: 'a', at: TOLD.at },
      isMarked: true,
    };
    expect(parseLedgerHead(formatLedgerHead(head))).toEqual(head);
    expect(parseLedgerHead(formatLedgerHead(head).slice(0, 40))).toBeUndefined();
  });
});

test.each([
  ['told over what was tried', [{ state: 'told' }, { state: 'retry', at: TOLD.at + 1 }], 'told'],
  ['told over what has failed', [{ state: 'failed' }, { state: 'told', at: TOLD.at - 1 }], 'told'],
] as const)('mergeRecords() keeps %s', (_, records, state) => {
  expect(mergeRecords(records.map((record) => ({ ...TOLD, ...record }))).map((record) => record.state)).toEqual([
    state,
  ]);
});
