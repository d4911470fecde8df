/** How many customers were told of a public incident, which is all that the public is told of them. */
import { formatInstant, type Instant } from '../schema/timestamp.ts';

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
