/** How many customers were told of a public incident, which is all that the public is told of them. */
import { formatInstant, type Instant, parseInstant } from '../schema/timestamp.ts';

/** What front matter has of it. */
export interface Outreach {
  at: string;
  channel: string;
  count: number;
}

/** That one customer was told one update of an incident. */
export interface Telling {
  /** Tells customers apart; stands nowhere. */
  customer: string;
  /** The type of the channel. */
  type: string;
  /** Tells the updates of an incident apart. */
  update: string;
  at: Instant;
}

/** What front matter says, and of what was counted beside it as much as that does not say yet, by time. */
export function joinOutreach(typed: readonly Outreach[], counted: readonly Outreach[]): Outreach[] {
  const left = new Map<string, number>();
  for (const { channel, count } of typed) left.set(channel, (left.get(channel) ?? 0) + count);
  const beyond = counted.flatMap((each) => {
    const known = Math.min(left.get(each.channel) ?? 0, each.count);
    left.set(each.channel, (left.get(each.channel) ?? 0) - known);
    return each.count > known ? [{ ...each, count: each.count - known }] : [];
  });
  return [...typed, ...beyond].sort((a, b) => (parseInstant(a.at) ?? 0) - (parseInstant(b.at) ?? 0));
}

/**
 * What is to be added to the outreach of an incident, a line for each type of channel: those who were told and are not
 * counted yet, at the time of the last of them. A customer with two ways of one type counts once for each update.
 */
export function planOutreach(tellings: readonly Telling[], known: readonly Outreach[]): Outreach[] {
  const counts = Map.groupBy(tellings, ({ type }) => type);
  return [...counts].flatMap(([channel, told]) => {
    const count = new Set(told.map(({ customer, update }) => `${customer} ${update}`)).size;
    const counted = known.filter((each) => each.channel === channel).reduce((sum, each) => sum + each.count, 0);
    if (count <= counted) return [];
    return [{ at: formatInstant(Math.max(...told.map(({ at }) => at))), channel, count: count - counted }];
  });
}
