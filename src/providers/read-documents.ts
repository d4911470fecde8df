/** The bytes of a provider's documents to a report. */
import { createHash } from 'node:crypto';

import type { ProviderIncident, ProviderReport } from '../domain/provider-report.ts';
import type { Instant } from '../schema/timestamp.ts';
import { FormatError, type AdaptedDocument, type Adapter, type ProviderDocument } from './adapter.ts';
import { decodeDocument } from './decode.ts';
import { pageUrl, type ProviderSource } from './documents.ts';
import { finishIncident, mergeDrafts } from './incident.ts';
import { loadAdapter } from './registry.ts';

/** More of a document is not read, in bytes. */
export const MAX_DOCUMENT_BYTES = 5 * 1_024 * 1_024;
const MAX_INCIDENTS = 100;
const MAX_NOTES = 5;

export interface DocumentBytes {
  url: string;
  bytes: Uint8Array;
  contentType?: string | undefined;
}

/** What the adapter makes of the documents, or why it makes nothing of them. */
function tryAdapter(adapter: Adapter, documents: readonly ProviderDocument[]): AdaptedDocument | FormatError {
  try {
    return adapter(documents);
  } catch (error) {
    if (error instanceof FormatError) return error;
    // A document nested so deep that reading it needs more stack than there is.
    if (error instanceof RangeError) return new FormatError('the document is nested too deep', { cause: error });
    throw error;
  }
}

/** Of several documents those count that can be read by themselves where not all can. */
function adaptReadable(adapter: Adapter, documents: readonly ProviderDocument[]): AdaptedDocument | FormatError {
  const all = tryAdapter(adapter, documents);
  if (!(all instanceof FormatError) || documents.length < 2) return all;
  const readable = documents.filter((document) => !(tryAdapter(adapter, [document]) instanceof FormatError));
  if (readable.length === 0) return all;
  const some = tryAdapter(adapter, readable);
  return some instanceof FormatError
    ? some
    : { ...some, notes: [...some.notes, `a document was not read: ${all.message}`] };
}

function shortenNotes(notes: readonly string[]): string[] {
  const more = notes.length - MAX_NOTES;
  return more > 0 ? [...notes.slice(0, MAX_NOTES), `and ${more} more`] : [...notes];
}

/** What the newest of them changed last first; of the same time by id, so that the order says nothing. */
function orderIncidents(incidents: readonly ProviderIncident[]): ProviderIncident[] {
  return [...incidents].sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1)).slice(0, MAX_INCIDENTS);
}

/**
 * Reads the documents of a provider as they came at `fetchedAt`. What they cannot be read as is unknown, with the
 * reason. Never throws for any bytes.
 */
export async function readDocuments(
  source: ProviderSource,
  documents: readonly DocumentBytes[],
  fetchedAt: Instant,
): Promise<ProviderReport> {
  const base = { provider: source.id, fetchedAt };
  if (documents.some(({ bytes }) => bytes.length > MAX_DOCUMENT_BYTES)) {
    return { ...base, kind: 'unknown', why: 'the document is larger than 5 MB' };
  }
  const texts = documents.map(({ url, bytes, contentType }) => ({ url, text: decodeDocument(bytes, contentType) }));
  const adapted = adaptReadable(await loadAdapter(source.type), texts);
  if (adapted instanceof FormatError) return { ...base, kind: 'unknown', why: adapted.message };
  const context = { provider: source.id, page: pageUrl(source), now: fetchedAt };
  const drafts = mergeDrafts(adapted.incidents);
  const incidents = drafts.flatMap((draft) => finishIncident(draft, context) ?? []);
  const lost = drafts.length - incidents.length;
  if (lost > 0 && incidents.length === 0) {
    return { ...base, kind: 'unknown', why: 'no incident can be read: none has a start in the past' };
  }
  const notes = lost === 0 ? adapted.notes : [...adapted.notes, `${lost} without a start in the past left out`];
  const hash = createHash('sha256');
  for (const { bytes } of documents) hash.update(bytes);
  const said = [adapted.saidAt, ...incidents.map(({ updatedAt }) => updatedAt)].filter((at) => at !== undefined);
  return {
    ...base,
    kind: 'read',
    hash: hash.digest('hex'),
    incidents: orderIncidents(incidents),
    ...(said.length === 0 ? {} : { saidAt: Math.max(...said) }),
    notes: shortenNotes(notes),
  };
}
