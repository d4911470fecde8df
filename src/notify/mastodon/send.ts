/** Posts to Mastodon, or to what speaks as it does. */
import { z } from 'zod';

import type { Channel, ChannelAnswer, ChannelPorts, Delivery } from '../../channel-ports.ts';
import { judgeService, readJson } from '../service-answer.ts';
import { describeMastodonPost, type MastodonPost } from './message.ts';

const PostSchema = z.object({ id: z.string().min(1).max(64) });
const ErrorSchema = z.object({ error: z.string() });

/** The server knows the key for an hour, and gives the same post for it again. */
function post(body: MastodonPost, { to, key }: Delivery<'mastodon'>, { fetch }: ChannelPorts): Promise<ChannelAnswer> {
  const { url, token } = to.settings;
  return fetch({
    url: `${url.replace(/\/+$/, '')}/api/v1/statuses`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  });
}

/** The post; the same alone where what it answers is gone. */
async function postOrAlone(delivery: Delivery<'mastodon'>, ports: ChannelPorts): Promise<ChannelAnswer> {
  const { in_reply_to_id: first, ...alone } = describeMastodonPost(delivery);
  if (first === undefined) return post(alone, delivery, ports);
  const answer = await post({ ...alone, in_reply_to_id: first }, delivery, ports);
  return answer.kind === 'answered' && answer.status === 404 ? post(alone, delivery, ports) : answer;
}

function readWaitMs(headers: ReadonlyMap<string, string>, now: number): number | undefined {
  const at = Date.parse(headers.get('x-ratelimit-reset') ?? '');
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

export const mastodon: Channel<'mastodon'> = {
  pace: { atOnce: 1, everyMs: 1_000 },
  isThreaded: true,
  show: (delivery) => describeMastodonPost(delivery).status,
  async send(delivery, ports) {
    const answer = await postOrAlone(delivery, ports);
    const service = {
      name: 'Mastodon',
      secrets: [delivery.to.settings.token],
      readReason: (text: string) => readJson(text, ErrorSchema)?.error,
      readWaitMs: ({ headers }: { headers: ReadonlyMap<string, string> }) => readWaitMs(headers, ports.clock.now()),
    };
    return judgeService(answer, service, { schema: PostSchema, keep: ({ id }) => ({ id }) });
  },
};
