/** Posts to a webhook of Discord. */
import { z } from 'zod';

import type { Channel, ChannelAnswer, ChannelPorts, ChannelRequest, Delivery } from '../../channel-ports.ts';
import { judgeService, readJson } from '../service-answer.ts';
import { describeDiscordMessage, describeFirstMessage, describeThreadName, type DiscordMessage } from './message.ts';

const ID = /^\d{1,20}$/;
const MessageSchema = z.object({ id: z.string().regex(ID), channel_id: z.string().regex(ID) });
const KeptSchema = z.object({ embeds: z.array(z.object({ description: z.string().optional() })).min(1) });
const ErrorSchema = z.object({ message: z.string().optional(), code: z.number().optional() });
const LimitSchema = z.object({ retry_after: z.number().min(0).max(86_400) });
/** The channel is a forum, in which every message belongs to a thread. */
const NEEDS_THREAD = 220_001;

/** The webhook's address with a message of it, in the thread of the entry where it has one. */
function addressOf(hook: string, thread: string | undefined, message?: string): string {
  if (!URL.canParse(hook)) return hook;
  const url = new URL(hook);
  if (message !== undefined) url.pathname = `${url.pathname.replace(/\/$/, '')}/messages/${message}`;
  else url.searchParams.set('wait', 'true');
  if (thread !== undefined) url.searchParams.set('thread_id', thread);
  return url.href;
}

function threadOf({ previous }: Delivery<'discord'>): string | undefined {
  const thread = previous?.extra?.['thread'];
  return thread !== undefined && ID.test(thread) ? thread : undefined;
}

function asJson(url: string, method: ChannelRequest['method'], body: object): ChannelRequest {
  return { url, method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** Whether the webhook has taken nothing, as its channel wants a thread. */
function isForum(answer: ChannelAnswer): boolean {
  if (answer.kind === 'failed' || answer.status !== 400) return false;
  return readJson(answer.text, ErrorSchema)?.code === NEEDS_THREAD;
}

/** The message; in a forum the beginning of a thread. */
async function post(
  delivery: Delivery<'discord'>,
  message: DiscordMessage,
  { fetch }: ChannelPorts,
): Promise<{ answer: ChannelAnswer; beginsThread: boolean }> {
  const url = addressOf(delivery.to.settings.url, threadOf(delivery));
  const answer = await fetch(asJson(url, 'POST', message));
  if (!isForum(answer)) return { answer, beginsThread: false };
  const begun = { ...message, thread_name: describeThreadName(delivery) };
  return { answer: await fetch(asJson(url, 'POST', begun)), beginsThread: true };
}

/** Gives the entry's first message the state that the entry has now. Where that fails, everybody has been told all the same. */
async function editFirst(delivery: Delivery<'discord'>, { fetch }: ChannelPorts): Promise<void> {
  const id = delivery.previous?.id ?? '';
  if (!ID.test(id)) return;
  const url = addressOf(delivery.to.settings.url, threadOf(delivery), id);
  const answer = await fetch({ url, method: 'GET' });
  const kept = answer.kind === 'answered' && answer.status === 200 ? readJson(answer.text, KeptSchema) : undefined;
  const message = describeFirstMessage(delivery, kept?.embeds[0]?.description ?? '');
  if (kept !== undefined && message !== undefined) await fetch(asJson(url, 'PATCH', message));
}

/** What was sent before a run is ended has to be known as sent. */
function passIfEnded(signal: AbortSignal): (error: unknown) => void {
  return (error) => {
    if (!signal.aborted) throw error;
  };
}

export const discord: Channel<'discord'> = {
  // A webhook takes five requests in two seconds, and an update makes up to three.
  pace: { atOnce: 1, everyMs: 1_000 },
  isThreaded: true,
  show: (delivery) => JSON.stringify(describeDiscordMessage(delivery), undefined, 2),
  async send(delivery, ports) {
    const { answer, beginsThread } = await post(delivery, describeDiscordMessage(delivery), ports);
    const service = {
      name: 'Discord',
      secrets: [delivery.to.settings.url],
      readReason: (text: string) => readJson(text, ErrorSchema)?.message,
      readWaitMs: ({ text }: { text: string }) => {
        const seconds = readJson(text, LimitSchema)?.retry_after;
        return seconds === undefined ? undefined : Math.ceil(seconds * 1_000);
      },
    };
    const outcome = judgeService(answer, service, {
      schema: MessageSchema,
      keep: (sent) => ({ id: sent.id, extra: beginsThread ? { thread: sent.channel_id } : undefined }),
    });
    if (outcome.result === 'sent' && !beginsThread) await editFirst(delivery, ports).catch(passIfEnded(ports.signal));
    return outcome;
  },
};
