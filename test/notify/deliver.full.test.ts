import { describe, expect, test } from 'vitest';

import type { Channel } from '../../src/channel-ports.ts';
import type { LedgerRecord } from '../../src/domain/ledger.ts';
import type { DueDelivery } from '../../src/domain/plan-notices.ts';
import { deliverAll, type Sender } from '../../src/notify/deliver.ts';
import { loadChannel } from '../../src/notify/registry.ts';
import { webhook } from '../../src/notify/webhook/send.ts';
import type { ChannelSettings, ChannelType } from '../../src/schema/channel.ts';
import { makeConfig } from '../support/builders.ts';
import { makeDelivery, makeNotice } from '../support/channel-delivery.ts';
import { makePorts, startService } from '../support/channel-server.ts';
import { startTcpServer } from '../support/servers.ts';

async function senderOf<T extends ChannelType>(settings: ChannelSettings<T> & { type: T }): Promise<Sender> {
  const { to } = makeDelivery<T>(settings);
  const channel: Channel | undefined = await loadChannel(settings.type);
  return { channel, recipients: new Map([['-', to]]), redact: (text) => text, problem: undefined };
}

describe('deliverAll()', () => {
  test('leaves a mail server that talks on and on, and tells the others meanwhile', async () => {
    const slow = await startTcpServer((socket) => {
      socket.on('error', () => undefined);
      const timer = setInterval(() => socket.write('220-still greeting\r\n'), 10);
      socket.on('close', () => clearInterval(timer));
    });
    const hook = await startService({ status: 200 });
    const { channels } = makeConfig({
      channels: [
        { id: 'mail', type: 'email', from: 'status@acme.example', to: 'reader@example.org' },
        { id: 'hook', type: 'webhook', url: hook.url },
      ],
    });
    const mail = {
      type: 'email',
      from: 'status@acme.example',
      to: 'reader@example.org',
      unsubscribe: undefined,
    } as const;
    const senders = new Map([
      ['mail', await senderOf<'email'>({ ...mail, url: slow.url.replace('http:', 'smtp:') })],
      ['hook', await senderOf<'webhook'>({ type: 'webhook', url: hook.url, secret: undefined })],
    ]);
    const due = channels.map((channel): DueDelivery => {
      const key = { entry: 'a', update: '2026-11-20T10:05:00Z', again: '', channel: channel.id, recipient: '-' };
      return { key, channel, notice: makeNotice(), ...{ retry: undefined, reason: undefined, previous: undefined } };
    });
    const records: LedgerRecord[] = [];
    const ports = makePorts();
    await deliverAll(
      { due, senders, wordsOf: () => makeDelivery({ ...mail, url: 'smtp://a' }).words, pageId: 'k7d0v3m9x2qa' },
      {
        ...ports,
        clock: { ...ports.clock, sleep: () => Promise.resolve() },
        record: (record) => Promise.resolve(void records.push(record)),
        // Once is enough.
        mayBegin: () => !records.some(({ channel }) => channel === 'mail'),
        tryLastsMs: 2_000,
      },
      () => undefined,
    );
    expect(records.filter(({ channel }) => channel === 'hook').map(({ state }) => state)).toEqual(['told']);
    expect(records.find(({ channel }) => channel === 'mail')).toMatchObject({
      state: 'retry',
      reason: 'it took too long',
    });
  });
});

test('a webhook that says that it has taken a message, and then has no end, was told', async () => {
  const { url } = await startTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 60000\r\n\r\n');
    const timer = setInterval(() => socket.write('x'), 10);
    socket.on('close', () => clearInterval(timer));
  });
  const delivery = makeDelivery<'webhook'>({ type: 'webhook', url, secret: undefined });
  expect(await webhook.send(delivery, makePorts({ timeoutMs: 3_000 }))).toEqual({ result: 'sent' });
});
