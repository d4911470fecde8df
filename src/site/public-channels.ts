/** Where readers find what our channels say: only what status.yml says openly, and nothing of what a channel is sent to. */
import type { ChannelConfig, ChannelType } from '../schema/channel.ts';
import type { Config } from '../schema/config.ts';

/** As the services call themselves, in every language; mail and programs go by the host of the page. */
const NAMES: Readonly<Partial<Record<ChannelType, string>>> = {
  slack: 'Slack',
  mastodon: 'Mastodon',
  bluesky: 'Bluesky',
  x: 'X',
  discord: 'Discord',
  teams: 'Microsoft Teams',
  telegram: 'Telegram',
};

export interface PublicChannel {
  /** What the service is called. */
  name: string;
  /** Absolute. */
  url: string;
  /** The address as it is read out: without its scheme. */
  address: string;
  /** What it tells of, as readers call it; empty where that is all. */
  components: string[];
}

/** https://atproto.com/specs/handle */
const HANDLE = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
/** The name of a channel or group that everybody can find; all others go by a number. */
const TELEGRAM_NAME = /^@([a-z]\w{3,31})$/i;

/** An address that follows from what is public anyway: the name of an account or of a channel. */
function deriveAddress(channel: ChannelConfig): string | undefined {
  if (channel.type === 'bluesky' && HANDLE.test(channel.username)) {
    return `https://bsky.app/profile/${channel.username}`;
  }
  const name = channel.type === 'telegram' ? TELEGRAM_NAME.exec(channel.to)?.[1] : undefined;
  return name === undefined ? undefined : `https://t.me/${name}`;
}

/** The channels that readers can follow, in the order of status.yml, each address once. */
export function listPublicChannels({ channels, components }: Config): PublicChannel[] {
  const names = new Map(components.map(({ id, name }) => [id, name]));
  const found = channels.flatMap((channel): PublicChannel[] => {
    const url = channel.follow ?? deriveAddress(channel);
    if (url === undefined || channel.on.length === 0) return [];
    const address = url.replace(/^https?:\/\//i, '').replace(/\/$/, '');
    const of = channel.components.map((id) => names.get(id) ?? id);
    return [{ name: NAMES[channel.type] ?? new URL(url).host, url, address, components: of }];
  });
  return [...new Map(found.toReversed().map((each) => [each.url, each])).values()].toReversed();
}
