import { describe, expect, test } from 'vitest';

import type { ProviderIncident } from '../../src/domain/provider-report.ts';
import { at } from '../support/builders.ts';
import { read, whyUnknown } from '../support/providers.ts';

const CHANNEL =
  '<title>Acme status</title><link>https://status.acme.example/</link><lastBuildDate>Fri, 20 Nov 2026 11:59:00 GMT</lastBuildDate>';

function rss(...items: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>${CHANNEL}${items.join('')}</channel></rss>`;
}

function item(parts: Record<string, string>): string {
  const written = { title: 'Errors', guid: 'g1', pubDate: 'Fri, 20 Nov 2026 10:05:00 GMT', ...parts };
  return `<item>${Object.entries(written)
    .map(([name, text]) => `<${name}>${text}</${name}>`)
    .join('')}</item>`;
}

async function readRss(...items: string[]): Promise<ProviderIncident[]> {
  return (await read('rss', rss(...items))).incidents;
}

describe('adaptRss()', () => {
  test('reads an item', async () => {
    const text = '&lt;p&gt;We are &lt;b&gt;looking&lt;/b&gt;.&lt;/p&gt;';
    const link = 'https://status.acme.example/1';
    expect(
      await readRss(
        item({ title: 'Virtual Machines - West Nowhere', description: text, link, category: 'Virtual Machines' }),
      ),
    ).toEqual([
      {
        provider: 'acme',
        id: 'g1 2026-11-20T10:05:00Z',
        url: link,
        title: 'Virtual Machines - West Nowhere',
        startedAt: at('2026-11-20T10:05:00Z'),
        updatedAt: at('2026-11-20T10:05:00Z'),
        state: 'open',
        components: ['Virtual Machines'],
        regions: [],
        updates: [{ at: at('2026-11-20T10:05:00Z'), text: 'We are looking.' }],
      },
    ]);
  });

  test('is fine where a feed has no item, as Azure has none when healthy', async () => {
    expect(await readRss()).toEqual([]);
  });

  test('tells incidents apart that have the same guid, as Azure gives it again', async () => {
    const other = item({ title: 'Other errors', pubDate: 'Thu, 19 Nov 2026 08:00:00 GMT' });
    const ids = (await readRss(item({}), other)).map(({ id }) => id);
    expect(ids).toEqual(['g1 2026-11-20T10:05:00Z', 'g1 2026-11-19T08:00:00Z']);
  });

  test.each([
    ['Resolved - Errors', ''],
    ['[Resolved] Errors', ''],
    ['RESOLVED: Errors', ''],
    ['Errors - Mitigated', ''],
    ['Errors (resolved)', ''],
    ['Service is operating normally: [RESOLVED] Errors', ''],
    ['Errors', 'Resolved - All is well.'],
    ['Errors', '&lt;b&gt;Status: Resolved&lt;/b&gt;&lt;br&gt;All is well.'],
    ['Errors', '[RESOLVED] All is well.'],
  ])('finds over: %s %s', async (title, description) => {
    expect(await readRss(item({ title, description }))).toMatchObject([
      { title: 'Errors', state: 'resolved', endedAt: at('2026-11-20T10:05:00Z') },
    ]);
  });

  test.each([
    ['Errors', 'We hope to have this resolved soon.'],
    ['Investigating - Errors', 'Not resolved yet.'],
    ['DNS names are not resolved', ''],
    ['Resolved hosts fail', ''],
  ])('finds open: %s %s', async (title, description) => {
    expect((await readRss(item({ title, description })))[0]?.state).toBe('open');
  });

  test.each([
    ['Scheduled maintenance of the API', ''],
    ['[Scheduled] Work on the API', ''],
    ['Planned database maintenance', ''],
    ['Work on the API', '&lt;b&gt;THIS IS A SCHEDULED EVENT Nov 20&lt;/b&gt;'],
  ])('leaves out planned work: %s %s', async (title, description) => {
    expect(await readRss(item({ title, description }))).toEqual([]);
  });

  test("leaves out what has the end of a maintenance, as Statuspage's feed does", async () => {
    expect(await readRss(item({ maintenanceEndDate: 'Fri, 20 Nov 2026 12:00:00 GMT' }))).toEqual([]);
  });

  test('joins items that are updates of one incident', async () => {
    const link = 'http://status.acme.example/';
    const items = [
      item({
        title: 'Service is operating normally: [RESOLVED] Errors',
        guid: `${link}#quux-us-east-1_3`,
        pubDate: 'Fri, 20 Nov 2026 03:00:00 PST',
        description: 'Over.',
        link,
      }),
      item({
        title: 'Service degradation: Errors',
        guid: `${link}#quux-us-east-1_2`,
        pubDate: 'Fri, 20 Nov 2026 02:30:00 PST',
        description: 'A fix.',
        link,
      }),
      item({
        title: 'Informational message: Errors',
        guid: `${link}#quux-us-east-1_1`,
        pubDate: 'Fri, 20 Nov 2026 02:00:00 PST',
        description: 'Looking.',
        link,
      }),
      item({
        title: 'Informational message: Errors',
        guid: `${link}#quux-us-west-2_1`,
        pubDate: 'Fri, 20 Nov 2026 02:00:00 PST',
        description: 'Looking.',
        link,
      }),
    ];
    const incidents = await readRss(...items);
    expect(incidents).toHaveLength(2);
    expect(incidents[0]).toMatchObject({
      title: 'Errors',
      state: 'resolved',
      startedAt: at('2026-11-20T10:00:00Z'),
      endedAt: at('2026-11-20T11:00:00Z'),
      components: ['quux'],
      regions: ['us-east-1'],
      updates: [{ text: 'Looking.' }, { text: 'A fix.' }, { text: 'Over.' }],
    });
    expect(incidents[1]).toMatchObject({ state: 'open', regions: ['us-west-2'] });
  });

  test('keeps incidents apart that have the same title and pages of their own', async () => {
    expect(
      await readRss(item({ link: 'https://a.example/1' }), item({ guid: 'g2', link: 'https://a.example/2' })),
    ).toHaveLength(2);
  });

  test('reads RSS 1.0, with times of Dublin Core', async () => {
    const feed = `<rdf:RDF xmlns:rdf="r" xmlns:dc="d"><channel rdf:about="x"><title>Acme</title></channel>
      <item rdf:about="y"><title>Errors</title><dc:date>2026-11-20T10:05:00Z</dc:date></item></rdf:RDF>`;
    expect((await read('rss', feed)).incidents).toMatchObject([
      { title: 'Errors', startedAt: at('2026-11-20T10:05:00Z') },
    ]);
  });

  test('reads over markup that is not escaped and does not close', async () => {
    const [incident] = await readRss(
      item({ description: '<p>We are<br>looking.<b>Soon</p>' }),
      item({ guid: 'g2', title: 'Other' }),
    );
    expect(incident?.updates[0]?.text).toBe('We are\nlooking.Soon');
    expect(await readRss(item({ description: '<p>We' }), item({ guid: 'g2', title: 'Other' }))).toHaveLength(2);
  });

  test('leaves out an item without a time, with a note', async () => {
    const { incidents, notes } = await read('rss', rss(item({ pubDate: 'soon' }), item({ guid: 'g2' })));
    expect(incidents).toHaveLength(1);
    expect(notes).toEqual(['1 entry without a time that can be read left out']);
  });

  test.each([
    ['Atom', '<feed xmlns="http://www.w3.org/2005/Atom"/>', 'expected RSS, and Atom came'],
    ['a web page', '<!doctype html><html><body><br>Sign in</html>', 'expected XML, and a web page came'],
    ['JSON', '{"incidents":[]}', 'expected XML, and something else came'],
    ['nothing', '', 'expected XML, and something else came'],
    ['no channel', '<rss version="2.0"/>', 'expected RSS with a channel'],
    ['a feed that is cut off', rss(item({})).slice(0, -30), 'the document ends before its elements do'],
  ])('finds unknown what is %s', async (_criterion, text, why) => {
    expect(await whyUnknown('rss', text)).toBe(why);
  });
});

function atom(...entries: string[]): string {
  return `<feed xmlns="http://www.w3.org/2005/Atom"><updated>2026-11-20T11:59:59Z</updated><link rel="self" href="x"/>${entries.join('')}</feed>`;
}

const UPDATES = [
  ['20', '11:00', 'Resolved', 'All is well.'],
  ['20', '10:30', 'Identified', 'A fix - a good one - is under way.'],
  ['20', '10:05', 'Investigating', 'We are looking.'],
].map(
  ([day, time, phase, text]) =>
    `&lt;p&gt;&lt;small&gt;Nov &lt;var data-var='date'&gt;${day}&lt;/var&gt;, &lt;var data-var='time'&gt;${time}&lt;/var&gt; UTC&lt;/small&gt;&lt;br&gt;&lt;strong&gt;${phase}&lt;/strong&gt; - ${text}&lt;/p&gt;`,
);

describe('adaptAtom()', () => {
  const entry = (content: string, updated = '2026-11-20T11:00:10Z'): string =>
    `<entry><id>tag:1</id><published>${updated}</published><updated>${updated}</updated>
     <link rel="self" href="https://other.example"/><link rel="alternate" href="https://status.acme.example/1"/>
     <title>Errors</title><content type="html">${content}</content></entry>`;

  test('reads the updates that Statuspage writes into one entry', async () => {
    const { incidents, saidAt } = await read('atom', atom(entry(UPDATES.join(''))));
    expect(incidents).toEqual([
      {
        provider: 'acme',
        id: 'tag:1',
        url: 'https://status.acme.example/1',
        title: 'Errors',
        startedAt: at('2026-11-20T10:05:00Z'),
        endedAt: at('2026-11-20T11:00:00Z'),
        updatedAt: at('2026-11-20T11:00:10Z'),
        state: 'resolved',
        components: [],
        regions: [],
        updates: [
          { at: at('2026-11-20T10:05:00Z'), text: 'Investigating - We are looking.' },
          { at: at('2026-11-20T10:30:00Z'), text: 'Identified - A fix - a good one - is under way.' },
          { at: at('2026-11-20T11:00:00Z'), text: 'Resolved - All is well.' },
        ],
      },
    ]);
    // The feed's own time is that of the request.
    expect(saidAt).toBe(at('2026-11-20T11:00:10Z'));
  });

  test('is over when it was, though the entry was edited days later', async () => {
    const late = { now: at('2026-11-25T12:00:00Z') };
    const { incidents } = await read('atom', atom(entry(UPDATES.join(''), '2026-11-25T09:00:00Z')), late);
    expect(incidents[0]).toMatchObject({ endedAt: at('2026-11-20T11:00:00Z'), updatedAt: at('2026-11-25T09:00:00Z') });
  });

  test('is open while its newest update is none of an end', async () => {
    expect((await read('atom', atom(entry(UPDATES.slice(1).join(''))))).incidents[0]?.state).toBe('open');
  });

  test('reads the last December in January', async () => {
    const content = (UPDATES[2] ?? '').replace('Nov', 'Dec').replace('20', '31');
    const { incidents } = await read('atom', atom(entry(content, '2027-01-01T00:30:00Z')), {
      now: at('2027-01-01T01:00:00Z'),
    });
    expect(incidents[0]?.startedAt).toBe(at('2026-12-31T10:05:00Z'));
  });

  test("reads incident.io's state and components, which stand in the text alone", async () => {
    const content =
      '&lt;b&gt;Status: Identified&lt;/b&gt;&lt;br/&gt;&lt;br/&gt;A fix.&lt;br/&gt;&lt;br/&gt;&lt;b&gt;Affected components&lt;/b&gt;&lt;ul&gt;&lt;li&gt;API (Degraded performance)&lt;/li&gt;&lt;li&gt;Web (beta)&lt;/li&gt;&lt;/ul&gt;';
    const resolved = content.replace('Identified', 'Resolved');
    expect((await read('atom', atom(entry(content)))).incidents).toMatchObject([
      { state: 'open', components: ['API', 'Web (beta)'] },
    ]);
    expect((await read('atom', atom(entry(resolved)))).incidents[0]?.state).toBe('resolved');
  });

  test('reads the newest of many entries', async () => {
    const many = Array.from({ length: 3_000 }, (_, index) =>
      entry('x', new Date(1_795_168_800_000 - index * 1_000).toISOString())
        .replace('tag:1', `tag:${index}`)
        .replace('Errors', `Errors ${index}`),
    );
    const { incidents } = await read('atom', atom(...many.reverse()));
    expect(incidents).toHaveLength(100);
    expect(incidents[0]?.id).toBe('tag:0');
  });

  test('reads content that is XHTML, a summary, prefixes and labels', async () => {
    const feed = `<a:feed xmlns:a="x"><a:entry><a:id>1</a:id><a:updated>2026-11-20T11:00:00Z</a:updated><a:title>Errors</a:title>
      <a:category term="api" label="API"/><a:content type="xhtml"><div><p>We <b>are</b></p><p>looking.</p></div></a:content></a:entry></a:feed>`;
    expect((await read('atom', feed)).incidents).toMatchObject([
      { components: ['API'], updates: [{ text: 'We are\n\nlooking.' }] },
    ]);
  });

  test.each([
    ['RSS', rss(), 'expected Atom, and RSS came'],
    ['an answer in SOAP', '<Envelope/>', 'expected Atom, and another document came'],
    ['a web page', '<html><p>x</html>', 'expected XML, and a web page came'],
  ])('finds unknown what is %s', async (_criterion, text, why) => {
    expect(await whyUnknown('atom', text)).toBe(why);
  });
});
