/** What each service is asked, as its documentation has it, and what becomes of its answers. */
import { describe, expect, test } from 'vitest';

import { loadChannel } from '../../src/notify/registry.ts';
import { signRequest } from '../../src/notify/x/oauth.ts';
import type { SendOutcome } from '../../src/channel-ports.ts';
import type { ChannelSettings, ChannelType } from '../../src/schema/channel.ts';
import { type DeliveryOptions, makeDelivery, NOTICE_URL } from '../support/channel-delivery.ts';
import { type Answer, type Asked, makePorts, startService } from '../support/channel-server.ts';
import { findClosedPort, startTcpServer } from '../support/servers.ts';

type Settings = { [T in ChannelType]: ChannelSettings<T> & { type: T } }[ChannelType];
type Sent = 'mastodon' | 'bluesky' | 'x' | 'discord' | 'teams' | 'telegram';

const SECRET = 'vorpal-Quuxwhistle_42';
const SETTINGS: { [T in Sent]: (url: string) => Extract<Settings, { type: T }> } = {
  mastodon: (url) => ({ type: 'mastodon', url: `${url}/`, token: SECRET }),
  bluesky: (url) => ({ type: 'bluesky', url, username: 'status.acme.example', token: SECRET }),
  x: (url) => ({ type: 'x', url, apiKey: 'key', apiSecret: 'manxome-secret', token: 'token', tokenSecret: SECRET }),
  discord: (url) => ({ type: 'discord', url: `${url}/api/webhooks/11/${SECRET}` }),
  teams: (url) => ({
    type: 'teams',
    url: `${url}/workflows/a/triggers/manual/paths/invoke?api-version=1&sig=${SECRET}`,
  }),
  telegram: (url) => ({ type: 'telegram', url, token: `77:${SECRET}`, to: '-1001' }),
};

const SESSION = {
  status: 200,
  body: { did: 'did:plc:acme', accessJwt: 'jwt.of.session', refreshJwt: 'r', handle: 'h' },
};
const TAKEN: Record<Sent, Answer> = {
  mastodon: { status: 200, body: { id: '113', url: 'https://m.example/@acme/113' } },
  bluesky: { status: 200, body: { uri: 'at://did:plc:acme/app.bsky.feed.post/3k', cid: 'bafyreia' } },
  x: { status: 201, body: { data: { id: '1900000000000000001', text: 'a' } } },
  discord: { status: 200, body: { id: '501', channel_id: '601', embeds: [] } },
  teams: { status: 202 },
  telegram: { status: 200, body: { ok: true, result: { message_id: 42, chat: { id: -1001 } } } },
};
/** How each service gives the reason of a refusal. */
const SAID: Record<Sent, ((reason: string) => object) | undefined> = {
  mastodon: (error) => ({ error }),
  bluesky: (message) => ({ error: 'InvalidRequest', message }),
  x: (detail) => ({ title: 'Invalid Request', detail, status: 400 }),
  discord: (message) => ({ message, code: 50_035 }),
  teams: undefined,
  telegram: (description) => ({ ok: false, error_code: 400, description }),
};
const CHANNELS: Sent[] = ['mastodon', 'bluesky', 'x', 'discord', 'teams', 'telegram'];

async function sendTo(
  type: Sent,
  url: string,
  { timeoutMs, ...options }: DeliveryOptions & { timeoutMs?: number } = {},
): Promise<SendOutcome> {
  const channel = await loadChannel<ChannelType>(type);
  if (channel === undefined) throw new Error(`no channel ${type}`);
  const ports = makePorts(timeoutMs === undefined ? {} : { timeoutMs });
  return channel.send(makeDelivery<ChannelType>(SETTINGS[type](url), options), ports);
}

/** Sends over a service that gives these answers; Bluesky begins a session first. */
async function send(
  type: Sent,
  answers: Answer[],
  options: DeliveryOptions = {},
): Promise<{ outcome: SendOutcome; asked: Asked[] }> {
  const service = await startService(...(type === 'bluesky' ? [SESSION] : []), ...answers);
  return { outcome: await sendTo(type, service.url, options), asked: service.asked };
}

describe.each(CHANNELS)('%s', (type) => {
  test('is tried again when it wants to be left alone, after as long as it says', async () => {
    const { outcome } = await send(type, [{ status: 429, headers: { 'retry-after': '7' } }]);
    expect(outcome).toEqual({ result: 'retry', reason: 'the server answered 429', afterMs: 7_000 });
  });

  test('is tried again when it has a fault, and when nobody is there', async () => {
    const { outcome } = await send(type, [{ status: 503 }]);
    expect(outcome).toMatchObject({ result: 'retry', reason: 'the server answered 503' });
    const nobody = await sendTo(type, `http://127.0.0.1:${await findClosedPort()}`);
    expect(nobody).toEqual({ result: 'retry', reason: 'the connection was refused' });
  });

  test('is refused for what it does not take, in its own words but without a secret', async () => {
    const say = SAID[type];
    const body = say?.(`no such chat ${SECRET} in ${encodeURIComponent(SECRET)}\u202E`) ?? `no ${SECRET}`;
    const { outcome } = await send(type, [{ status: 400, body }]);
    expect(outcome.result).toBe('refused');
    expect(JSON.stringify(outcome)).not.toMatch(/vorpal|Quuxwhistle|\u202E|127\.0\.0\.1/);
    const reason = say === undefined ? 'the server answered 400' : 'the server answered 400: "no such chat [';
    expect(outcome).toMatchObject({ reason: expect.stringContaining(reason) as string });
  });

  test('reads no more of an answer than it needs, whatever that is', async () => {
    const { outcome } = await send(type, [{ status: 400, body: '{"error":'.repeat(100_000) }]);
    expect(outcome).toEqual({ result: 'refused', reason: 'the server answered 400' });
  });

  test('names no address and no secret when it is silent', async () => {
    const { url } = await startTcpServer(() => undefined);
    const outcome = await sendTo(type, url, { timeoutMs: 40 });
    expect(outcome.result).toBe('retry');
    expect(JSON.stringify(outcome)).not.toMatch(/vorpal|Quuxwhistle|127\.0\.0\.1|http/);
  });
});

describe.each(CHANNELS.filter((type) => type !== 'teams'))('%s', (type) => {
  test('is refused where somebody else answers', async () => {
    const { outcome } = await send(type, [{ status: 200, body: '<!doctype html><title>Sign in</title>' }]);
    expect(outcome).toMatchObject({
      result: 'refused',
      reason: expect.stringMatching(/^the server answered 200, but not as \w+ does$/) as string,
    });
  });
});

describe('mastodon', () => {
  test('is asked for a post, once for every key', async () => {
    const { outcome, asked } = await send('mastodon', [TAKEN.mastodon]);
    expect(outcome).toEqual({ result: 'sent', message: { id: '113' } });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ method: 'POST', path: '/api/v1/statuses' });
    expect(asked[0]?.headers).toMatchObject({
      authorization: `Bearer ${SECRET}`,
      'content-type': 'application/json',
      'idempotency-key': 'key-of-this-delivery',
    });
    expect(asked[0]?.body).toMatchObject({ visibility: 'public', language: 'en' });
  });

  test('is asked for a post by itself where the first one is gone', async () => {
    const gone = { status: 404, body: { error: 'Record not found' } };
    const { outcome, asked } = await send('mastodon', [gone, TAKEN.mastodon], { previous: { id: '99' } });
    expect(outcome).toMatchObject({ result: 'sent' });
    expect(asked.map(({ body }) => (body as { in_reply_to_id?: string }).in_reply_to_id)).toEqual(['99', undefined]);
  });

  test('says in a header of its own when it may be asked again', async () => {
    const headers = { 'x-ratelimit-reset': '2026-11-20T10:11:00.000Z' };
    const { outcome } = await send('mastodon', [{ status: 429, headers }]);
    expect(outcome).toMatchObject({ result: 'retry', afterMs: 300_000 });
  });
});

describe('bluesky', () => {
  test('is asked for a session and then for the record', async () => {
    const { outcome, asked } = await send('bluesky', [TAKEN.bluesky]);
    const message = { id: 'at://did:plc:acme/app.bsky.feed.post/3k', extra: { cid: 'bafyreia' } };
    expect(outcome).toEqual({ result: 'sent', message });
    expect(asked.map(({ path }) => path)).toEqual([
      '/xrpc/com.atproto.server.createSession',
      '/xrpc/com.atproto.repo.putRecord',
    ]);
    expect(asked[0]?.body).toEqual({ identifier: 'status.acme.example', password: SECRET });
    expect(asked[1]?.headers.authorization).toBe('Bearer jwt.of.session');
    expect(asked[1]?.body).toMatchObject({
      repo: 'did:plc:acme',
      collection: 'app.bsky.feed.post',
      rkey: expect.stringMatching(/^[234567a-z]{13}$/) as string,
      record: { $type: 'app.bsky.feed.post', langs: ['en'] },
    });
  });

  test('keeps its session, and gets a new one when it is over', async () => {
    const over = { status: 400, body: { error: 'ExpiredToken', message: 'Token has expired' } };
    const service = await startService(SESSION, TAKEN.bluesky, over, SESSION, TAKEN.bluesky);
    const outcomes = [await sendTo('bluesky', service.url), await sendTo('bluesky', service.url)];
    expect(outcomes.map(({ result }) => result)).toEqual(['sent', 'sent']);
    const methods = service.asked.map(({ path }) => path.split('.').at(-1));
    expect(methods).toEqual(['createSession', 'putRecord', 'putRecord', 'createSession', 'putRecord']);
    const [first, , again] = service.asked.filter(({ path }) => path.endsWith('putRecord'));
    expect(again?.body).toEqual(first?.body);
  });

  test('is tried again when it takes no password, so that it can be mended', async () => {
    const body = { error: 'AuthenticationRequired', message: 'Invalid identifier or password' };
    const service = await startService({ status: 401, body });
    expect(await sendTo('bluesky', service.url)).toMatchObject({
      result: 'retry',
      reason: 'the server answered 401: "Invalid identifier or password"',
    });
  });

  test('says in a header of its own when it may be asked again', async () => {
    const reset = String(Date.parse('2026-11-20T10:08:00Z') / 1_000);
    const { outcome } = await send('bluesky', [{ status: 429, headers: { 'ratelimit-reset': reset } }]);
    expect(outcome).toMatchObject({ result: 'retry', afterMs: 120_000 });
  });
});

describe('x', () => {
  test('is asked for a post, signed for the account', async () => {
    const { outcome, asked } = await send('x', [TAKEN.x], { previous: { id: '19' } });
    expect(outcome).toEqual({ result: 'sent', message: { id: '1900000000000000001' } });
    expect(asked[0]).toMatchObject({ method: 'POST', path: '/2/tweets' });
    expect(asked[0]?.headers.authorization).toMatch(
      /^OAuth oauth_consumer_key="key", oauth_nonce="[0-9a-f]{32}", oauth_signature_method="HMAC-SHA1", oauth_timestamp="1795169160", oauth_token="token", oauth_version="1\.0", oauth_signature="[\w%]+"$/,
    );
    expect(asked[0]?.body).toMatchObject({ reply: { in_reply_to_tweet_id: '19' } });
  });

  test('that has the post already, as it was sent before a crash, counts as sent', async () => {
    const detail = 'You are not allowed to create a Tweet with duplicate content.';
    const { outcome } = await send('x', [{ status: 403, body: { title: 'Forbidden', detail, status: 403 } }]);
    expect(outcome).toEqual({ result: 'sent' });
  });

  test('says in a header of its own when it may be asked again', async () => {
    const reset = String(Date.parse('2026-11-20T10:21:00Z') / 1_000);
    const { outcome } = await send('x', [{ status: 429, headers: { 'x-rate-limit-reset': reset } }]);
    expect(outcome).toMatchObject({ result: 'retry', afterMs: 900_000 });
  });
});

describe('signRequest()', () => {
  // The example of "Creating a signature" in the documentation of X, with its form as part of the address.
  test('signs as the documentation has it', () => {
    const url = new URL('https://api.x.com/1.1/statuses/update.json');
    url.searchParams.set('include_entities', 'true');
    url.searchParams.set('status', 'Hello Ladies + Gentlemen, a signed OAuth request!');
    const keys = {
      apiKey: 'xvz1evFS4wEEPTGEFPHBog',
      apiSecret: 'kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw',
      token: '370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb',
      tokenSecret: 'LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE',
    };
    const once = { nonce: 'kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg', seconds: 1_318_622_958 };
    const signed = signRequest({ method: 'POST', url }, keys, once);
    expect(signed).toContain('oauth_signature="Ls93hJiZbQ3akF3HF3x1Bz8%2FzU4%3D"');
  });
});

describe('discord', () => {
  test('is asked for a message that calls nobody, and says which it is', async () => {
    const { outcome, asked } = await send('discord', [TAKEN.discord]);
    expect(outcome).toEqual({ result: 'sent', message: { id: '501' } });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ method: 'POST', path: `/api/webhooks/11/${SECRET}?wait=true` });
    expect(asked[0]?.body).toMatchObject({ allowed_mentions: { parse: [] } });
  });

  test('has the first message edited, which keeps what it said', async () => {
    const first = {
      status: 200,
      body: { id: '400', channel_id: '601', embeds: [{ title: 'a', description: 'We look.' }] },
    };
    const answers = [TAKEN.discord, first, first];
    const { outcome, asked } = await send('discord', answers, { previous: { id: '400' } });
    expect(outcome).toEqual({ result: 'sent', message: { id: '501' } });
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `POST /api/webhooks/11/${SECRET}?wait=true`,
      `GET /api/webhooks/11/${SECRET}/messages/400`,
      `PATCH /api/webhooks/11/${SECRET}/messages/400`,
    ]);
    expect(asked[2]?.body).toMatchObject({
      embeds: [{ title: 'Investigating: Elevated errors', description: 'We look.', url: NOTICE_URL }],
      allowed_mentions: { parse: [] },
    });
  });

  test.each([[{ status: 404, body: { message: 'Unknown Message', code: 10_008 } }], [{ status: 500 }]])(
    'has told everybody also where the first message cannot be edited (%j)',
    async (answer) => {
      const { outcome } = await send('discord', [TAKEN.discord, answer], { previous: { id: '400' } });
      expect(outcome).toMatchObject({ result: 'sent' });
    },
  );

  test('begins a thread in a forum, and goes on in it', async () => {
    const forum = {
      status: 400,
      body: { message: 'Webhooks posted to forum channels must have a thread', code: 220_001 },
    };
    const begun = await send('discord', [forum, TAKEN.discord]);
    expect(begun.outcome).toEqual({ result: 'sent', message: { id: '501', extra: { thread: '601' } } });
    expect(begun.asked[1]?.body).toMatchObject({ thread_name: 'Elevated errors' });
    const { asked } = await send('discord', [TAKEN.discord], { previous: { id: '501', extra: { thread: '601' } } });
    expect(asked[0]?.path).toContain('?wait=true&thread_id=601');
    expect(asked[1]?.path).toContain('/messages/501?thread_id=601');
  });

  test('is asked for nothing that a spoilt ledger names', async () => {
    const previous = { id: '../../evil', extra: { thread: '1&x=2' } };
    const { asked } = await send('discord', [TAKEN.discord], { previous });
    expect(asked.map(({ path }) => path)).toEqual([`/api/webhooks/11/${SECRET}?wait=true`]);
  });

  test('says in its answer when it may be asked again', async () => {
    const body = { message: 'You are being rate limited.', retry_after: 1.337, global: false };
    const { outcome } = await send('discord', [{ status: 429, body }]);
    expect(outcome).toMatchObject({ result: 'retry', afterMs: 1_337 });
  });
});

describe('teams', () => {
  test('is asked for a card by a workflow, whose address stays as it is', async () => {
    const { outcome, asked } = await send('teams', [TAKEN.teams]);
    expect(outcome).toEqual({ result: 'sent' });
    const path = `/workflows/a/triggers/manual/paths/invoke?api-version=1&sig=${SECRET}`;
    expect(asked).toEqual([expect.objectContaining({ method: 'POST', path })]);
    expect(asked[0]?.headers['content-type']).toBe('application/json');
    expect(asked[0]?.body).toMatchObject({ type: 'message', attachments: [{ content: { type: 'AdaptiveCard' } }] });
  });
});

describe('telegram', () => {
  test('is asked for a message in the chat', async () => {
    const { outcome, asked } = await send('telegram', [TAKEN.telegram], { previous: { id: '7' } });
    expect(outcome).toEqual({ result: 'sent', message: { id: '42' } });
    expect(asked[0]).toMatchObject({ method: 'POST', path: `/bot77:${SECRET}/sendMessage` });
    expect(asked[0]?.body).toMatchObject({ chat_id: '-1001', parse_mode: 'HTML', reply_parameters: { message_id: 7 } });
  });

  test('says in its answer when it may be asked again', async () => {
    const body = { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 31 } };
    const { outcome } = await send('telegram', [{ status: 429, body }]);
    expect(outcome).toEqual({
      result: 'retry',
      reason: 'the server answered 429: "Too Many Requests"',
      afterMs: 31_000,
    });
  });

  test('is not asked with a token that would change the address', async () => {
    const channel = await loadChannel('telegram');
    const delivery = makeDelivery({ type: 'telegram', url: 'http://127.0.0.1:1', token: '../77:a', to: '1' });
    expect(await channel?.send(delivery, makePorts())).toEqual({
      result: 'refused',
      reason: 'its token is none of Telegram: digits, a colon, letters',
    });
  });
});
