/** A notice as a post on X, which counts some signs twice and every address as 23. */
import type { Delivery } from '../../channel-ports.ts';
import { isSeenAsAddress } from '../address.ts';
import { describeParts } from '../parts.ts';
import { withoutMentions } from '../plain.ts';
import { composeShort } from '../short-message.ts';

/** Body of `POST /2/tweets`. */
export interface XPost {
  text: string;
  /** The entry's first post. */
  reply?: { in_reply_to_tweet_id: string };
}

const MOST = 280;
/** Beside the link; the longest emoji, which count as two, have fifteen units of UTF-16. */
const MOST_UNITS = 2_500;
const URL_LENGTH = 23;
/** A host with a top-level domain becomes a link, with or without a scheme. */
const ADDRESS =
  /(?<![\p{L}\p{M}\p{N}_.-])(?:https?:\/\/)?[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)*\.\p{L}{2,}(?::\d+)?(?:[/?#]\S*)?/giu;
const EMOJI = /\p{RGI_Emoji}/gv;

/** Code points that count once, as the configuration of twitter-text 3 has them; all others count twice. */
const LIGHT = [
  [0, 0x10ff],
  [0x2000, 0x200d],
  [0x2010, 0x201f],
  [0x2032, 0x2037],
] as const;

function weigh(text: string): number {
  let weight = 2 * (text.match(EMOJI)?.length ?? 0);
  for (const character of text.replace(EMOJI, '')) {
    const point = character.codePointAt(0) ?? 0;
    weight += LIGHT.some(([first, last]) => first <= point && point <= last) ? 1 : 2;
  }
  return weight;
}

/** The length of a post as X counts it, or a little more where what looks like an address is none to it. */
export function countX(written: string, link: string): number {
  const text = written.normalize('NFC');
  const lengthOf = (address: string): number =>
    address === link.normalize('NFC') && isSeenAsAddress(link) ? URL_LENGTH : Math.max(URL_LENGTH, weigh(address));
  const addresses = text.match(ADDRESS) ?? [];
  return weigh(text.replace(ADDRESS, '')) + addresses.reduce((sum, address) => sum + lengthOf(address), 0);
}

export function describeXPost(delivery: Delivery<'x'>): XPost {
  const { notice, previous } = delivery;
  const text = composeShort(describeParts(delivery), {
    fits: (candidate) => candidate.length <= MOST_UNITS + notice.url.length && countX(candidate, notice.url) <= MOST,
    url: notice.url,
    neutral: (part) => withoutMentions(part, { inUrls: true }),
  });
  return { text, ...(previous === undefined ? {} : { reply: { in_reply_to_tweet_id: previous.id } }) };
}
