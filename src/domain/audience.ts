/** Which channels are to hear of something that was written: what each asks for in status.yml decides. */
import type { ChannelConfig, ChannelEvent, ChannelType } from '../schema/channel.ts';
import { IMPACTS, type Impact } from '../schema/component.ts';
import type { Announcement } from './announcement.ts';
import type { Incident } from './incident.ts';
import type { Maintenance } from './maintenance.ts';
import type { Update } from './update.ts';

/** Something that readers are told. */
export interface News {
  event: ChannelEvent;
  /** Ids of the components that it is about. */
  components: readonly string[];
  /** That of an incident; undefined where there is none to go by. */
  impact: Impact | undefined;
}

/** A channel by what may be said of it in public, with the events that it is to hear of. */
export interface Listener {
  id: string;
  type: ChannelType;
  events: ChannelEvent[];
}

/** Which event an update of an entry is; `isFirst` says whether it is the entry's first. */
export function eventOf(entry: Incident | Maintenance | Announcement, update: Update, isFirst: boolean): ChannelEvent {
  if (entry.kind === 'maintenance') return 'maintenance';
  if (update.phase === 'resolved') return 'resolved';
  return isFirst ? 'opened' : 'updated';
}

/**
 * What readers are told of when these updates of an entry are published. An update that says `notify: no` tells nobody,
 * nor does anything that was written down afterwards. A maintenance is news by itself, also without an update.
 */
export function listNews(
  entry: Incident | Maintenance | Announcement,
  updates: readonly Update[],
  isNew: boolean,
): News[] {
  const { frontMatter, components } = entry;
  if (frontMatter.backfilled === true || frontMatter.importedFrom !== undefined) return [];
  const impact = entry.kind === 'incident' ? entry.impact : undefined;
  const first = entry.updates[0];
  const events = updates
    .filter(({ notify }) => notify !== 'no')
    .map((update) => eventOf(entry, update, isNew && update.at === first?.at));
  if (entry.kind === 'maintenance' && isNew && first === undefined) events.push('maintenance');
  return [...new Set(events)].map((event) => ({ event, components, impact }));
}

/** Whether a channel asks for it, by event, component and impact. */
export function hears(channel: ChannelConfig, { event, components, impact }: News): boolean {
  if (!channel.on.includes(event)) return false;
  if (channel.components.length > 0 && !components.some((id) => channel.components.includes(id))) return false;
  return impact === undefined || IMPACTS.indexOf(impact) >= IMPACTS.indexOf(channel.fromImpact);
}

/** The channels that are to hear of any of the news, in the order of status.yml, without address and secret. */
export function deriveListeners(channels: readonly ChannelConfig[], news: readonly News[]): Listener[] {
  return channels.flatMap((channel) => {
    const events = [...new Set(news.filter((each) => hears(channel, each)).map(({ event }) => event))];
    return events.length === 0 ? [] : [{ id: channel.id, type: channel.type, events }];
  });
}
