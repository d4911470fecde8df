import { describe, expect, test } from 'vitest';

import { describeBlueskyPost, describeRecordKey } from '../../src/notify/bluesky/message.ts';
import { countGraphemes } from '../../src/notify/fit-words.ts';
import { countMastodon, describeMastodonPost } from '../../src/notify/mastodon/message.ts';
import { countX, describeXPost } from '../../src/notify/x/message.ts';
import { type DeliveryOptions, makeDelivery, NOTICE_URL } from '../support/channel-delivery.ts';

const mastodon = (options?: DeliveryOptions) =>
  describeMastodonPost(makeDelivery({ type: 'mastodon', url: 'https://m.example', token: 't' }, options));
const bluesky = (options?: DeliveryOptions) =>
  describeBlueskyPost(
    makeDelivery({ type: 'bluesky', url: 'https://b.example', username: 'acme.example', token: 't' }, options),
  );
const x = (options?: DeliveryOptions) =>
  describeXPost(
    makeDelivery(
      { type: 'x', url: 'https://x.example', apiKey: 'k', apiSecret: 's', token: 't', tokenSecret: 's' },
      options,
    ),
  );
const SHOWN_URL = 'status.acme.org/incidents/2026-11-20-api-errors…';

interface Service {
  name: string;
  post(options?: DeliveryOptions): string;
  count(text: string): number;
  most: number;
  link: string;
}

const SERVICES: Service[] = [
  {
    name: 'mastodon',
    post: (options) => mastodon(options).status,
    count: (text) => countMastodon(text, NOTICE_URL),
    most: 500,
    link: NOTICE_URL,
  },
  { name: 'bluesky', post: (options) => bluesky(options).text, count: countGraphemes, most: 300, link: SHOWN_URL },
  {
    name: 'x',
    post: (options) => x(options).text,
    count: (text) => countX(text, NOTICE_URL),
    most: 280,
    link: NOTICE_URL,
  },
];

const TEXTS: [string, string][] = [
  ['words', 'We see elevated error rates on some requests. '.repeat(40)],
  ['Markdown', '- **We** see [errors](https://acme.org/a) in `the pool`\n- and look\n\n'.repeat(40)],
  ['one word', 'x'.repeat(3_000)],
  ['families', '👩‍👩‍👧‍👦👍🏽🇩🇪'.repeat(300)],
  ['Chinese', '我们发现公共接口的错误率升高，正在调查。'.repeat(60)],
  ['Japanese with spaces', 'エラー率が上昇しています。 調査中です。 '.repeat(60)],
  ['Arabic', 'نلاحظ ارتفاعا في معدل الأخطاء ونحن نحقق في الأمر '.repeat(40)],
  ['letters with marks', 'e\u0301\u0302\u0303'.repeat(800)],
  ['addresses', 'https://acme.org/a https://b.io/ acme.com '.repeat(60)],
  ['line breaks', 'a\n\n'.repeat(2_000)],
];

describe.each(SERVICES)('a post on $name', ({ post, count, most, link }) => {
  test('says what, in what state, and where to read on', () => {
    const text = 'We see elevated error rates and are looking into it.';
    expect(post()).toBe(`Investigating: Elevated errors\nAffected: Public API (partial outage)\n\n${text}\n\n${link}`);
  });

  test.each(TEXTS)('of a text of many %s is cut at a word, fits, is nearly full, and keeps its link', (_, text) => {
    const whole = post({ notice: { text } });
    expect(count(whole)).toBeLessThanOrEqual(most);
    expect(count(whole)).toBeGreaterThan(most - 60);
    expect(whole.endsWith(`…\n\n${link}`)).toBe(true);
    expect(whole.startsWith('Investigating: Elevated errors\nAffected: Public API (partial outage)\n\n')).toBe(true);
  });

  test('never ends within a sign that is made of several', () => {
    const families = post({ notice: { text: `${'👩‍👩‍👧‍👦'.repeat(300)}` } });
    expect(families.replace(link, '').replaceAll('👩‍👩‍👧‍👦', '')).not.toMatch(/\p{Extended_Pictographic}|\u200D/u);
    const accents = post({ notice: { text: 'e\u0301'.repeat(900) } });
    expect(accents.normalize('NFC')).not.toMatch(/[^\u00E9]e…|\u0301/);
  });

  test('of many components leaves out those that would take the room of the update', () => {
    const facts = Array.from({ length: 40 }, (_, index) => `Component ${index}: Partial outage`);
    const whole = post({ words: { facts }, notice: { text: 'We are looking into it. '.repeat(20) } });
    expect(count(whole)).toBeLessThanOrEqual(most);
    expect(whole).toMatch(/Component 0: Partial outage\n[^]*\n\nWe are looking into it\. We are/);
  });

  test('of a title that is too long by itself cuts it and keeps the link', () => {
    const whole = post({ words: { subject: `Investigating: ${'very '.repeat(200)}long` } });
    expect(count(whole)).toBeLessThanOrEqual(most);
    expect(whole).toMatch(/^Investigating: very very [^]*very…\n\n/);
    expect(whole.endsWith(link)).toBe(true);
  });

  test('of a text that was taken back says what stands in its place', () => {
    const paragraphs = ['The text of this update was removed: it named a person'];
    expect(post({ notice: { text: '' }, words: { facts: [], paragraphs } })).toContain(
      `\n\n${paragraphs.join('')}\n\n`,
    );
  });

  test('of an update without a text is its subject and its link', () => {
    expect(post({ notice: { text: '' }, words: { facts: [], paragraphs: [] } })).toBe(
      `Investigating: Elevated errors\n\n${link}`,
    );
  });

  test("in the operator's own words is nothing else, with the link where they have it", () => {
    expect(post({ words: { templated: `Acme: see ${NOTICE_URL} for more` } })).toBe(`Acme: see ${link} for more`);
    const cut = post({ words: { templated: `${NOTICE_URL} ${'tells more '.repeat(90)}` } });
    expect(cut).toMatch(/^tells more [^]*(?:tells|more)…\n\n/);
    expect(cut.endsWith(link)).toBe(true);
    expect(count(cut)).toBeLessThanOrEqual(most);
  });
});

describe('mentions', () => {
  test.each([
    ['@acme', '@\u2060acme'],
    ['thanks @acme@social.example!', 'thanks @\u2060acme@social.example!'],
    ['(@a) "@b" .@c', '(@\u2060a) "@\u2060b" .@\u2060c'],
    ['は@acme ＠acme', 'は@\u2060acme ＠\u2060acme'],
    ['mail ops@acme.org', 'mail ops@acme.org'],
  ])('%j call nobody', (text, neutral) => {
    expect(mastodon({ notice: { text } }).status).toContain(`\n\n${neutral}\n\n`);
    expect(x({ notice: { text } }).text).toContain(`\n\n${neutral}\n\n`);
  });

  test('in addresses stay on Mastodon, and not on X, which may not know the host', () => {
    const options = { notice: { text: 'See https://m.example.org/@acme now' } };
    expect(mastodon(options).status).toContain('See https://m.example.org/@acme now');
    expect(x(options).text).toContain('See https://m.example.org/@\u2060acme now');
  });

  test('in a title call nobody either', () => {
    expect(x({ words: { subject: 'Resolved: @acme' } }).text).toContain('Resolved: @\u2060acme');
  });
});

describe('countX()', () => {
  // As twitter-text 3.1.0 counts; where ours is more, a text that looks like an address is none to it.
  test.each<[string, number]>([
    ['hello', 5],
    ['日本語のテキスト', 16],
    ['👩‍👩‍👧‍👦 hi', 5],
    ['👍🏽', 2],
    ['🇩🇪', 2],
    ['1️⃣', 2],
    ['café e\u0301', 6],
    ['“quotes” – dash…', 17],
    ['مرحبا', 5],
    ['https://a.io/x', 23],
    ['x.com/a(b)', 23],
    ['a.b.io,c.d.io', 47],
  ])('counts %j as %i', (text, count) => expect(countX(text, NOTICE_URL)).toBe(count));

  test('counts a link as 23, but not where no address can be', () => {
    expect(countX(NOTICE_URL, NOTICE_URL)).toBe(23);
    const local = 'http://status.internal/incidents/2026-11-20-api-errors/';
    expect(countX(local, local)).toBe(local.length);
  });
});

describe('an update', () => {
  test('answers the first post on Mastodon and X', () => {
    expect(mastodon({ previous: { id: '113' } })).toMatchObject({ in_reply_to_id: '113' });
    expect(mastodon()).not.toHaveProperty('in_reply_to_id');
    expect(x({ previous: { id: '19' } })).toMatchObject({ reply: { in_reply_to_tweet_id: '19' } });
    expect(x()).not.toHaveProperty('reply');
  });

  test('answers the first post on Bluesky by its address and its content', () => {
    const first = { uri: 'at://did:plc:a/app.bsky.feed.post/3k', cid: 'bafy' };
    expect(bluesky({ previous: { id: first.uri, extra: { cid: first.cid } } }).reply).toEqual({
      root: first,
      parent: first,
    });
    expect(bluesky({ previous: { id: first.uri } })).not.toHaveProperty('reply');
  });
});

describe('describeBlueskyPost()', () => {
  test('makes the shown address a link, counted in bytes, and nothing else', () => {
    const { text, facets } = bluesky({ notice: { text: 'Störung 🔥 @acme.example #tag' } });
    const [facet] = facets;
    const bytes = Buffer.from(text);
    expect(facets).toHaveLength(1);
    expect(bytes.subarray(facet?.index.byteStart, facet?.index.byteEnd).toString()).toBe(SHOWN_URL);
    expect(facet?.features).toEqual([{ $type: 'app.bsky.richtext.facet#link', uri: NOTICE_URL }]);
  });

  test('has the language of the page and the time of the update', () => {
    expect(bluesky({ words: { language: 'fr-CA' } })).toMatchObject({
      $type: 'app.bsky.feed.post',
      langs: ['fr-CA'],
      createdAt: '2026-11-20T10:05:00.000Z',
    });
  });
});

describe('describeRecordKey()', () => {
  const keyOf = (key: string): string =>
    describeRecordKey(makeDelivery({ type: 'bluesky', url: '', username: 'a', token: 't' }, { key }));

  test('is a TID that follows from the delivery', () => {
    expect(keyOf('one')).toMatch(/^[234567abcdefghij][234567a-z]{12}$/);
    expect(keyOf('one')).toBe(keyOf('one'));
    expect(keyOf('one')).not.toBe(keyOf('two'));
    expect(keyOf('one').slice(0, 8)).toBe(keyOf('two').slice(0, 8));
  });
});
