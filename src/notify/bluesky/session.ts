/** Sessions of accounts on Bluesky. A server lets an account begin only a few hundred a day, so that one serves a run. */
import { z } from 'zod';

import { digestOf } from '../../digest.ts';
import type { ChannelAnswer, ChannelPorts, Delivery } from '../../channel-ports.ts';
import { readJson } from '../service-answer.ts';

type Settings = Delivery<'bluesky'>['to']['settings'];

const SessionSchema = z.object({
  did: z.string().regex(/^did:[a-z]+:[\w.:%-]{1,200}$/),
  accessJwt: z.string().regex(/^[\w.~+/=-]{1,8000}$/),
});
export type Session = z.output<typeof SessionSchema>;

const sessions = new Map<string, Session>();

function keyOf({ url, username, token }: Settings): string {
  return digestOf(JSON.stringify([url, username, token]), 40);
}

/** Asks a method of the AT Protocol on the account's server. */
export function ask(
  settings: Settings,
  { method, body, session }: { method: string; body: unknown; session?: Session },
  { fetch }: ChannelPorts,
): Promise<ChannelAnswer> {
  const authorization = session === undefined ? {} : { authorization: `Bearer ${session.accessJwt}` };
  return fetch({
    url: `${settings.url.replace(/\/+$/, '')}/xrpc/${method}`,
    headers: { 'content-type': 'application/json', ...authorization },
    body: JSON.stringify(body),
  });
}

/** The account's session, a new one where there is none; or the answer that came in place of one. */
export async function openSession(
  settings: Settings,
  ports: ChannelPorts,
): Promise<{ session: Session } | { session?: undefined; answer: ChannelAnswer }> {
  const known = sessions.get(keyOf(settings));
  if (known !== undefined) return { session: known };
  const body = { identifier: settings.username, password: settings.token };
  const answer = await ask(settings, { method: 'com.atproto.server.createSession', body }, ports);
  const isTaken = answer.kind === 'answered' && answer.status === 200;
  const session = isTaken ? readJson(answer.text, SessionSchema) : undefined;
  if (session === undefined) return { answer };
  sessions.set(keyOf(settings), session);
  return { session };
}

/** Forgets a session that the server no longer takes. */
export function dropSession(settings: Settings): void {
  sessions.delete(keyOf(settings));
}
