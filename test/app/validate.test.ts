import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { formatFiles } from '../../src/app/format.ts';
import { validate } from '../../src/app/validate.ts';
import { formatProblem } from '../../src/schema/problems.ts';
import { openRootFiles } from '../../src/store/root-files.ts';
import { at } from '../support/builders.ts';
import { makeFolder, writeFiles } from '../support/make-repo.ts';

const NOW = at('2026-11-21T00:00:00Z');
const CONFIG = `page: { name: Example, url: https://status.example.org }
components:
  - id: api
    name: API
    checks: [{ id: api-health, type: http, url: https://example.org }]
    dependsOn: [{ provider: cloud }]
  - { id: mail, name: Mail }
providers: [{ id: cloud, name: Cloud, type: statuspage, url: https://cloud.example.org }]
`;
const front = (lines: string): string => `---\n${lines}\n---\n\n## Investigating · 2026-11-20T10:05:00Z\n`;
const GOOD = 'title: T\ncategory: internal\nimpact: major\ncomponents: { api: partial_outage }';

async function problemsOf(files: Record<string, string>): Promise<string[]> {
  const root = makeFolder();
  writeFiles(root, { 'status.yml': CONFIG, ...files });
  const { problems } = await validate(await openRootFiles(root), { now: NOW });
  return problems.map(formatProblem).filter((problem) => !/This version (?:does not use|reads)/.test(problem));
}

describe('validate() where a root has nothing to name', () => {
  test('shows what a provider looks like, and is content with it', async () => {
    const incident = front(`${GOOD.replace('internal', 'upstream')}\nprovider: aws`);
    const config = 'page: { name: E, url: https://status.example.org }\ncomponents: [{ id: api, name: API }]\n';
    const example = 'providers: [{ id: aws, name: AWS, type: aws, url: https://status.example.org }]';
    expect(await problemsOf({ 'status.yml': config, 'incidents/a.md': incident })).toEqual([
      `incidents/a.md:6:11: error: Cannot find the provider "aws": expected a provider of status.yml, which has none, for example ${example}, got "aws"`,
    ]);
    const relied = config.replace('name: API', 'name: API, dependsOn: [{ provider: aws }]');
    expect(await problemsOf({ 'status.yml': `${relied}${example}\n`, 'incidents/a.md': incident })).toEqual([]);
  });

  test('has no example of an incident', async () => {
    const postmortem = '---\nincidents: [a]\nstatus: draft\n---\n';
    expect(await problemsOf({ 'postmortems/a.md': postmortem })).toEqual([
      'postmortems/a.md:2:13: error: Cannot find the incident "a": expected an incident of incidents/, which has none, got "a"',
    ]);
  });
});

test('validate() compares a post-mortem with the incident that it is about, and with the clock', async () => {
  const resolved = `${front(GOOD)}\n## Resolved · 2026-11-20T11:00:00Z\n`;
  const postmortem = `---
incidents: [a]
status: draft
timeline: [{ at: 2026-12-20T10:00:00Z, text: A rollback }]
actions: [{ id: a1, text: Add a check, type: detect, priority: P2, owner: api-team, due: 2026-11-19 }]
---
`;
  expect(await problemsOf({ 'incidents/a.md': resolved, 'postmortems/p.md': postmortem })).toEqual([
    'postmortems/p.md:4:18: warning: This happens in the future: expected the time at which it happened, for example at: 2026-11-21T00:00:00Z, got 2026-12-20T10:00:00Z',
    'postmortems/p.md:5:90: error: Cannot be done with the action "a1" before the incident was over: expected a day from 2026-11-20 on, for example due: 2026-11-20, got 2026-11-19',
  ]);
  const later = postmortem.replace('2026-11-19', '2026-11-20').replace('2026-12-20', '2026-11-20');
  expect(await problemsOf({ 'incidents/a.md': resolved, 'postmortems/p.md': later })).toEqual([]);
});

describe('validate() where the schema has an example', () => {
  test('names what the root has', async () => {
    const incident = front('title: T\ncategory: internal\nimpact: major\nchecks: API');
    expect(await problemsOf({ 'incidents/a.md': incident })).toEqual([
      'incidents/a.md:2:1: error: Cannot find "components": expected each component with its status, for example components: { api: partial_outage }, got nothing',
      'incidents/a.md:5:9: error: Cannot read "checks": expected a list, for example checks: [api-health], got "API"',
    ]);
  });
});

describe('validate() of the files of the page', () => {
  test('warns where one is missing, as the build does', async () => {
    const page = 'page: { name: E, url: https://status.example.org, logo: assets/logo.svg, css: assets }\n';
    const expected = 'expected the path of a file beside or below status.yml';
    expect(await problemsOf({ 'status.yml': page, 'assets/other.css': '' })).toEqual([
      `status.yml:1:57: warning: Cannot find the file of "page.logo"; the page does without it: ${expected}, got "assets/logo.svg"`,
      `status.yml:1:79: warning: Cannot find the file of "page.css"; the page does without it: ${expected}, got a folder`,
    ]);
    expect(await problemsOf({ 'status.yml': page, 'assets/logo.svg': '\0' })).toHaveLength(1);
  });
});

describe('validate() between files', () => {
  test('finds nothing in files that belong together', async () => {
    expect(await problemsOf({ 'incidents/2026/a.md': front(GOOD), 'incidents/b.md': front(GOOD) })).toEqual([]);
  });

  test.each([
    [
      'an unknown component',
      front(GOOD.replace('api:', 'apii:')),
      'incidents/a.md:5:15: error: Cannot find the component "apii": expected one of api, mail, for example api, got "apii". Did you mean "api"?',
    ],
    [
      'an unknown component although the file has another fault',
      front(GOOD.replace('api:', 'apii:').replace('major', 'huge')),
      'incidents/a.md:5:15: error: Cannot find the component "apii": expected one of api, mail, for example api, got "apii". Did you mean "api"?',
    ],
    [
      'an unknown component in a list',
      `---\nkind: maintenance\ntitle: T\ncomponents: [mial]\nscheduled: { from: 2026-11-22T10:00:00Z, until: 2026-11-22T11:00:00Z }\n---\n`,
      'incidents/a.md:4:14: error: Cannot find the component "mial": expected one of api, mail, for example api, got "mial". Did you mean "mail"?',
    ],
    [
      'an unknown component of an update',
      `${front(GOOD)}\n## Monitoring · 2026-11-20T10:15:00Z · mial: operational\n`,
      'incidents/a.md:10:1: error: Cannot find the component "mial": expected one of api, mail, for example "api: partial_outage", got "mial". Did you mean "mail"?',
    ],
    [
      'an unknown check',
      front(`${GOOD}\nchecks: [api-helth]`),
      'incidents/a.md:6:10: warning: Cannot find the check "api-helth": expected one of api-health, for example api-health, got "api-helth". Did you mean "api-health"?',
    ],
    [
      'an unknown provider',
      front(`${GOOD.replace('internal', 'upstream')}\nprovider: clod`),
      'incidents/a.md:6:11: error: Cannot find the provider "clod": expected one of cloud, for example cloud, got "clod". Did you mean "cloud"?',
    ],
    [
      'a provider that no affected component relies on',
      front(`${GOOD.replace('internal', 'upstream').replace('api:', 'mail:')}\nprovider: cloud`),
      'incidents/a.md:6:11: warning: No affected component relies on "cloud": expected "dependsOn" with this provider at one of mail, for example dependsOn: [{ provider: cloud }], got none',
    ],
    [
      'an update in the future',
      front(GOOD).replace('2026-11-20', '2026-12-20'),
      'incidents/a.md:8:1: warning: This update lies in the future: expected the time at which it is written, for example 2026-11-21T00:00:00Z, got 2026-12-20T10:05:00Z',
    ],
    [
      'an update of another century',
      front(GOOD).replace('2026-11-20', '1926-11-20'),
      'incidents/a.md:8:1: warning: This update lies before the year 2000: expected the time at which it was written, for example 2026-11-21T00:00:00Z, got 1926-11-20T10:05:00Z',
    ],
  ])('%s', async (_what, text, expected) => {
    expect(await problemsOf({ 'incidents/a.md': text })).toContain(expected);
  });

  test('one id in two folders', async () => {
    expect(await problemsOf({ 'incidents/2025/a.md': front(GOOD), 'incidents/a.md': front(GOOD) })).toEqual([
      'incidents/a.md:1:1: error: Cannot use the id "a" twice: expected a file name of its own in all folders, for example a-2.md, got a.md, as incidents/2025/a.md',
    ]);
  });

  test('an earlier id that another file has', async () => {
    expect(
      await problemsOf({ 'incidents/a.md': front(GOOD), 'incidents/b.md': front(`${GOOD}\nformerly: [a]`) }),
    ).toEqual([
      'incidents/b.md:6:12: error: Cannot use the earlier id "a": expected an id that no other file has or had, for example formerly: [2026-11-20-api], got a, which is incidents/a.md',
    ]);
  });

  test('a post-mortem of an incident and a check that do not exist', async () => {
    const text =
      '---\nincidents: [aa]\nstatus: draft\nfactors:\n  - text: F\n    whys: [{ why: w, because: b }]\n    becomes: { kind: monitor, check: api-helth }\n---\n';
    expect(await problemsOf({ 'incidents/a.md': front(GOOD), 'postmortems/p.md': text })).toEqual([
      'postmortems/p.md:2:13: error: Cannot find the incident "aa": expected one of a, for example a, got "aa". Did you mean "a"?',
      'postmortems/p.md:7:38: error: Cannot find the check "api-helth": expected one of api-health, for example api-health, got "api-helth". Did you mean "api-health"?',
    ]);
  });

  test('a name and a value that DNS does not have, and a mail server without its port', async () => {
    const text = CONFIG.replace(
      'type: http, url: https://example.org }',
      'type: dns, host: 192.0.2.1, expect: { records: [x] } }, { id: m, type: tls, host: example.org, starttls: smtp }',
    );
    const found = await problemsOf({ 'status.yml': text });
    expect(found.map((problem) => problem.replace(/: expected.*/, ''))).toEqual([
      'status.yml:5:49: error: Cannot ask for the record A of an address',
      'status.yml:5:80: error: Cannot read "components[0].checks[0].expect.records[0]" as a record A',
      'status.yml:5:137: error: Cannot find a mail server on port 443',
    ]);
  });

  test('an expectation that cannot be read', async () => {
    const text = CONFIG.replace(
      'url: https://example.org }',
      'url: https://example.org, expect: { body: "/(/", json: { "a[": 1 } } }',
    );
    const found = await problemsOf({ 'status.yml': text });
    expect(found.map((problem) => problem.replace(/(Cannot use the [a-z ]+).*/, '$1'))).toEqual([
      'status.yml:5:86: error: Cannot use the regular expression ',
      'status.yml:5:107: error: Cannot use the path ',
    ]);
  });

  test.each([
    ['url: https://example.org, headers: { Content-Length: "5" }', 'content-length', 'it belongs to the connection'],
    ['url: https://example.org, headers: { "a b": c }', 'a b', 'that is no header name'],
  ])('a header that cannot be sent: %s', async (written, name, why) => {
    const text = CONFIG.replace('url: https://example.org', written);
    const found = await problemsOf({ 'status.yml': text });
    expect(found.map((problem) => problem.replace(/^status\.yml:5:\d+: /, ''))).toEqual([
      expect.stringContaining(
        `error: Cannot send the header "${name}": ${why}: expected a header that is yours to set, for example headers: { accept: application/json }, got `,
      ),
    ]);
  });

  test('what a websocket and a heartbeat check cannot send or read', async () => {
    const checks = [
      '{ id: w1, type: websocket, url: wss://e.org, headers: { Sec-WebSocket-Key: a }, expect: { body: "/(/" } }',
      '{ id: h1, type: heartbeat, url: https://e.org, maxAge: 1h, from: { json: "a[" } }',
    ];
    const text = CONFIG.replace(/checks: \[.*\]/, `checks: [${checks.join(', ')}]`);
    const found = await problemsOf({ 'status.yml': text });
    expect(found.map((problem) => /error: (.{20})/.exec(problem)?.[1])).toEqual([
      'Cannot send the head',
      'Cannot use the regul',
      'Cannot use the path ',
    ]);
  });
});

describe('validate() of hostile files', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...'bcdefg'.split('').map((name, index) => `${name}: &${name} [${`*${'abcdef'[index] ?? ''}, `.repeat(9)}x]`),
  ].join('\n');

  test.each([
    ['code', 'incidents/a.md', '---js\nprocess.exit(7)\n---\n', 'front-matter-fence'],
    ['an alias bomb', 'incidents/a.md', `---\n${bomb}\n---\n`, 'yaml-aliases'],
    ['a merge bomb in status.yml', 'status.yml', bomb, 'yaml-aliases'],
    ['deep nesting', 'incidents/a.md', `---\na: ${'['.repeat(100_000)}\n---\n`, 'yaml-depth'],
    ['5 MB', 'incidents/a.md', 'x'.repeat(5_000_000), 'file-size'],
    ['a NUL byte', 'incidents/a.md', '---\ntitle: a\u0000b\n---\n', 'no-control-characters'],
    ['a BOM', 'incidents/a.md', `\uFEFF${front(GOOD)}`, 'no-byte-order-mark'],
    ['CRLF', 'incidents/a.md', front(GOOD).replaceAll('\n', '\r\n'), 'unix-line-ends'],
    ['duplicate keys', 'incidents/a.md', front(`${GOOD}\ntitle: U`), 'yaml-unique-keys'],
    ['nothing', 'incidents/a.md', '', 'front-matter-fence'],
    ['a file name with capitals', 'incidents/A B.md', front(GOOD), 'file-name'],
  ])('%s is one located error and nothing else', async (...[, path, text, rule]) => {
    const root = makeFolder();
    writeFiles(root, { 'status.yml': CONFIG, [path]: text });
    const { problems } = await validate(await openRootFiles(root), { now: NOW });
    const errors = problems.filter(({ severity }) => severity === 'error');
    expect(errors.map((problem) => [problem.file, problem.rule])).toEqual([[path, rule]]);
    expect(errors[0]?.line).toBeGreaterThan(0);
  });

  test('bytes that are not UTF-8 are told with their line', async () => {
    const root = makeFolder();
    writeFiles(root, { 'status.yml': CONFIG, 'incidents/b.md': front(GOOD) });
    writeFileSync(
      join(root, 'incidents/a.md'),
      Buffer.concat([Buffer.from('---\ntitle: '), Buffer.from([0xff, 0xfe])]),
    );
    const { problems } = await validate(await openRootFiles(root), { now: NOW });
    expect(problems.filter(({ file }) => file === 'incidents/a.md').map(formatProblem)).toEqual([
      'incidents/a.md:2:1: error: Cannot read the text: expected UTF-8, for example a file saved with the encoding UTF-8, got bytes that are not UTF-8',
    ]);
  });

  test('a folder named x.md and links out of the root are told and not followed', async () => {
    const root = makeFolder();
    writeFiles(root, { 'status.yml': CONFIG, 'incidents/ok.md': front(GOOD) });
    mkdirSync(join(root, 'incidents/x.md'));
    symlinkSync('/etc/passwd', join(root, 'incidents/out.md'));
    symlinkSync('nowhere', join(root, 'incidents/gone.md'));
    const { problems } = await validate(await openRootFiles(root), { now: NOW });
    const found = problems.filter(({ severity }) => severity === 'error');
    expect(found.map(({ file, rule, received }) => [file, rule, received])).toEqual([
      ['incidents/gone.md', 'is-a-file', 'a symbolic link to nothing'],
      ['incidents/out.md', 'is-a-file', 'a symbolic link that leaves the folder of status.yml'],
      ['incidents/x.md', 'is-a-file', 'a folder'],
    ]);
  });
});

describe('formatFiles()', () => {
  const options = { isDry: false, select: () => () => true };

  test('rewrites what is not canonical, once, and leaves what it cannot read', async () => {
    const root = makeFolder();
    const files = await openRootFiles(root);
    writeFiles(root, {
      'status.yml': CONFIG,
      'incidents/2026/a.md': front(GOOD).replaceAll('\n', '\r\n'),
      'incidents/2026/b.md': '---\ntitle: [\n---\n',
    });
    const first = await formatFiles(files, options);
    expect(first).toEqual({ unchanged: [], changed: ['incidents/2026/a.md'], unreadable: ['incidents/2026/b.md'] });
    expect(await formatFiles(files, options)).toMatchObject({ unchanged: ['incidents/2026/a.md'], changed: [] });
    const { problems } = await validate(files, { now: NOW });
    expect(problems.filter(({ file }) => file === 'incidents/2026/a.md')).toEqual([]);
  });
});
