/** Posts to an incoming webhook of Slack, or as a bot, which keeps what is said of one entry in one thread. */
import { z } from 'zod';

import type { Channel, ChannelPorts, Delivery, SendOutcome } from '../../channel-ports.ts';
import { judgeFailure, readJson } from '../service-answer.ts';
import { describeSlackMessage, type SlackMessage } from './message.ts';

const API_URL = 'https://slack.com/api';
const AnswerSchema = z.object({
  ok: z.boolean(),
  ts: z
    .string()
    .regex(/^\d{1,12}\.\d{1,8}$/)
    .optional(),
  error: z.string().optional(),
});
/** What is wrong with the message itself: it would be refused again. */
const OF_THE_MESSAGE =
  /^(?:invalid_blocks.*|invalid_arguments|invalid_arg_name|msg_too_long|no_text|too_many_.*|msg_blocks_too_long)$/;

type SlackDelivery = Delivery<'slack'>;

function describeSecrets({ to }: SlackDelivery): string[] {
  return [to.settings.url, to.settings.token].filter((value) => value !== undefined);
}

async function sendHook(delivery: SlackDelivery, url: string, { fetch }: ChannelPorts): Promise<SendOutcome> {
  const body = JSON.stringify(describeSlackMessage(delivery));
  const answer = await fetch({ url, headers: { 'content-type': 'application/json' }, body });
  const readReason = (text: string): string | undefined =>
    /^[\w-]{1,60}$/.test(text.trim()) ? text.trim() : undefined;
  return judgeFailure(answer, { name: 'Slack', secrets: describeSecrets(delivery), readReason });
}

/** In the thread of the first message; the end is shown in the channel as well, where everybody waits for it. */
function describePost(delivery: SlackDelivery): SlackMessage & Record<string, unknown> {
  const { notice, previous, to } = delivery;
  const thread = previous === undefined ? {} : { thread_ts: previous.id, reply_broadcast: notice.event === 'resolved' };
  return { ...describeSlackMessage(delivery), channel: to.settings.to ?? '', ...thread };
}

async function sendAsBot(delivery: SlackDelivery, token: string, { fetch }: ChannelPorts): Promise<SendOutcome> {
  const { url = API_URL } = delivery.to.settings;
  const answer = await fetch({
    url: `${url.replace(/\/+$/, '')}/chat.postMessage`,
    headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${token}` },
    body: JSON.stringify(describePost(delivery)),
  });
  const said = answer.kind === 'answered' ? readJson(answer.text, AnswerSchema) : undefined;
  const outcome = judgeFailure(answer, {
    name: 'Slack',
    secrets: describeSecrets(delivery),
    readReason: () => said?.error,
  });
  if (outcome.result !== 'sent') return outcome;
  if (said?.ok === true) return { result: 'sent', message: said.ts === undefined ? undefined : { id: said.ts } };
  const reason = said?.error?.replace(/[^\w-]/g, '').slice(0, 60) ?? 'another answer than Slack gives';
  // A token, a right or a channel can be mended; a message cannot.
  const isForGood = OF_THE_MESSAGE.test(reason);
  return { result: isForGood ? 'refused' : 'retry', reason: `Slack does not take it: ${reason}` };
}

export const slack: Channel<'slack'> = {
  // Slack takes a message a second in each channel.
  pace: { atOnce: 1, everyMs: 1_000 },
  isThreaded: true,
  show: (delivery) => JSON.stringify(describeSlackMessage(delivery), undefined, 2),
  async send(delivery, ports) {
    const { url, token } = delivery.to.settings;
    if (token !== undefined) return sendAsBot(delivery, token, ports);
    if (url !== undefined) return sendHook(delivery, url, ports);
    return { result: 'refused', reason: 'neither "url" nor "token" is set' };
  },
};
