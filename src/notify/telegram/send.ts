/** Posts to a chat of Telegram. The token stands in the address, so that no address is ever told. */
import { z } from 'zod';

import type { Channel } from '../../channel-ports.ts';
import { judgeService, readJson } from '../service-answer.ts';
import { describeTelegramMessage } from './message.ts';

const MessageSchema = z.object({ ok: z.literal(true), result: z.object({ message_id: z.int() }) });
const ErrorSchema = z.object({ description: z.string() });
const LimitSchema = z.object({ parameters: z.object({ retry_after: z.number().min(0).max(86_400) }) });
/** As BotFather gives them; any other would change the address. */
const TOKEN = /^\d+:[\w-]+$/;

export const telegram: Channel<'telegram'> = {
  // A chat takes about a message a second.
  pace: { atOnce: 1, everyMs: 1_000 },
  isThreaded: true,
  show: (delivery) => describeTelegramMessage(delivery).text,
  async send(delivery, { fetch }) {
    const { url, token } = delivery.to.settings;
    if (!TOKEN.test(token))
      return { result: 'refused', reason: 'its token is none of Telegram: digits, a colon, letters' };
    const answer = await fetch({
      url: `${url.replace(/\/+$/, '')}/bot${token}/sendMessage`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(describeTelegramMessage(delivery)),
    });
    const service = {
      name: 'Telegram',
      secrets: [token],
      readReason: (text: string) => readJson(text, ErrorSchema)?.description,
      readWaitMs: ({ text }: { text: string }) => {
        const seconds = readJson(text, LimitSchema)?.parameters.retry_after;
        return seconds === undefined ? undefined : seconds * 1_000;
      },
    };
    return judgeService(answer, service, {
      schema: MessageSchema,
      keep: ({ result }) => ({ id: String(result.message_id) }),
    });
  },
};
