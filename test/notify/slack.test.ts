import { describe, expect, test } from 'vitest';

import { describeSlackMessage } from '../../src/notify/slack/message.ts';
import { slack } from '../../src/notify/slack/send.ts';
import type { SendOutcome } from '../../src/channel-ports.ts';
import { type DeliveryOptions, makeDelivery, NOTICE_URL } from '../support/channel-delivery.ts';
import { type Answer, makePorts, startService } from '../support/channel-server.ts';

const SECRET = 'xoxb-vorpal-Quuxwhistle_42';

async function send(answer: Answer, options: DeliveryOptions & { asBot?: boolean } = {}) {
  const { url, asked } = await startService(answer);
  const settings = options.asBot === true ? { url, token: SECRET, to: 'C01' } : { url: `${url}/services/${SECRET}` };
  const delivery = makeDelivery<'slack'>({ type: 'slack', token: undefined, to: undefined, ...settings }, options);
  const outcome: SendOutcome = await slack.send(delivery, makePorts());
  return { outcome, asked };
}

describe('describeSlackMessage()', () => {
  const describeText = (text: string) =>
    describeSlackMessage(
      makeDelivery<'slack'>(
        { type: 'slack', url: 'https://s.example', token: undefined, to: undefined },
        { notice: { text } },
      ),
    );

  test('calls nobody and marks nothing, whatever stands in the text', () => {
    const { text, blocks } = describeText('<!channel> <@U1> *not bold* & `x` [a](https://a.example/?x=<b>)');
    expect(text).not.toMatch(/<[!@#]/);
    expect(JSON.stringify(blocks)).not.toMatch(/"type":"(?:user|usergroup|broadcast|mrkdwn)"/);
  });

  test.each([
    ['words', 'We see elevated error rates. '.repeat(400)],
    ['one word', 'x'.repeat(20_000)],
    ['list', '- an item\n'.repeat(2_000)],
  ])('cuts long %s and keeps the link', (_, long) => {
    const { text, blocks } = describeText(long);
    expect(text.length).toBeLessThanOrEqual(3_500);
    expect(JSON.stringify(blocks).length).toBeLessThan(60_000);
    expect(text.endsWith(NOTICE_URL)).toBe(true);
    expect(JSON.stringify(blocks)).toContain(NOTICE_URL);
  });
});

describe('slack', () => {
  test('posts to a webhook', async () => {
    const { outcome, asked } = await send({ status: 200, body: 'ok' });
    expect(outcome).toEqual({ result: 'sent' });
    expect(asked[0]).toMatchObject({ method: 'POST', path: `/services/${SECRET}`, body: { unfurl_links: false } });
  });

  test('as a bot begins a thread, answers in it, and shows the end to the whole channel', async () => {
    const first = await send({ status: 200, body: { ok: true, ts: '1.2', channel: 'C01' } }, { asBot: true });
    expect(first.outcome).toEqual({ result: 'sent', message: { id: '1.2' } });
    expect(first.asked[0]).toMatchObject({
      path: '/chat.postMessage',
      headers: { authorization: `Bearer ${SECRET}` },
      body: { channel: 'C01' },
    });
    const last = await send(
      { status: 200, body: { ok: true, ts: '1.3' } },
      { asBot: true, previous: { id: '1.2' }, notice: { event: 'resolved' } },
    );
    expect(last.asked[0]?.body).toMatchObject({ thread_ts: '1.2', reply_broadcast: true });
  });

  test.each([
    [
      'a webhook that is gone',
      { status: 404, body: 'no_service' },
      false,
      'refused',
      'the server answered 404: "no_service"',
    ],
    ['a pause', { status: 429, headers: { 'retry-after': '30' } }, false, 'retry', 'the server answered 429'],
    [
      'a bot that is not in the channel',
      { status: 200, body: { ok: false, error: 'not_in_channel' } },
      true,
      'retry',
      'Slack does not take it: not_in_channel',
    ],
    [
      'a message that it does not read',
      { status: 200, body: { ok: false, error: 'invalid_blocks' } },
      true,
      'refused',
      'Slack does not take it: invalid_blocks',
    ],
    [
      'another page',
      { status: 200, body: `<p>${SECRET}</p>` },
      true,
      'retry',
      'Slack does not take it: another answer than Slack gives',
    ],
  ] as const)('of %s', async (...[, answer, asBot, result, reason]) => {
    const { outcome } = await send(answer, { asBot });
    expect(outcome).toMatchObject({ result, reason });
  });
});
