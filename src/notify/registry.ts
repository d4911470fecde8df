/** Every type of channel that this version can tell by; each is loaded when the first message goes through it. */
import type { Channel } from '../channel-ports.ts';
import type { ChannelType } from '../schema/channel.ts';

type Loader<T extends ChannelType> = () => Promise<Channel<T>>;

const CHANNELS: { readonly [T in ChannelType]: Loader<T> } = {
  slack: async () => (await import('./slack/send.ts')).slack,
  email: async () => (await import('./email/send.ts')).email,
  webhook: async () => (await import('./webhook/send.ts')).webhook,
  mastodon: async () => (await import('./mastodon/send.ts')).mastodon,
  bluesky: async () => (await import('./bluesky/send.ts')).bluesky,
  x: async () => (await import('./x/send.ts')).x,
  discord: async () => (await import('./discord/send.ts')).discord,
  teams: async () => (await import('./teams/send.ts')).teams,
  telegram: async () => (await import('./telegram/send.ts')).telegram,
};

/** The channel of a type. */
export async function loadChannel<T extends ChannelType>(type: T): Promise<Channel<T>> {
  const load: Loader<T> = CHANNELS[type];
  return load();
}
