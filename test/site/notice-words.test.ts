import { describe, expect, test } from 'vitest';

import { loadChannel } from '../../src/notify/registry.ts';
import { ConfigSchema } from '../../src/schema/config.ts';
import { createSpeech, wordNotice } from '../../src/site/notice-words.ts';
import { makeConfig } from '../support/builders.ts';
import { makeDelivery, makeNotice, NOTICE_URL } from '../support/channel-delivery.ts';

const STANDING = { indicator: 'none', description: 'All Systems Operational' } as const;
const SPEECH = createSpeech(makeConfig(), { pageId: 'k7d0v3m9x2qa', standing: STANDING });

function fill(template: string, notice: Parameters<typeof makeNotice>[0] = {}): string {
  return wordNotice(makeNotice(notice), SPEECH, { template }).templated ?? '';
}

describe('a template', () => {
  test('has what the notice has in the place of its words, and the link at its end where it names none', () => {
    expect(fill('{phase}: {title} ({components})\n\n{text}')).toBe(
      `Investigating: Elevated errors (Public API)\n\nWe see elevated error rates and are looking into it.\n\n${NOTICE_URL}`,
    );
    expect(fill('{title}: {url}')).toBe(`Elevated errors: ${NOTICE_URL}`);
    expect(fill(' \n \n ')).toBe(NOTICE_URL);
  });

  test('fills in once: what stands in a title or a text is no word of a template', () => {
    const odd = "{url} {page} {constructor} $& $1 $' $`";
    expect(fill('{title} | {text}', { title: odd, text: odd })).toBe(`${odd} | ${odd}\n\n${NOTICE_URL}`);
  });

  test('leaves what is none of its words, also between more braces', () => {
    expect(fill('{ title } {{title}} {Title} {} {title')).toContain('{ title } {Elevated errors} {Title} {} {title');
  });

  test('makes no message without an end, however often it names the text', () => {
    const filled = fill('{text}'.repeat(333), { text: 'word '.repeat(60_000) });
    expect(filled.length).toBeLessThan(41_000);
    expect(filled.endsWith(`…\n\n${NOTICE_URL}`)).toBe(true);
  });

  test('is text in a mail: no mark in it acts', async () => {
    const template = '<script>alert(1)</script> [x](javascript:alert(1)) "{title}"\r\nBcc: everybody@example.org';
    const words = wordNotice(makeNotice({ title: '<img src=x onerror=alert(1)>' }), SPEECH, { template });
    const { describeMail } = await import('../../src/notify/email/message.ts');
    const settings = {
      type: 'email',
      from: 'a@acme.example',
      to: 'b@example.org',
      url: 'smtp://a',
      unsubscribe: undefined,
    } as const;
    const mail = describeMail({ ...makeDelivery<'email'>(settings), words });
    expect(mail.html).not.toMatch(/<script|<img|href="javascript/);
    expect(mail.html).toContain('&lt;script&gt;');
    expect(mail.subject).not.toMatch(/[\r\n]/);
    expect(Object.keys(mail.headers)).not.toContain('Bcc');
  });

  test('calls nobody in a chat', async () => {
    const template = '@everyone <!channel> <@U1> <https://a.example|x> {title}';
    const words = wordNotice(makeNotice(), SPEECH, { template });
    const slack = await loadChannel<'slack'>('slack');
    const settings = { type: 'slack', url: 'https://a.example', token: undefined, to: undefined } as const;
    const shown = slack?.show({ ...makeDelivery<'slack'>(settings), words }) ?? '';
    const { text } = JSON.parse(shown) as { text: string };
    expect(text).not.toMatch(/<!|<@|<https:\/\/a\.example/);
  });
});

test.each(['{__proto__}', '{constructor}', '{year}', '', 'x'.repeat(2_001)])('a template may not be %j', (template) => {
  const channel = { id: 'a', type: 'webhook', url: 'https://a.example', template };
  const page = { name: 'A', url: 'https://a.example' };
  const { success } = ConfigSchema.safeParse({ page, components: [{ id: 'a', name: 'A' }], channels: [channel] });
  expect(success).toBe(false);
});
