/** What an adapter is: from the text of a provider's document to incidents. */
import type { ProviderIncident, ProviderUpdate } from '../domain/provider-report.ts';
import type { Instant } from '../schema/timestamp.ts';

/** A document as its adapter gets it. */
export interface ProviderDocument {
  /** Where it came from. */
  url: string;
  text: string;
}

export interface DraftUpdate extends ProviderUpdate {
  /** Whether it says that the incident is over. What follows it, such as a report days later, is no longer the incident. */
  isOver?: boolean | undefined;
}

/** An incident as a document has it, before it is put in order. */
export interface DraftIncident extends Omit<
  ProviderIncident,
  'provider' | 'url' | 'startedAt' | 'endedAt' | 'updatedAt' | 'updates'
> {
  url: string | undefined;
  startedAt: Instant | undefined;
  endedAt?: Instant | undefined;
  updatedAt?: Instant | undefined;
  /** In any order. */
  updates: DraftUpdate[];
}

export interface AdaptedDocument {
  incidents: DraftIncident[];
  /** When the provider says that it changed this last. Not the time at which a program built the document. */
  saidAt?: Instant | undefined;
  notes: string[];
}

/** Thrown for a document that is not of the format; the message is one sentence without its full stop. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
}

/**
 * Reads the documents of one provider, one or several that add to each other. Pure. Throws a {@link FormatError} where
 * they are of another format; a single record that cannot be read is left out with a note.
 */
export type Adapter = (documents: readonly ProviderDocument[]) => AdaptedDocument;

/** The value of a JSON text; throws a {@link FormatError} for any other. */
export function parseJson({ text }: ProviderDocument): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const found = /^\s*<(?:\?xml|rss|feed|rdf)/i.test(text) ? 'XML' : /^\s*</.test(text) && 'a web page';
    throw new FormatError(found ? `expected JSON, and ${found} came` : 'expected JSON, and something else came', {
      cause: error,
    });
  }
}
