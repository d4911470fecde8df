/** What subscribers of a Statuspage get, field by field (support.atlassian.com/statuspage, "Enable webhook notifications"). */
import { createHmac } from 'node:crypto';

import { renderPlainText } from '../../content/plain-text.ts';
import { digestOf } from '../../digest.ts';
import type { Notice, NoticeUpdate } from '../../domain/notice.ts';
import type { NoticeWords } from '../../domain/notice-words.ts';
import type { Delivery } from '../../channel-ports.ts';
import type { Phase } from '../../schema/phase.ts';
import type { Instant } from '../../schema/timestamp.ts';

const ID_LENGTH = 12;

/** As Statuspage writes times: with milliseconds, UTC. */
function time(at: Instant): string {
  return new Date(at).toISOString();
}

/** An announcement has no phase that Statuspage knows; nothing of it goes on. */
function statusOf(kind: Notice['kind'], phase: Phase | undefined): string {
  if (kind === 'postmortem') return 'postmortem';
  if (phase === undefined) return 'scheduled';
  return phase === 'announced' ? 'resolved' : phase;
}

type Saying = Pick<NoticeUpdate, 'at' | 'text' | 'changes'> & { phase: Phase | undefined };

/** Newest first, with the ids that the API of the page has; what has no update is told as one. */
function describeUpdates(notice: Notice, pageId: string) {
  const { kind, entry, updates } = notice;
  const said: readonly Saying[] = updates.length === 0 ? [{ ...notice, changes: [] }] : updates.toReversed();
  return said.map(({ at, phase, text, changes }) => ({
    id: digestOf(`${pageId} ${entry} ${time(at)}`, ID_LENGTH),
    status: statusOf(kind, phase),
    body: renderPlainText(text),
    incident_id: entry,
    created_at: time(at),
    updated_at: time(at),
    display_at: time(at),
    affected_components:
      changes.length === 0
        ? null
        : changes.map(({ id, name, from, to }) => ({ code: id, name, old_status: from, new_status: to })),
    deliver_notifications: true,
    custom_tweet: null,
    tweet_id: null,
  }));
}

/** When an update of this phase was last told. */
function timeOf({ updates }: Notice, wanted: Phase): string | null {
  const found = updates.findLast(({ phase }) => phase === wanted);
  return found === undefined ? null : time(found.at);
}

function describeComponents({ components, at }: Notice, pageId: string) {
  return components.map(({ id, name, status = 'operational' }) => ({
    id,
    name,
    status,
    created_at: time(at),
    updated_at: time(at),
    page_id: pageId,
  }));
}

function describeIncident(notice: Notice, pageId: string) {
  const { entry, title, kind, phase, impact = 'none', at, window, url, updates } = notice;
  const first = updates[0]?.at ?? at;
  const ended = phase === 'announced' ? time(at) : (timeOf(notice, 'resolved') ?? timeOf(notice, 'completed'));
  return {
    id: entry,
    name: title,
    status: statusOf(kind, phase),
    impact: kind === 'maintenance' ? 'maintenance' : impact,
    created_at: time(first),
    updated_at: time(at),
    started_at: time(window?.start ?? notice.startedAt ?? first),
    monitoring_at: timeOf(notice, 'monitoring'),
    resolved_at: phase === 'resolved' || phase === 'completed' || phase === 'announced' ? ended : null,
    ...(window !== undefined && { scheduled_for: time(window.start), scheduled_until: time(window.end) }),
    shortlink: url,
    page_id: pageId,
    incident_updates: describeUpdates(notice, pageId),
    components: describeComponents(notice, pageId),
  };
}

const written = new WeakMap<NoticeWords, string>();

/** The payload as JSON, made once for all who get the same. */
export function writePayload(delivery: Pick<Delivery, 'notice' | 'words'>): string {
  const known = written.get(delivery.words) ?? JSON.stringify(describePayload(delivery));
  written.set(delivery.words, known);
  return known;
}

/** The payload, to be sent as JSON. A post-mortem is an update in the status that Statuspage has for it. */
export function describePayload({ notice, words }: Pick<Delivery, 'notice' | 'words'>) {
  const { page, standing } = words;
  return {
    meta: {
      // Whoever gets this was written into status.yml, and is taken out there.
      unsubscribe: page.url,
      documentation: 'https://support.atlassian.com/statuspage/docs/enable-webhook-notifications/',
    },
    page: { id: page.id, status_indicator: standing.indicator, status_description: standing.description },
    incident: describeIncident(notice, page.id),
  };
}

/** Headers of Standard Webhooks 1.0.0 (standardwebhooks.com): `whsec_…` is a key in base64, any other secret is its text. */
export function signHeaders(
  body: string,
  { key, secret, now }: { key: string; secret: string | undefined; now: Instant },
): Record<string, string> {
  const timestamp = String(Math.floor(now / 1_000));
  const headers = { 'content-type': 'application/json', 'webhook-id': key, 'webhook-timestamp': timestamp };
  if (secret === undefined) return headers;
  const bytes = /^whsec_/.test(secret) ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret);
  const signature = createHmac('sha256', bytes).update(`${key}.${timestamp}.${body}`).digest('base64');
  return { ...headers, 'webhook-signature': `v1,${signature}` };
}
