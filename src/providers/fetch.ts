/** Asks a provider's page. The only effect of this folder. */
import { Stopwatch, withTimeout } from '../checks/attempt.ts';
import type { ConnectLimits } from '../checks/connect.ts';
import { ProtocolError } from '../checks/error-class.ts';
import type { HttpRequest } from '../checks/http/describe.ts';
import { exchange } from '../checks/http/exchange.ts';
import type { OpenAnswer } from '../checks/http/open-answer.ts';
import { followRedirect } from '../checks/http/redirect.ts';
import { judgeError } from '../checks/verdict.ts';
import { STALE_AFTER_MS, type FetchedDocument, type ProviderSnapshot } from '../domain/provider-report.ts';
import type { Instant } from '../schema/timestamp.ts';
import { describeRequests, type DocumentRequest, type ProviderSource } from './documents.ts';
import { MAX_DOCUMENT_BYTES, readDocuments, type DocumentBytes } from './read-documents.ts';

const TIMEOUT_MS = 10_000;
const MAX_REDIRECTS = 5;

export interface FetchOptions {
  now: Instant;
  /** What the last fetch left, so that only what has changed is sent. */
  earlier?: ProviderSnapshot | undefined;
  signal: AbortSignal;
  /** For each document, with its redirects. */
  timeoutMs?: number | undefined;
}

type Outcome =
  { kind: 'came'; document: DocumentBytes & FetchedDocument } | { kind: 'unchanged' } | { kind: 'failed'; why: string };

/** Why a copy says nothing of now: a cache may have kept it for hours. */
function findStaleness({ head }: OpenAnswer): string | undefined {
  const seconds = Number(head.headers.get('age') ?? 0);
  return seconds * 1_000 > STALE_AFTER_MS ? 'a cache on the way gave a copy that is more than an hour old' : undefined;
}

async function readAnswer(request: DocumentRequest, answer: OpenAnswer): Promise<Outcome> {
  const { status, headers } = answer.head;
  const isConditional = 'if-none-match' in request.headers || 'if-modified-since' in request.headers;
  const why = findStaleness(answer);
  if (why !== undefined) return { kind: 'failed', why };
  if (status === 304 && isConditional) return { kind: 'unchanged' };
  if (status !== 200) return { kind: 'failed', why: `the page answered ${status}` };
  const { bytes, isCut } = await answer.readBytes(MAX_DOCUMENT_BYTES);
  if (isCut) return { kind: 'failed', why: 'the document is larger than 5 MB' };
  const document = {
    url: request.url,
    bytes,
    contentType: headers.get('content-type'),
    etag: headers.get('etag'),
    lastModified: headers.get('last-modified'),
  };
  return { kind: 'came', document };
}

/** The request that a redirect asks for; never from https to http, where anybody on the way could answer. */
function nextRequest(request: HttpRequest, answer: OpenAnswer): HttpRequest | undefined {
  const next = followRedirect(request, { status: answer.head.status, location: answer.head.headers.get('location') });
  if (next !== undefined && request.url.protocol === 'https:' && next.url.protocol !== 'https:') {
    throw new ProtocolError('the redirect leads from https to http, and is not followed');
  }
  return next;
}

async function askFor(request: DocumentRequest, limits: ConnectLimits): Promise<Outcome> {
  let next: HttpRequest = {
    url: new URL(request.url),
    method: 'GET',
    headers: request.headers,
    confidentialHeaders: new Set(),
    isBodyConfidential: false,
  };
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const step = await exchange(
      next,
      limits,
      async (answer) => nextRequest(next, answer) ?? readAnswer(request, answer),
    );
    if ('kind' in step) return step;
    next = step;
  }
  throw new ProtocolError(`more than ${MAX_REDIRECTS} redirects`);
}

/** In words; an error of the system that checks have none for is told by its code. Throws what no network makes. */
function describeFailure(error: unknown, stopwatch: Stopwatch, timeoutMs: number): string {
  try {
    return judgeError(error, { stopwatch, timeoutMs }).message ?? 'the page cannot be reached';
  } catch (unjudged) {
    if (unjudged instanceof Error && 'code' in unjudged && /^E[A-Z0-9]+$/.test(String(unjudged.code))) {
      return `the page cannot be reached (${String(unjudged.code)})`;
    }
    throw unjudged;
  }
}

async function fetchDocument(request: DocumentRequest, options: FetchOptions): Promise<Outcome> {
  const { signal, timeoutMs = TIMEOUT_MS } = options;
  const stopwatch = new Stopwatch();
  try {
    return await withTimeout({ timeoutMs, signal }, (attempt) =>
      askFor(request, { timeoutMs, signal: attempt, stopwatch }),
    );
  } catch (error) {
    if (signal.aborted) throw error;
    return { kind: 'failed', why: describeFailure(error, stopwatch, timeoutMs) };
  }
}

function fetchAll(requests: readonly DocumentRequest[], options: FetchOptions): Promise<Outcome[]> {
  return Promise.all(requests.map((request) => fetchDocument(request, options)));
}

function validatorsOf({ url, etag, lastModified }: FetchedDocument): FetchedDocument {
  return {
    url,
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
  };
}

/**
 * Fetches what a provider says now. An unreachable page, an answer that is no document of its type and a stale copy
 * are reports of the kind `unknown`; where nothing has changed, the earlier report counts as fetched now. Rejects only
 * with the reason of `signal`.
 */
export async function fetchProvider(source: ProviderSource, options: FetchOptions): Promise<ProviderSnapshot> {
  const { now, earlier } = options;
  let outcomes = await fetchAll(describeRequests(source, earlier), options);
  if (earlier?.report.kind === 'read' && outcomes.every(({ kind }) => kind === 'unchanged')) {
    return { ...earlier, report: { ...earlier.report, provider: source.id, fetchedAt: now } };
  }
  // Documents are read together: where one has changed or failed, those that have not are needed as well.
  if (outcomes.some(({ kind }) => kind === 'unchanged'))
    outcomes = await fetchAll(describeRequests(source, undefined), options);
  const came = outcomes.flatMap((outcome) => (outcome.kind === 'came' ? [outcome.document] : []));
  const failed = outcomes.flatMap((outcome) => (outcome.kind === 'failed' ? [outcome.why] : []));
  if (came.length === 0) {
    const why = failed[0] ?? 'the page cannot be reached';
    return { report: { kind: 'unknown', provider: source.id, fetchedAt: now, why }, type: source.type, documents: [] };
  }
  const report = await readDocuments(source, came, now);
  const notes = failed.map((why) => `a document was not read: ${why}`);
  return {
    report: report.kind === 'read' ? { ...report, notes: [...report.notes, ...notes] } : report,
    type: source.type,
    documents: report.kind === 'read' ? came.map(validatorsOf) : [],
  };
}
