/** A notice as a mail: plain text and HTML, threaded with what was said of the entry before. */
import { absoluteLinks } from '../../content/absolute-links.ts';
import { renderMarkdown } from '../../content/html.ts';
import { digestOf } from '../../digest.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Delivery } from '../../channel-ports.ts';
import { formatInstant } from '../../schema/timestamp.ts';
import { toLine } from '../../schema/visible-text.ts';

/** What nodemailer makes a mail of. */
export interface Mail {
  from: { name: string; address: string };
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  messageId: string;
  references: string[];
  inReplyTo: string | undefined;
  date: Date;
  headers: Record<string, string>;
}

type EmailDelivery = Delivery<'email'>;

/** RFC 5322: a name and a host, which need not be one of a server. */
function messageId(name: string, { words }: EmailDelivery): string {
  const { host } = new URL(words.page.url);
  return `<${name}@${host.replace(/[^\w.-]/g, '-')}>`;
}

/** The same for every mail of an entry to one recipient, and in none of them: what they all refer to. */
function threadId(delivery: EmailDelivery): string {
  const { notice, words, to } = delivery;
  return messageId(`${digestOf(`${words.page.id} ${notice.entry} ${to.id}`, 20)}.thread`, delivery);
}

/** The mail of an update: known without asking anybody, so that every later one can name it. */
function updateId(delivery: EmailDelivery, at: number, again: string): string {
  const { notice, words, to } = delivery;
  const name = [words.page.id, notice.entry, formatInstant(at), again, to.id].join(' ');
  return messageId(digestOf(name, 24), delivery);
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function unsubscribeOf({ to }: EmailDelivery): string {
  const { unsubscribe, from } = to.settings;
  return unsubscribe ?? `mailto:${from}?subject=unsubscribe`;
}

/** RFC 2369; RFC 8058 lets a program ask for it without a page in between, which only a server that we know can take. */
function listHeaders(delivery: EmailDelivery): Record<string, string> {
  return {
    'List-Unsubscribe': `<${unsubscribeOf(delivery)}>`,
    'List-Id': `${toLine(delivery.words.page.name).replace(/[<>"]/g, '')} <${threadHost(delivery)}>`,
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    'X-Entity-Ref-ID': delivery.key,
  };
}

function threadHost({ words }: EmailDelivery): string {
  return `status.${new URL(words.page.url).hostname.replace(/[^\w.-]/g, '-')}`;
}

function footerOf(delivery: EmailDelivery): string[] {
  const { words } = delivery;
  return [words.reason, `${words.unsubscribe}: ${unsubscribeOf(delivery)}`];
}

function describeText(delivery: EmailDelivery): string {
  const { notice, words } = delivery;
  const parts =
    words.templated === undefined
      ? [[words.kind, words.page.name].filter(Boolean).join(' · '), ...words.paragraphs, words.facts.join('\n')]
      : [words.templated];
  const link = words.templated === undefined ? [`${words.link}: ${notice.url}`] : [];
  return [...parts, ...link, `-- \n${footerOf(delivery).join('\n')}`].filter((part) => part !== '').join('\n\n');
}

const rendered = new WeakMap<Notice, string>();

/** The update's text, made once for all who get it; empty where there is none. */
function renderText(notice: Notice): string {
  const known = rendered.get(notice) ?? absoluteLinks(renderMarkdown(notice.text), notice.url);
  rendered.set(notice, known);
  return known;
}

/** No picture, no style, no script: what a mail program of any age shows. Links are absolute. */
function describeHtml(delivery: EmailDelivery): string {
  const { notice, words } = delivery;
  const paragraph = (text: string): string => `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`;
  const link = `<p><a href="${escapeHtml(notice.url)}">${escapeHtml(words.link)}</a></p>`;
  const written = renderText(notice);
  const text = written === '' ? words.paragraphs.map(paragraph).join('\n') : written;
  const body =
    words.templated === undefined
      ? [
          `<h1>${escapeHtml(words.subject)}</h1>`,
          paragraph([words.kind, words.page.name].filter(Boolean).join(' · ')),
          text,
          ...(words.facts.length === 0 ? [] : [paragraph(words.facts.join('\n'))]),
          link,
        ]
      : [...words.templated.split(/\n{2,}/).map(paragraph), link];
  const footer = `<hr>\n<p><small>${escapeHtml(words.reason)} <a href="${escapeHtml(unsubscribeOf(delivery))}">${escapeHtml(words.unsubscribe)}</a></small></p>`;
  const head = `<meta charset="utf-8"><title>${escapeHtml(words.subject)}</title>`;
  return `<!doctype html>\n<html lang="${escapeHtml(words.language)}">\n<head>${head}</head>\n<body>\n${[...body, footer].join('\n')}\n</body>\n</html>\n`;
}

/** Describes the mail of a notice. It refers to the mails of the updates before, whether or not they came. */
export function describeMail(delivery: EmailDelivery): Mail {
  const { notice, words, to } = delivery;
  const before = notice.updates.filter(({ at }) => at < notice.at).slice(-10);
  const earlier = before.map(({ at }) => updateId(delivery, at, ''));
  const references = [threadId(delivery), ...earlier];
  return {
    from: { name: toLine(words.page.name), address: to.settings.from },
    to: { name: '', address: to.settings.to },
    subject: `[${toLine(words.page.name)}] ${words.subject}`,
    text: describeText(delivery),
    html: describeHtml(delivery),
    messageId: updateId(delivery, notice.at, notice.again),
    references,
    inReplyTo: references.at(-1),
    date: new Date(notice.at),
    headers: listHeaders(delivery),
  };
}
