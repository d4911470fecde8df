import { describe, expect, test } from 'vitest';

import { ConfigSchema } from '../../src/schema/config.ts';
import { listPublicChannels } from '../../src/site/public-channels.ts';
import { makeConfig } from '../support/builders.ts';

const TOKEN = '${CANDOR_TOKEN}';
const HOOK = '${CANDOR_HOOK}';

function shown(channels: unknown): string[] {
  const config = makeConfig({ components: [{ id: 'api', name: 'Public API' }], channels });
  return listPublicChannels(config).map(({ name, url, address, components }) =>
    [name, url, address, ...components].join(' '),
  );
}

describe('listPublicChannels()', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    [
      'the account of Bluesky',
      { type: 'bluesky', username: 'status.acme.example', token: TOKEN },
      ['Bluesky https://bsky.app/profile/status.acme.example bsky.app/profile/status.acme.example'],
    ],
    ['a name that is none not', { type: 'bluesky', username: '../x.example', token: TOKEN }, []],
    ['a name in a variable not', { type: 'bluesky', username: '${CANDOR_NAME}', token: TOKEN }, []],
    [
      'a channel of Telegram that has a name',
      { type: 'telegram', to: '@acme_status', token: TOKEN },
      ['Telegram https://t.me/acme_status t.me/acme_status'],
    ],
    ['a chat that goes by a number not', { type: 'telegram', to: '-1001234567890', token: TOKEN }, []],
    [
      'the server of Mastodon, which names no account, not',
      { type: 'mastodon', url: 'https://m.example', token: TOKEN },
      [],
    ],
    ['where a hook leads not', { type: 'slack', url: 'https://hooks.example/secret' }, []],
    [
      'what the operator says, with what it tells of',
      { type: 'slack', url: HOOK, follow: 'https://acme.example/slack/', components: ['api'] },
      ['Slack https://acme.example/slack/ acme.example/slack Public API'],
    ],
    [
      'mail by the page where one asks for it',
      { type: 'email', from: 'a@acme.example', to: HOOK, follow: 'https://lists.acme.example/join' },
      ['lists.acme.example https://lists.acme.example/join lists.acme.example/join'],
    ],
    ['what tells of nothing not', { type: 'discord', url: HOOK, follow: 'https://a.example', on: [] }, []],
  ])('has %s', (_, channel, lines) => {
    expect(shown([{ id: 'a', ...channel }])).toEqual(lines);
  });

  test('has each address once', () => {
    const channel = { type: 'discord', url: HOOK, follow: 'https://a.example/x' };
    expect(
      shown([
        { id: 'a', ...channel },
        { id: 'b', ...channel },
      ]),
    ).toHaveLength(1);
  });
});

test.each(['javascript:alert(1)', 'https://a.example/${CANDOR_TOKEN}', 'mailto:a@acme.example', 'acme.example'])(
  'follow takes no %s',
  (follow) => {
    const channel = { id: 'a', type: 'slack', url: HOOK, follow };
    const config = { page: { name: 'A', url: 'https://a.example' }, components: [{ id: 'api', name: 'A' }] };
    expect(ConfigSchema.safeParse({ ...config, channels: [channel] }).success).toBe(false);
    expect(ConfigSchema.safeParse({ ...config, channels: [{ ...channel, follow: undefined }] }).success).toBe(true);
  },
);
