/** One message to see whether a channel works: it is of no entry, and the ledger knows nothing of it. */
import { CONFIG_PATH } from '../../content/config-file.ts';
import { digestOf } from '../../digest.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Delivery, SendOutcome } from '../../channel-ports.ts';
import { createSpeech, type NoticeSpeech, wordNotice } from '../../site/notice-words.ts';
import { createUrls } from '../../site/urls.ts';
import { choosePageId } from '../read-site-content.ts';
import { type NotifyOptions, type NotifyPorts, openSender, requireChannel } from './notify.ts';
import { deriveStanding } from './standing.ts';

export interface TestedRecipient {
  recipient: string;
  /** The message in full. */
  message: string;
  /** Undefined where it was only to be shown. */
  outcome: SendOutcome | undefined;
}

/** A notice that says that it is none. */
function makeNotice({ strings, page }: NoticeSpeech, now: number): Notice {
  const { title, text } = strings.notice.test;
  const urls = createUrls(page.url);
  return {
    event: 'opened',
    entry: 'test',
    at: now,
    again: '',
    kind: 'announcement',
    title,
    phase: 'announced',
    impact: undefined,
    components: [],
    text: text(page.name),
    next: undefined,
    window: undefined,
    url: urls.absolute(urls.home),
    startedAt: undefined,
    updates: [{ at: now, phase: 'announced', text: text(page.name), changes: [] }],
  };
}

/** Sends one message through a channel to everybody whom it reaches, or only shows it. Nothing is written down. */
export async function testChannel(
  ports: NotifyPorts,
  id: string,
  { now, isDry, signal }: NotifyOptions & { isDry: boolean; signal: AbortSignal },
): Promise<TestedRecipient[]> {
  const { snapshot, config, channel: written } = await requireChannel(ports, id);
  const history = snapshot.main === undefined ? undefined : await ports.readHistory(snapshot.main, [CONFIG_PATH]);
  const { id: pageId } = choosePageId(config, history);
  const speech = createSpeech(config, { pageId, standing: deriveStanding([]) });
  const notice = makeNotice(speech, now);
  const words = wordNotice(notice, speech, { template: written.template });
  const { channel, recipients, redact, problem } = await openSender(written, ports);
  if (channel === undefined || problem !== undefined) {
    const reason = problem ?? 'it cannot be opened';
    return [{ recipient: '', message: '', outcome: { result: 'retry', reason } }];
  }
  const tested: TestedRecipient[] = [];
  for (const to of recipients.values()) {
    const key = digestOf(`${pageId} test ${id} ${to.id} ${now}`, 24);
    const delivery: Delivery = { notice, words, to, key, previous: undefined };
    const send = { clock: ports.clock, fetch: ports.createFetch(signal), signal };
    const outcome = isDry ? undefined : await channel.send(delivery, send);
    const told =
      outcome === undefined || outcome.result === 'sent' ? outcome : { ...outcome, reason: redact(outcome.reason) };
    tested.push({ recipient: to.id, message: redact(channel.show(delivery)), outcome: told });
  }
  await channel.close?.();
  return tested;
}
