/** A notice as a record of the type app.bsky.feed.post, of which every sign is itself but what a facet makes more of. */
import { createHash } from 'node:crypto';

import type { Delivery } from '../../channel-ports.ts';
import { countGraphemes } from '../fit-words.ts';
import { describeParts } from '../parts.ts';
import { composeShort } from '../short-message.ts';
import { showAddress } from '../address.ts';

/** An address of a record and of its content. */
interface RecordRef {
  uri: string;
  cid: string;
}

export interface BlueskyPost {
  $type: 'app.bsky.feed.post';
  text: string;
  createdAt: string;
  langs: string[];
  facets: {
    /** In bytes of UTF-8. */
    index: { byteStart: number; byteEnd: number };
    features: { $type: 'app.bsky.richtext.facet#link'; uri: string }[];
  }[];
  reply?: { root: RecordRef; parent: RecordRef };
}

const MOST_GRAPHEMES = 300;
const MOST_BYTES = 3_000;

const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');

function replyTo(previous: Delivery['previous']): Pick<BlueskyPost, 'reply'> {
  const cid = previous?.extra?.['cid'];
  if (previous === undefined || cid === undefined) return {};
  const first = { uri: previous.id, cid };
  return { reply: { root: first, parent: first } };
}

/** The same notice makes the same record, so that one that is sent twice is there once. */
export function describeBlueskyPost(delivery: Delivery<'bluesky'>): BlueskyPost {
  const { notice, words, previous } = delivery;
  const shownUrl = showAddress(notice.url);
  const text = composeShort(describeParts(delivery), {
    fits: (candidate) => bytesOf(candidate) <= MOST_BYTES && countGraphemes(candidate) <= MOST_GRAPHEMES,
    url: notice.url,
    shownUrl,
    neutral: (part) => part,
  });
  const byteStart = bytesOf(text.slice(0, text.lastIndexOf(shownUrl)));
  return {
    $type: 'app.bsky.feed.post',
    text,
    createdAt: new Date(notice.at).toISOString(),
    langs: [words.language],
    facets: [
      {
        index: { byteStart, byteEnd: byteStart + bytesOf(shownUrl) },
        features: [{ $type: 'app.bsky.richtext.facet#link', uri: notice.url }],
      },
    ],
    ...replyTo(previous),
  };
}

const TID_LETTERS = '234567abcdefghijklmnopqrstuvwxyz';
const TID_LENGTH = 13;

/**
 * The key of the record, which follows from the delivery, so that what is sent again replaces itself. It is a TID of
 * the AT Protocol: 53 bits of microseconds and 10 bits that tell clocks apart; what of these a time in milliseconds does
 * not say is taken from the delivery's key.
 */
export function describeRecordKey({ notice, key }: Pick<Delivery, 'notice' | 'key'>): string {
  const digest = createHash('sha256').update(key).digest();
  const microseconds = BigInt(notice.at) * 1_000n + BigInt(digest.readUInt32BE(0) % 1_000);
  let rest = microseconds * 1_024n + BigInt(digest.readUInt32BE(4) % 1_024);
  let letters = '';
  while (letters.length < TID_LENGTH) {
    letters = (TID_LETTERS[Number(rest % 32n)] ?? '') + letters;
    rest /= 32n;
  }
  return letters;
}
