/** Draft incidents of an adapter, put in order and within bounds. */
import type { ProviderIncident } from '../domain/provider-report.ts';
import type { Instant } from '../schema/timestamp.ts';
import { toAddress } from '../schema/visible-text.ts';
import type { DraftIncident, DraftUpdate } from './adapter.ts';

/** A clock may be wrong by as much; what lies further ahead is a plan or a slip. */
const AHEAD_MS = 24 * 3_600_000;
const MAX_UPDATES = 50;
const MAX_NAMES = 400;
const MAX_URL = 2_000;

export interface FinishContext {
  provider: string;
  /** The provider's page, where an incident has no address of its own. */
  page: string;
  /** When the document was fetched. */
  now: Instant;
}

/** An http or https address without a user part, undefined for any other. */
export function cleanUrl(written: string | undefined, base: string): string | undefined {
  if (written === undefined || written.length > MAX_URL || !URL.canParse(written, base)) return undefined;
  const url = new URL(written, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  url.username = '';
  url.password = '';
  return toAddress(url.href);
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].slice(0, MAX_NAMES);
}

/** In the order of time, each once, without those that say nothing or lie in the future. */
function orderUpdates(updates: readonly DraftUpdate[], latest: Instant): DraftUpdate[] {
  const known = new Map(
    updates
      .filter(({ at, text }) => at <= latest && text !== '')
      .map((update) => [`${update.at} ${update.text}`, update]),
  );
  return [...known.values()].sort((a, b) => a.at - b.at).slice(-MAX_UPDATES);
}

/** When the last of the updates that go on was followed by the first that says that it is over. */
function findEnd(updates: readonly DraftUpdate[]): Instant | undefined {
  const lastOpen = updates.findLastIndex(({ isOver }) => !isOver);
  return updates[lastOpen + 1]?.at;
}

/** What several documents, or one of them twice, say of the same incident is one: the newer word, and all updates. */
export function mergeDrafts(drafts: readonly DraftIncident[]): DraftIncident[] {
  const byId = new Map<string, DraftIncident>();
  for (const draft of drafts) {
    const known = byId.get(draft.id);
    if (known === undefined) byId.set(draft.id, draft);
    else {
      const [older, newer] = (draft.updatedAt ?? 0) >= (known.updatedAt ?? 0) ? [known, draft] : [draft, known];
      byId.set(draft.id, {
        ...newer,
        components: [...newer.components, ...older.components],
        regions: [...newer.regions, ...older.regions],
        updates: [...older.updates, ...newer.updates],
      });
    }
  }
  return [...byId.values()];
}

/**
 * The incident in its normal form. Undefined without a start that lies in the past: without one it can be matched
 * with nothing. An end before the start is none.
 */
export function finishIncident(
  draft: DraftIncident,
  { provider, page, now }: FinishContext,
): ProviderIncident | undefined {
  const latest = now + AHEAD_MS;
  const updates = orderUpdates(draft.updates, latest);
  const startedAt = draft.startedAt ?? updates[0]?.at;
  if (startedAt === undefined || startedAt > latest) return undefined;
  const isPast = (at: Instant | undefined): at is Instant => at !== undefined && at >= startedAt && at <= latest;
  const updatedAt = Math.max(startedAt, ...[draft.updatedAt, draft.endedAt, updates.at(-1)?.at].filter(isPast));
  const { id, title, state, severity } = draft;
  return {
    provider,
    id,
    url: cleanUrl(draft.url, page) ?? page,
    title,
    startedAt,
    ...(state === 'resolved'
      ? { endedAt: [draft.endedAt, findEnd(updates), updatedAt].find(isPast) ?? updatedAt }
      : {}),
    updatedAt,
    state,
    ...(severity === undefined ? {} : { severity }),
    components: unique(draft.components),
    regions: unique(draft.regions),
    updates: updates.map(({ at, text }) => ({ at, text })),
  };
}
