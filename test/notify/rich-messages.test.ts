import { describe, expect, test } from 'vitest';

import { readRichText } from '../../src/content/rich-text.ts';
import { describeDiscordMessage, describeFirstMessage, renderDiscord } from '../../src/notify/discord/message.ts';
import { describeTeamsMessage } from '../../src/notify/teams/message.ts';
import { describeTelegramMessage, renderTelegram } from '../../src/notify/telegram/message.ts';
import type { Notice } from '../../src/domain/notice.ts';
import { type DeliveryOptions, makeDelivery, NOTICE_URL } from '../support/channel-delivery.ts';

const discord = (options?: DeliveryOptions) =>
  describeDiscordMessage(makeDelivery({ type: 'discord', url: 'https://d.example/api/webhooks/1/t' }, options));
const telegram = (options?: DeliveryOptions) =>
  describeTelegramMessage(
    makeDelivery({ type: 'telegram', url: 'https://t.example', token: '1:t', to: '-100' }, options),
  );
const teams = (options?: DeliveryOptions) =>
  describeTeamsMessage(makeDelivery({ type: 'teams', url: 'https://w.example/' }, options));

const LONG = {
  words: 'We see **elevated** error rates_on <some> & other requests. '.repeat(110),
  'one word': '*_`<&>'.repeat(1_200),
  paragraphs: 'One *two* three, and more of four, five and six.\n\n- an item of a list\n\n'.repeat(80),
  code: `\`\`\`\n${'line of a log with <tags> & more\n'.repeat(160)}\`\`\``,
  emoji: '👩‍👩‍👧‍👦 '.repeat(450),
  Chinese: '我们发现公共接口的错误率升高，正在调查。'.repeat(230),
};

describe('renderDiscord()', () => {
  test.each([
    ['a **b** *c* ~~d~~ `e`', 'a **b** *c* ~~d~~ `e`'],
    ['[w](https://acme.org/a_(b))', '[w](https://acme.org/a_%28b%29)'],
    ['https://acme.org/a_b_c', 'https://acme.org/a_b_c'],
    ['# Head\n\n- a\n  - b\n\n1. c', '**Head**\n\n- a\n  - b\n1. c'],
    ['> q\n> r', '> q r'],
    ['```\na\n`b`\n```', '```\na\nˋbˋ\n```'],
    ['snake_case \\*not bold\\*', 'snake\\_case \\*not bold\\*'],
    [
      '&lt;@123&gt; @everyone <@&4> <#5> <:e:6> <t:7:R>',
      '\\<\\@123\\> \\@everyone \\<\\@&4\\> \\<\\#5\\> \\<:e:6\\> \\<t:7:R\\>',
    ],
    ['\\# a\n\n1\\. b\n\n\\- c\n\n\\> d', '\\# a\n\n1\\. b\n\n\\- c\n\n\\> d'],
    ['\\||spoiler|| \\`\\`\\`', '\\|\\|spoiler\\|\\| \\`\\`\\`'],
    ['`` `@here` ``', '`ˋ@hereˋ`'],
  ])('makes %j its own form', (markdown, own) => {
    expect(renderDiscord(readRichText(markdown, NOTICE_URL))).toBe(own);
  });
});

describe('describeDiscordMessage()', () => {
  test('is an embed with the state of the components, and calls nobody', () => {
    expect(discord()).toEqual({
      embeds: [
        {
          title: 'Investigating: Elevated errors',
          url: NOTICE_URL,
          description: 'We see elevated error rates and are looking into it.',
          color: 0xb3261e,
          fields: [{ name: '\u200B', value: 'Affected: Public API (partial outage)' }],
          footer: { text: 'Acme' },
          timestamp: '2026-11-20T10:05:00.000Z',
        },
      ],
      allowed_mentions: { parse: [] },
    });
  });

  test.each(Object.entries(LONG))('of a long text of %s stays within the limits of Discord', (_, text) => {
    const facts = Array.from({ length: 60 }, (_, index) => `*${index}*`.repeat(40) + '_'.repeat(300));
    const [embed] = discord({
      notice: { text, title: 'x'.repeat(900) },
      words: { facts, subject: '*x '.repeat(300) },
    }).embeds;
    const { title = '', description = '', fields = [], footer = { text: '' } } = embed ?? {};
    expect(title.length).toBeLessThanOrEqual(256);
    expect(description.length).toBeLessThanOrEqual(4_096);
    expect(description.length).toBeGreaterThan(3_900);
    expect(fields.length).toBeLessThanOrEqual(25);
    const all = [title, description, footer.text, ...fields.flatMap(({ name, value }) => [name, value])];
    expect(all.join('').length).toBeLessThanOrEqual(6_000);
  });

  test('cuts a title where it ends no escape in the middle', () => {
    const [embed] = discord({ words: { subject: '*'.repeat(300) } }).embeds;
    expect(embed?.title).toMatch(/^(?:\\\*)+…$/);
  });

  test.each<[Partial<Notice>, number]>([
    [{ phase: 'resolved' }, 0x2e7d4f],
    [{ impact: 'minor' }, 0xb7791f],
    [{ impact: 'none' }, 0x6b7280],
    [{ kind: 'maintenance', phase: 'in_progress', impact: undefined }, 0x2f6fab],
    [{ kind: 'maintenance', phase: 'completed', impact: undefined }, 0x2e7d4f],
    [{ kind: 'postmortem', phase: undefined, impact: undefined }, 0x6b7280],
  ])('has the colour of %j', (notice, color) => expect(discord({ notice }).embeds[0]).toMatchObject({ color }));

  test("in the operator's own words has no title, and the link also where they are cut", () => {
    const [whole] = discord({ words: { templated: `**Acme**: ${NOTICE_URL}` } }).embeds;
    expect(whole).toMatchObject({ description: `\\*\\*Acme\\*\\*: ${NOTICE_URL}`, fields: [] });
    expect(whole).not.toHaveProperty('title');
    const [cut] = discord({ words: { templated: `${'more and '.repeat(900)}\n\n${NOTICE_URL}` } }).embeds;
    expect(cut?.description.length).toBeLessThanOrEqual(4_096);
    expect(cut?.description).toMatch(/more…\n\nhttps:\S+$|and…\n\nhttps:\S+$/);
  });
});

describe('describeFirstMessage()', () => {
  test('gives the first message the state of now, and leaves what it said', () => {
    const delivery = makeDelivery(
      { type: 'discord', url: '' },
      { notice: { phase: 'resolved', text: 'All is well.' } },
    );
    expect(describeFirstMessage(delivery, 'We look into it.')?.embeds).toMatchObject([
      { description: 'We look into it.', color: 0x2e7d4f },
    ]);
    const templated = makeDelivery({ type: 'discord', url: '' }, { words: { templated: 'All of it' } });
    expect(describeFirstMessage(templated, 'We look into it.')).toBeUndefined();
  });
});

describe('renderTelegram()', () => {
  test.each([
    ['a **b *c*** ~~d~~ `e & f`', 'a <b>b </b><b><i>c</i></b> <s>d</s> <code>e &amp; f</code>'],
    [
      '[w & `c`](https://acme.org/?a=1&b="2")',
      '<a href="https://acme.org/?a=1&amp;b=%222%22">w &amp; </a><a href="https://acme.org/?a=1&amp;b=%222%22">c</a>',
    ],
    ['# Head\n\n- a\n  - b', '<b>Head</b>\n\n• a\n  • b'],
    ['> q', '<blockquote>q</blockquote>'],
    ['```\n<b>@a\n```', '<pre>&lt;b&gt;@a</pre>'],
    ['&lt;b&gt; <u>c <!channel> &amp;lt;', '&lt;b&gt; &lt;u&gt;c &lt;!channel&gt; &amp;lt;'],
    ['@acme and ops@acme.org', '@\u2060acme and '],
  ])('makes %j its own form', (markdown, own) => {
    expect(renderTelegram(readRichText(markdown, NOTICE_URL))).toContain(own);
  });
});

describe('describeTelegramMessage()', () => {
  test('is subject, facts, update and link', () => {
    expect(telegram()).toEqual({
      chat_id: '-100',
      text:
        '<b>Investigating: Elevated errors</b>\nAffected: Public API (partial outage)\n\n' +
        'We see elevated error rates and are looking into it.\n\n' +
        `<a href="${NOTICE_URL}">status.acme.org/incidents/2026-11-20-api-errors…</a>`,
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    });
  });

  test.each(Object.entries(LONG))('of a long text of %s fits, with its tags closed and its link kept', (_, text) => {
    const facts = Array.from({ length: 200 }, (_, index) => `<${index}>: @all`);
    const message = telegram({ notice: { text }, words: { facts, subject: 'a <b> & '.repeat(300) } });
    const seen = message.text.replace(/<[^>]*>/g, '').replace(/&(?:lt|gt|amp|quot);/g, '&');
    expect(seen.length).toBeLessThanOrEqual(4_096);
    expect(seen.length).toBeGreaterThan(3_900);
    const open: string[] = [];
    for (const [, slash, tag = ''] of message.text.matchAll(/<(\/?)([a-z]+)[^>]*>/g)) {
      if (slash === '') open.push(tag);
      else expect(open.pop()).toBe(tag);
    }
    expect(open).toEqual([]);
    expect(message.text).toMatch(/…(?:<\/[a-z]+>)*\n\n<a href="https:\/\/status\.acme\.org[^"]*">[^<]*<\/a>$/);
  });

  test('answers the first message, also where that is gone, and none without a number', () => {
    expect(telegram({ previous: { id: '42' } }).reply_parameters).toEqual({
      message_id: 42,
      allow_sending_without_reply: true,
    });
    expect(telegram({ previous: { id: 'first' } })).not.toHaveProperty('reply_parameters');
  });

  test("in the operator's own words is nothing else, and no mark in them acts", () => {
    expect(telegram({ words: { templated: `<b>Acme</b> ${NOTICE_URL}` } }).text).toBe(
      `&lt;b&gt;Acme&lt;/b&gt; <a href="${NOTICE_URL}">${NOTICE_URL}</a>`,
    );
  });
});

describe('describeTeamsMessage()', () => {
  const cardOf = (options?: DeliveryOptions) => teams(options).attachments[0]?.content;
  const runsOf = (options?: DeliveryOptions) => (cardOf(options)?.body ?? []).flatMap(({ inlines }) => inlines);

  test('is a message with an Adaptive Card, of which a button leads to the update', () => {
    const { type, attachments } = teams({ words: { language: 'de-AT' } });
    expect({ type, count: attachments.length }).toEqual({ type: 'message', count: 1 });
    expect(attachments[0]).toMatchObject({
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: {
        type: 'AdaptiveCard',
        version: '1.4',
        lang: 'de',
        actions: [{ type: 'Action.OpenUrl', title: 'Read it on the status page', url: NOTICE_URL }],
      },
    });
    expect(runsOf().map(({ text }) => text)).toEqual([
      'Acme',
      'Investigating: Elevated errors',
      'Affected: Public API (partial outage)',
      'We see elevated error rates and are looking into it.',
    ]);
  });

  test('has its words in runs, of which no sign means anything', () => {
    const text = '**a** [b](https://acme.org/) `c`\\\n<at>d</at> \\*e\\*';
    expect(runsOf({ notice: { text } }).slice(3)).toEqual([
      { type: 'TextRun', text: 'a', weight: 'Bolder' },
      { type: 'TextRun', text: ' ' },
      { type: 'TextRun', text: 'b', selectAction: { type: 'Action.OpenUrl', url: 'https://acme.org/' } },
      { type: 'TextRun', text: ' ' },
      { type: 'TextRun', text: 'c', fontType: 'Monospace' },
      { type: 'TextRun', text: '<at>d</at> *e*' },
    ]);
    expect(cardOf({ notice: { text } })?.body.every((block) => block.type === 'RichTextBlock')).toBe(true);
  });

  test.each([
    ['words', 'We see elevated error rates on some requests. '.repeat(900)],
    ['styles', 'a **b** `c`\n'.repeat(500)],
    ['Chinese', '我们发现公共接口的错误率升高，正在调查。'.repeat(700)],
  ])('of a long text of %s stays below what Teams takes', (_, text) => {
    const facts = Array.from({ length: 500 }, (_, index) => `${index}: ${'*'.repeat(99)}`);
    const options = { notice: { text }, words: { facts, subject: 'x '.repeat(2_000) } };
    const { length } = Buffer.from(JSON.stringify(teams(options)));
    expect(length).toBeLessThan(28_000);
    expect(length).toBeGreaterThan(15_000);
    expect(runsOf(options).at(-1)?.text).toMatch(/…$/);
    expect(cardOf(options)?.actions[0]?.url).toBe(NOTICE_URL);
  });
});
