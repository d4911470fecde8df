/** Documents of invented providers, and what is made of them. */
import { expect } from 'vitest';

import type { ProviderIncident, ReadReport, UnknownReport } from '../../src/domain/provider-report.ts';
import { readDocuments } from '../../src/providers/read-documents.ts';
import type { ProviderType } from '../../src/providers/registry.ts';
import type { Instant } from '../../src/schema/timestamp.ts';
import { at } from './builders.ts';

/** When the documents of tests are fetched. */
export const FETCHED_AT = at('2026-11-20T12:00:00Z');

export const PROVIDER_URL = 'https://status.provider.example/';

interface ReadOptions {
  now?: Instant;
  url?: string;
  contentType?: string;
}

function encode(document: string | Uint8Array | object): Uint8Array {
  if (document instanceof Uint8Array) return document;
  return new TextEncoder().encode(typeof document === 'string' ? document : JSON.stringify(document));
}

/** What the adapter of a type makes of documents: text, bytes, or a value that becomes JSON. */
export function readAny(
  type: ProviderType,
  documents: readonly (string | Uint8Array | object)[],
  options: ReadOptions = {},
) {
  const { now = FETCHED_AT, url = PROVIDER_URL, contentType } = options;
  const bytes = documents.map((document) => ({ url, bytes: encode(document), contentType }));
  return readDocuments({ id: 'acme', type, url }, bytes, now);
}

/** The same of one document that can be read. */
export async function read(
  type: ProviderType,
  document: string | Uint8Array | object,
  options: ReadOptions = {},
): Promise<ReadReport> {
  const report = await readAny(type, [document], options);
  expect(report).toMatchObject({ kind: 'read' });
  return report as ReadReport;
}

/** Why a document cannot be read. */
export async function whyUnknown(type: ProviderType, document: string | Uint8Array | object): Promise<string> {
  const report = await readAny(type, [document]);
  expect(report).toMatchObject({ kind: 'unknown', provider: 'acme', fetchedAt: FETCHED_AT });
  return (report as UnknownReport).why;
}

/** An open incident of the provider `acme` that began on 20 November 2026 at 10:00 UTC, unless overrides say otherwise. */
export function makeProviderIncident(overrides: Partial<ProviderIncident> = {}): ProviderIncident {
  return {
    provider: 'acme',
    id: 'inc-1',
    url: 'https://status.provider.example/incidents/inc-1',
    title: 'Elevated errors',
    startedAt: at('2026-11-20T10:00:00Z'),
    updatedAt: at('2026-11-20T10:30:00Z'),
    state: 'open',
    components: [],
    regions: [],
    updates: [],
    ...overrides,
  };
}

/** A report of the provider `acme`, fetched at {@link FETCHED_AT}. */
export function makeReport(incidents: ProviderIncident[], overrides: Partial<ReadReport> = {}): ReadReport {
  return { kind: 'read', provider: 'acme', fetchedAt: FETCHED_AT, hash: '5f1d', incidents, notes: [], ...overrides };
}
