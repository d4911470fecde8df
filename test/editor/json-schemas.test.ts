import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { pastRevisions } from '../../src/demo/past-incidents.ts';
import { statusFile } from '../../src/demo/status-file.ts';
import { makeJsonSchemas } from '../../src/editor/json-schemas.ts';
import { at } from '../support/builders.ts';
import { committedSchema, editorProblems, frontMatterOf, type SchemaName, SCHEMAS } from '../support/editor-schemas.ts';
import { POSTMORTEMS } from '../support/example-postmortems.ts';
import { REPOSITORY } from '../support/workflows.ts';

/** A schema without what is said of keys; a key of that name in a file has a block, and no text. */
function withoutDescriptions(schema: object): unknown {
  return JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      key === 'description' && typeof value === 'string' ? undefined : value,
    ),
  );
}

/** What lies below a folder, which somebody who began with their own has not. */
function markdownBelow(folder: string): string[] {
  if (!existsSync(join(REPOSITORY, folder))) return [];
  const found = readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: 'utf8' });
  return found
    .filter((path) => path.endsWith('.md'))
    .map((path) => readFileSync(join(REPOSITORY, folder, path), 'utf8'));
}

const MADE = makeJsonSchemas();

/** Paths of the keys of which nothing is said. */
function undescribed(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    if (key !== 'properties') return key === 'if' ? [] : undescribed(value, path);
    return Object.entries(value as object).flatMap(([name, below]: [string, unknown]) => {
      const own = typeof Reflect.get(below as object, 'description') === 'string' ? [] : [`${path}.${name}`];
      return [...own, ...undescribed(below, `${path}.${name}`)];
    });
  });
}

describe('the JSON Schemas of .github/schemas/', () => {
  test.each(SCHEMAS)('are what the schemas of the engine say: %s (else: npm run schemas)', (name) => {
    const made = MADE[`${name}.schema.json`];
    expect(withoutDescriptions(committedSchema(name))).toEqual(JSON.parse(JSON.stringify(made)));
  });

  test.each(SCHEMAS)('say of every key what it is: %s', (name) => {
    expect(undescribed(committedSchema(name), name)).toEqual([]);
  });

  test('write a default as a person would', () => {
    expect(JSON.stringify(committedSchema('status'))).toContain('"default":"3h"');
  });
});

const FULL_STATUS = `
page: { name: Example, url: https://status.example.org/sub, accent: "#0B6E4F", locale: de-AT, staleAfter: 0 }
components:
  - id: api
    name: API
    since: 2026-11-20
    dependsOn: [{ provider: aws, components: [EC2] }]
    checks:
      - { id: a, type: http, url: "\${CANDOR_URL}/health", expect: { status: [200, 404], json: { a.b: null } }, auth: { token: "\${CANDOR_T}" } }
      - { id: b, type: tcp, host: "[2001:DB8::1]", port: 25, location: fra }
      - { id: c, type: dns, host: example.org, record: MX, expect: { records: ["10 mail.example.org"] }, location: [fra, nyc] }
      - { id: d, type: tls, host: example.org, expect: { daysLeft: 14, under: 1.5s } }
      - { id: e, type: websocket, url: "wss://live.example.org" }
      - { id: f, type: heartbeat, url: "https://example.org/beat", maxAge: 25h, from: { header: last-modified } }
triage: { correlateAt: 10%, recheckAfter: 0, canaries: ["HTTPS://example.org", "[2001:DB8::1]:443"] }
redactions: [{ incident: a, update: 2026-11-20 10:05 utc, reason: it named a customer, by: ops }]
`;

const CUSTOMERS = `
- id: acme
  name: Acme
  uses: [api]
  tell:
    - { type: slack, url: "\${CANDOR_ACME_SLACK}" }
    - { type: email, to: ops@acme.example }
`;

/** What \`validate\` has nothing against, an editor must not underline. */
describe('an editor underlines nothing in', () => {
  const now = at('2026-11-22T10:00:00Z');
  const demo = {
    pageUrl: 'http://127.0.0.1:1',
    apiUrl: 'http://127.0.0.1:2',
    webUrl: 'http://127.0.0.1:3',
    mailPort: 4,
  };
  const published = Object.values(POSTMORTEMS).filter((text) => text.includes('status: published'));
  test.each<[string, SchemaName, string[]]>([
    ['the status.yml of this repository', 'status', [readFileSync(join(REPOSITORY, 'status.yml'), 'utf8')]],
    ['that of the demo', 'status', [statusFile(demo)]],
    ['one with something of everything', 'status', [FULL_STATUS]],
    ['the entries of this repository', 'incident', markdownBelow('incidents').map(frontMatterOf)],
    ['those of the demo', 'incident', pastRevisions(now).map(({ text }) => frontMatterOf(text))],
    ['the post-mortems of this repository', 'postmortem', markdownBelow('postmortems').map(frontMatterOf)],
    ['further ones', 'postmortem', published.map(frontMatterOf)],
    ['customers', 'customers', [CUSTOMERS]],
  ])('%s', (_what, name, texts) => {
    expect(texts.flatMap((text) => editorProblems(name, text))).toEqual([]);
  });
});

const PAGE = 'page: { name: Example, url: https://status.example.org }\n';
const check = (keys: string): string => `${PAGE}components: [{ id: api, name: API, checks: [{ id: a, ${keys} }] }]`;
const INCIDENT = { title: 'T', category: 'internal', impact: 'major', components: { api: 'partial_outage' } };
const incident = (keys: object): string => JSON.stringify({ ...INCIDENT, ...keys });
const postmortem = (keys: object): string => JSON.stringify({ incidents: ['a'], status: 'draft', ...keys });
const tell = (keys: string): string => `[{ id: acme, name: Acme, uses: [api], tell: [{ ${keys} }] }]`;

describe('an editor underlines', () => {
  test.each<[string, SchemaName, string]>([
    ['an address without its scheme', 'status', 'page: { name: Example, url: status.example.org }'],
    ['a key that is not known', 'status', `${PAGE}component: []`],
    ['a page without a name', 'status', 'page: { url: https://status.example.org }'],
    ['an empty name', 'status', 'page: { name: " ", url: https://status.example.org }'],
    ['a language that is not spoken', 'status', PAGE.replace(' }', ', locale: klingon }')],
    ['a duration in words', 'status', PAGE.replace(' }', ', staleAfter: 3 hours }')],
    ['an id in capital letters', 'status', `${PAGE}components: [{ id: API, name: API }]`],
    ['a check of a type that there is not', 'status', check('type: https, url: https://example.org')],
    ['a check without a target', 'status', check('type: http')],
    [
      'a key of another type of check',
      'status',
      check('type: tcp, host: example.org, port: 25, url: https://a.example'),
    ],
    ['a host with a port', 'status', check('type: tcp, host: "example.org:25", port: 25')],
    ['a port that is none', 'status', check('type: tcp, host: example.org, port: 70000')],
    ['a status that is none', 'status', check('type: http, url: https://a.example, expect: { status: ok }')],
    ['a share of more than all', 'status', `${PAGE}triage: { correlateAt: 200% }`],
    ['an impact that is none', 'incident', incident({ impact: 'huge' })],
    ['a component status that is none', 'incident', incident({ components: { api: 'down' } })],
    ['planned work in an incident', 'incident', incident({ components: { api: 'under_maintenance' } })],
    ['an incident without a category', 'incident', incident({ category: undefined })],
    ['a status that is typed', 'incident', incident({ status: 'resolved' })],
    ['a kind that is none', 'incident', incident({ kind: 'maintenace' })],
    ['a time without an offset', 'incident', incident({ startedAt: '2026-11-20T10:05:00' })],
    ['an impact of an announcement', 'incident', '{ kind: announcement, title: T, impact: none }'],
    ['a maintenance without a window', 'incident', '{ kind: maintenance, title: T, components: [api] }'],
    [
      'a window without an end',
      'incident',
      '{ kind: maintenance, title: T, components: [a], scheduled: { from: 2026-12-06T02:00:00Z } }',
    ],
    ['a status of a post-mortem that is none', 'postmortem', postmortem({ status: 'done' })],
    ['a why that is a text', 'postmortem', postmortem({ factors: [{ text: 'T', whys: ['because'], becomes: {} }] })],
    [
      'more than five whys',
      'postmortem',
      postmortem({
        factors: [
          { text: 'T', whys: Array(6).fill({ why: 'a', because: 'b' }), becomes: { kind: 'accepted', reason: 'r' } },
        ],
      }),
    ],
    [
      'an issue without its repository',
      'postmortem',
      postmortem({
        actions: [
          { id: 'a1', text: 'T', type: 'detect', priority: 'P1', owner: 'me', due: '2026-12-01', issue: '#12' },
        ],
      }),
    ],
    ['a customer whom nothing concerns', 'customers', '[{ id: acme, name: Acme }]'],
    ['a channel that is posted to everybody', 'customers', tell('type: mastodon, url: https://a.example')],
    ['an address of mail that is none', 'customers', tell('type: email, to: acme.example')],
  ])('%s', (_what, name, text) => {
    expect(editorProblems(name, text)).not.toEqual([]);
  });
});
