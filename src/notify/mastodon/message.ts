/** A notice as a post on Mastodon, which counts graphemes and every address as 23 of them. */
import type { Delivery } from '../../channel-ports.ts';
import { languageOf } from '../../schema/locale.ts';
import { isSeenAsAddress } from '../address.ts';
import { countGraphemes } from '../fit-words.ts';
import { describeParts } from '../parts.ts';
import { withoutMentions } from '../plain.ts';
import { composeShort } from '../short-message.ts';

/** Body of `POST /api/v1/statuses`. */
export interface MastodonPost {
  status: string;
  visibility: 'public';
  /** ISO 639-1. */
  language: string;
  /** The entry's first post. */
  in_reply_to_id?: string;
}

/** What every server takes; some take more. */
const MOST = 500;
/** More than anybody's signs take, in UTF-16 units. */
const MOST_UNITS = 12_000;
const URL_LENGTH = 23;
const ADDRESS = /https?:\/\/\S+/giu;
/** The length of a post as Mastodon counts it, or a little more where an address in a text is none to it. */
export function countMastodon(text: string, link: string): number {
  const lengthOf = (address: string): number =>
    address === link && isSeenAsAddress(link) ? URL_LENGTH : Math.max(URL_LENGTH, countGraphemes(address));
  const addresses = text.match(ADDRESS) ?? [];
  const between = countGraphemes(text.replace(ADDRESS, ''));
  return between + addresses.reduce((sum, address) => sum + lengthOf(address), 0);
}

/** An update answers the first post of its entry. */
export function describeMastodonPost(delivery: Delivery<'mastodon'>): MastodonPost {
  const { notice, words, previous } = delivery;
  const status = composeShort(describeParts(delivery), {
    fits: (text) => text.length <= MOST_UNITS && countMastodon(text, notice.url) <= MOST,
    url: notice.url,
    neutral: (text) => withoutMentions(text),
  });
  return {
    status,
    visibility: 'public',
    language: languageOf(words.language),
    ...(previous === undefined ? {} : { in_reply_to_id: previous.id }),
  };
}
