/** Deliveries of notices that channels make their messages of. */
import type { Notice } from '../../src/domain/notice.ts';
import type { NoticeWords } from '../../src/domain/notice-words.ts';
import type { Delivery } from '../../src/channel-ports.ts';
import type { ChannelSettings, ChannelType } from '../../src/schema/channel.ts';
import { at } from './builders.ts';

export interface DeliveryOptions {
  notice?: Partial<Notice>;
  words?: Partial<NoticeWords>;
  previous?: Delivery['previous'];
  key?: string;
}

export const NOTICE_URL = 'https://status.acme.org/incidents/2026-11-20-api-errors/#update-2026-11-20T10-05-00Z';

/** The first update of an incident, as the public page tells it. */
export function makeNotice(overrides: Partial<Notice> = {}): Notice {
  const updates: Notice['updates'] = [];
  return {
    event: 'opened',
    entry: '2026-11-20-api-errors',
    at: at('2026-11-20T10:05:00Z'),
    again: '',
    kind: 'incident',
    title: 'Elevated errors',
    phase: 'investigating',
    impact: 'major',
    components: [{ id: 'api', name: 'Public API', status: 'partial_outage' }],
    text: 'We see elevated error rates and are looking into it.',
    next: undefined,
    window: undefined,
    startedAt: at('2026-11-20T10:00:00Z'),
    url: NOTICE_URL,
    updates,
    ...overrides,
  };
}

/** A delivery to one recipient of a channel. */
export function makeDelivery<T extends ChannelType>(
  settings: ChannelSettings<T> & { type: T },
  { notice, words, previous, key = 'key-of-this-delivery' }: DeliveryOptions = {},
): Delivery<T> {
  const made = makeNotice(notice);
  return {
    notice: made,
    words: {
      language: 'en',
      page: { id: 'k7d0v3m9x2qa', name: 'Acme', url: 'https://status.acme.example' },
      label: 'Investigating',
      subject: `Investigating: ${made.title}`,
      kind: 'Major incident',
      paragraphs: [made.text],
      facts: ['Affected: Public API (partial outage)'],
      link: 'Read it on the status page',
      reason: 'You get this as you subscribed to Acme.',
      unsubscribe: 'Unsubscribe',
      templated: undefined,
      standing: { indicator: 'major', description: 'Partial outage' },
      ...words,
    },
    to: { id: 'team', settings },
    key,
    previous,
  };
}
