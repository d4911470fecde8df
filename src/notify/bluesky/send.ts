/** Writes posts into the repository of an account on Bluesky. */
import { z } from 'zod';

import type { Channel, ChannelAnswer, ChannelPorts, Delivery } from '../../channel-ports.ts';
import { judgeService, readJson, untilSeconds } from '../service-answer.ts';
import { describeBlueskyPost, describeRecordKey } from './message.ts';
import { ask, dropSession, openSession, type Session } from './session.ts';

const RecordSchema = z.object({ uri: z.string().regex(/^at:\/\/\S{1,500}$/), cid: z.string().regex(/^\w{1,200}$/) });
const ErrorSchema = z.object({ error: z.string().optional(), message: z.string().optional() });

/** Puts the record under a key that follows from the delivery, so that sending it again changes nothing. */
function put(delivery: Delivery<'bluesky'>, session: Session, ports: ChannelPorts): Promise<ChannelAnswer> {
  const body = {
    repo: session.did,
    collection: 'app.bsky.feed.post',
    rkey: describeRecordKey(delivery),
    record: describeBlueskyPost(delivery),
  };
  return ask(delivery.to.settings, { method: 'com.atproto.repo.putRecord', body, session }, ports);
}

function isExpired(answer: ChannelAnswer): boolean {
  if (answer.kind === 'failed') return false;
  return answer.status === 401 || readJson(answer.text, ErrorSchema)?.error === 'ExpiredToken';
}

/** What the server answers to the record, or to the session without which there is none. */
async function putInSession(
  delivery: Delivery<'bluesky'>,
  ports: ChannelPorts,
): Promise<{ answer: ChannelAnswer; session?: Session }> {
  const { settings } = delivery.to;
  const opened = await openSession(settings, ports);
  if (opened.session === undefined) return { answer: opened.answer };
  const answer = await put(delivery, opened.session, ports);
  if (!isExpired(answer)) return { answer, session: opened.session };
  dropSession(settings);
  const anew = await openSession(settings, ports);
  if (anew.session === undefined) return { answer: anew.answer };
  return { answer: await put(delivery, anew.session, ports), session: anew.session };
}

export const bluesky: Channel<'bluesky'> = {
  pace: { atOnce: 1, everyMs: 1_000 },
  isThreaded: true,
  show: (delivery) => describeBlueskyPost(delivery).text,
  async send(delivery, ports) {
    const { answer, session } = await putInSession(delivery, ports);
    const service = {
      name: 'Bluesky',
      secrets: [delivery.to.settings.token, session?.accessJwt ?? ''],
      readReason: (text: string) => readJson(text, ErrorSchema)?.message,
      readWaitMs: ({ headers }: { headers: ReadonlyMap<string, string> }) =>
        untilSeconds(headers.get('ratelimit-reset'), ports.clock.now()),
    };
    return judgeService(answer, service, {
      schema: RecordSchema,
      keep: ({ uri, cid }) => ({ id: uri, extra: { cid } }),
    });
  },
};
