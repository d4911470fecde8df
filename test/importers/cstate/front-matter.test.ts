import { describe, expect, it } from 'vitest';

import { fieldOf, readHugoPage, textOf } from '../../../src/importers/cstate/front-matter.ts';

const page = (...lines: string[]) => readHugoPage(lines.join('\n'));

describe('readHugoPage()', () => {
  it('reads YAML with times as written, keys in any case and the last of two', () => {
    const read = page('---', 'Title: One', 'title: Two', 'date: 2024-02-03T9:00:00-00:00', '---', '', 'Body.');
    expect([textOf(read, 'title'), textOf(read, 'date'), read.body]).toEqual([
      'Two',
      '2024-02-03T9:00:00-00:00',
      '\nBody.',
    ]);
    expect(read.repairs).toEqual([]);
  });

  it.each([
    ['affected: [API, "Media Proxy"]', ['API', 'Media Proxy']],
    ['affected:\n  - API\n\n  - Media Proxy', ['API', 'Media Proxy']],
    ['affected:\n  - individualaffected: API\n  -\n', ['API']],
    ['affected:\n\t- API\n\t- "Media Proxy"', ['API', 'Media Proxy']],
    ['affected: *all', undefined],
    ['affected:', undefined],
    ['affected: null', undefined],
  ])('reads the list in %j', (affected, items) => {
    const read = page('---', 'title: One', affected, '---');
    expect(fieldOf(read, 'affected')?.items).toEqual(items);
  });

  it.each([
    ['title: [rack 7] Fan: loud', '[rack 7] Fan: loud'],
    ['title: "API" down', '"API" down'],
    ['title: @home', '@home'],
    ['title: *bold* words', '*bold* words'],
    ["title: 'don't'", "don't"],
  ])('reads %j line by line where YAML refuses it', (line, title) => {
    const read = page('---', line, 'severity: down', '---', 'Body.');
    expect(textOf(read, 'title')).toBe(title);
    expect(textOf(read, 'severity')).toBe('down');
    expect(read.repairs).toEqual(['the front matter is no clean YAML and was read line by line']);
  });

  it.each([
    ['severity: down   # You can use: down, disrupted, notice', 'severity', 'down'],
    ['severity: "down" # down, disrupted, notice', 'severity', 'down'],
    ["severity: 'down' #down", 'severity', 'down'],
    ['resolvedWhen = 2022-01-01T12:00:00Z # ended', 'resolvedWhen', '2022-01-01T12:00:00Z'],
    ['resolved: #false', 'resolved', undefined],
    ['author: https://example.org/#me', 'author', 'https://example.org/#me'],
    ['author: "a # b"', 'author', 'a # b'],
    ['title: Rack #5 is down # still', 'title', 'Rack #5 is down'],
    ['title: "Rack # 5"', 'title', 'Rack # 5'],
    ["title: Don't # stop", 'title', "Don't"],
  ])('reads %j line by line without its comment', (line, key, value) => {
    const read = page('---', '@broken', line, 'draft: false', '---', 'Body.');
    expect(read.repairs).toHaveLength(1);
    expect(textOf(read, key)).toBe(value);
    const words = [...read.fields.map((field) => field.source), ...read.comments.map((comment) => comment.text)];
    expect(words.join(' ').replace(/\s/g, '')).toContain(line.split('#').at(-1)?.replace(/\s/g, ''));
  });

  it('reads a list line by line without the comments in it', () => {
    const read = page(
      '---',
      '@broken',
      'title: a',
      'affected: # all',
      '  - API # one',
      '  - "Rack #2" # two',
      'tags: [a, "b # c"] # d',
      '---',
    );
    expect(fieldOf(read, 'affected')?.items).toEqual(['API', 'Rack #2']);
    expect(fieldOf(read, 'tags')?.items).toEqual(['a', 'b # c']);
    expect(read.comments.map((comment) => comment.text)).toEqual(['# all', '# one', '# two', '# d']);
  });

  it('keeps lines that are no field as fields without a key', () => {
    const read = page('---', 'a loose line', 'title: "One', 'severity: down', '---');
    expect(read.fields.map((field) => field.source)).toContain('a loose line');
  });

  it('finds comments and takes no # inside a value for one', () => {
    const read = page('---', '# first', 'title: "Issue #5" # second', 'url: https://example.org/#there', '---');
    expect(read.comments).toEqual([
      { line: 2, text: '# first' },
      { line: 3, text: '# second' },
    ]);
  });

  it('reads front matter whose first fence is missing', () => {
    const read = page('title: One', 'severity: down', '---', '', 'Body.');
    expect([textOf(read, 'title'), read.body]).toEqual(['One', '\nBody.']);
    expect(read.repairs).toEqual(['the fence that begins the front matter is missing']);
  });

  it('reads front matter whose last fence is missing', () => {
    const read = page('---', 'title: One', 'affected:', '  - API', '', 'section: issue', '', 'Body.');
    expect([textOf(read, 'section'), read.body.trim()]).toEqual(['issue', 'Body.']);
    expect(read.repairs).toEqual(['the fence that ends the front matter is missing']);
  });

  it('reads TOML and JSON', () => {
    const toml = page('+++', 'title = "One"', 'affected = ["API"]', 'resolved = true', '+++', 'Body.');
    expect([textOf(toml, 'title'), fieldOf(toml, 'affected')?.items, textOf(toml, 'resolved')]).toEqual([
      'One',
      ['API'],
      'true',
    ]);
    const json = page('{', '  "title": "One",', '  "affected": ["API"]', '}', 'Body.');
    expect([textOf(json, 'title'), fieldOf(json, 'affected')?.items, json.body]).toEqual(['One', ['API'], 'Body.']);
  });

  it('reads what TOML allows', () => {
    const read = page(
      '+++',
      'title = "Caf\\u00e9" # ours',
      'date = 2024-01-10T08:00:00+02:00 # local',
      'affected = [',
      '"API", # one',
      "'Mail' ]",
      'author = """',
      '# no comment',
      'Bob"""',
      '[params]',
      'severity = "down"',
      '+++',
      'Body.',
    );
    expect(read.fields.map(({ key, value, items }) => [key, items ?? value])).toEqual([
      ['title', 'Café'],
      ['date', '2024-01-10T08:00:00+02:00'],
      ['affected', ['API', 'Mail']],
      ['author', '# no comment\nBob'],
      ['', '[params]'],
      ['', 'down'],
    ]);
    expect(read.comments.map((comment) => comment.text)).toEqual(['# ours', '# local', '# one']);
    expect(read.repairs).toEqual([]);
  });

  it('reads TOML that is none line by line', () => {
    const read = page('+++', 'title = One', 'severity = "down" # bad', '+++', 'Body.');
    expect([textOf(read, 'title'), textOf(read, 'severity')]).toEqual(['One', 'down']);
    expect(read.repairs).toEqual(['the front matter is no clean TOML and was read line by line']);
  });

  it.each([
    ['{"title":"One {1}","affected":["API"]}\n\nBody.', '\nBody.', 1],
    ['{"title":"One {1}","affected":["API"]}\nBody.', 'Body.', 1],
    ['\n{ "title": "One \\u007b1}", "affected": ["API"] } Body.', ' Body.', 1],
    ['{"title":"One {1}",\n\t"affected":["API"],\n"x":{"y":"}"}} Body.', ' Body.', 2],
    ['{"title":"One {1}","affected":["API"]}', '', 1],
  ])('reads JSON in the layout %j', (text, body, linesBeforeBody) => {
    const read = readHugoPage(text);
    expect([textOf(read, 'title'), fieldOf(read, 'affected')?.items]).toEqual(['One {1}', ['API']]);
    expect(read).toMatchObject({ body, linesBeforeBody, repairs: [] });
  });

  it.each(['{{< figure >}}\nText.', '{a} and {b}', '{"title": 1', '{ text }'])('takes %j for no JSON', (text) => {
    expect(readHugoPage(text)).toMatchObject({ fields: [], body: text });
  });

  it.each([
    ['affected: [{individualaffected: API, note: extra0}]', ['API'], true],
    ['affected:\n  - individualaffected: API', ['API'], false],
    ['affected: { individualaffected: API }', ['API'], false],
    ['affected:\n  - API: v2', ['API: v2'], false],
    ['affected: [API, Mail]', ['API', 'Mail'], false],
    ['@broken\naffected:\n  - individualaffected: API\n    note: slow', ['API'], true],
  ])('takes the known key alone from %j', (affected, items, hasMore) => {
    expect(fieldOf(page('---', 'title: One', affected, '---'), 'affected')).toMatchObject({ items, hasMore });
  });

  it.each(['', 'Just words.', '---\nwords between rules\n---\n', 'Note: this is text\nand more'])(
    'takes %j for a body alone',
    (text) => {
      expect(readHugoPage(text)).toMatchObject({ fields: [], body: text, repairs: [] });
    },
  );
});
