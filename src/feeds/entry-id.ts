import { createHash } from 'node:crypto';

import { formatInstant, type Instant } from '../schema/timestamp.ts';

/** The namespace of names that are URLs (RFC 9562, section 6.6); ours are URNs. */
const NAMESPACE = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');

/** What a feed item's identity is made of; nothing here changes with a title, a file name or the page's address. */
export interface EntryKey {
  pageId: string;
  /** The first id that the file ever had. */
  firstId: string;
  /** Time of the update: its identity within the file. */
  at: Instant;
}

/**
 * The id of a feed item, for good: `urn:uuid:…`, a name-based UUID (version 5, RFC 9562 section 5.5) of page, first id
 * and time of the update.
 */
export function deriveEntryId({ pageId, firstId, at }: EntryKey): string {
  return deriveId(pageId, `${firstId}:${formatInstant(at)}`);
}

/** The id of anything else that a feed names, for good: of a page and a name within it that never changes. */
export function deriveId(pageId: string, name: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(`urn:candor:${pageId}:${name}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')}`;
}
