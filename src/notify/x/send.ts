/** Posts to X. */
import { randomBytes } from 'node:crypto';

import { z } from 'zod';

import type { Channel, ChannelAnswer } from '../../channel-ports.ts';
import { judgeService, readJson, untilSeconds } from '../service-answer.ts';
import { describeXPost } from './message.ts';
import { signRequest } from './oauth.ts';

const PostSchema = z.object({ data: z.object({ id: z.string().regex(/^\d{1,20}$/) }) });
const ErrorSchema = z.object({ detail: z.string() });

/** X knows no keys of requests, but takes the same words only once: what was sent before a crash is there already. */
function isThereAlready(answer: ChannelAnswer): boolean {
  if (answer.kind === 'failed' || answer.status !== 403) return false;
  return /duplicate content/i.test(readJson(answer.text, ErrorSchema)?.detail ?? '');
}

export const x: Channel<'x'> = {
  pace: { atOnce: 1, everyMs: 1_000 },
  isThreaded: true,
  show: (delivery) => describeXPost(delivery).text,
  async send(delivery, { clock, fetch }) {
    const { url: server, apiKey, apiSecret, token, tokenSecret } = delivery.to.settings;
    const address = `${server.replace(/\/+$/, '')}/2/tweets`;
    if (!URL.canParse(address)) return { result: 'refused', reason: 'its address is no URL' };
    const once = { nonce: randomBytes(16).toString('hex'), seconds: Math.floor(clock.now() / 1_000) };
    const keys = { apiKey, apiSecret, token, tokenSecret };
    const authorization = signRequest({ method: 'POST', url: new URL(address) }, keys, once);
    const answer = await fetch({
      url: address,
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(describeXPost(delivery)),
    });
    if (isThereAlready(answer)) return { result: 'sent' };
    const service = {
      name: 'X',
      secrets: Object.values(keys),
      readReason: (text: string) => readJson(text, ErrorSchema)?.detail,
      readWaitMs: ({ headers }: { headers: ReadonlyMap<string, string> }) =>
        untilSeconds(headers.get('x-rate-limit-reset'), clock.now()),
    };
    return judgeService(answer, service, { schema: PostSchema, keep: ({ data }) => ({ id: data.id }) });
  },
};
