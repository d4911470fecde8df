import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { z } from 'zod';

import { readBySchema } from '../../src/content/schema-problems.ts';
import { readYaml } from '../../src/content/yaml.ts';
import { ConfigSchema } from '../../src/schema/config.ts';
import { FRONT_MATTER_SCHEMAS } from '../../src/schema/incident.ts';
import { PostmortemFrontMatterSchema } from '../../src/schema/postmortem.ts';
import { describeProblem, type Problem } from '../../src/schema/problems.ts';

const AT = '2026-11-20T10:05:00Z';

/** A file of each kind that uses every field. */
const DOCUMENTS: [string, z.ZodType, string][] = [
  [
    'status.yml',
    ConfigSchema,
    `
page: { name: E, url: https://e.org, id: abcdefghijkl, description: d, timeZone: UTC, locale: de, supportUrl: "mailto:a@e.org", logo: a/b.svg, accent: "#012345", css: c.css, links: [{ name: n, url: https://e.org }], footer: f, staleAfter: 1h, authors: name }
components:
  - id: api
    name: API
    group: g
    description: d
    since: 2026-01-01
    retired: 2026-02-01
    dependsOn: [{ provider: p, components: [c], regions: [r] }]
    checks:
      - { id: h, type: http, url: https://e.org, display: d, method: PUT, headers: { a: b }, body: b, timeout: 1s, retries: 1, degradedAbove: 1s, location: l, quorum: 1, redirects: 1, auth: { token: t }, expect: { status: [200, 300-302], body: b, json: { a: 1 }, headers: { a: b }, under: 1s } }
      - { id: t, type: tcp, host: e.org, port: 1 }
      - { id: d, type: dns, host: e.org, record: MX, resolver: r, expect: { records: [a] } }
      - { id: s, type: tls, host: e.org, port: 1, serverName: s, starttls: smtp, expect: { daysLeft: 1 } }
      - { id: w, type: websocket, url: wss://e.org, send: s }
      - { id: b, type: heartbeat, url: https://e.org, maxAge: 1d }
providers: [{ id: p, name: P, type: rss, url: https://e.org, reportUrl: https://e.org }]
triage: { confirmAfter: 1, recheckAfter: 1s, recoverAfter: 1, stableFor: 1m, correlateAt: 5%, canaries: ["e.org:1"], incidentBy: commit, pingUrl: p }
deployments: { repositories: [a/b], lookback: 1h }
uptime: { weights: { major_outage: 1, partial_outage: 1, degraded_performance: 1 }, holdFor: 1h, keepRaw: 1d }
postmortems: { requiredFor: [customer], fromImpact: none, withinBusinessDays: 1 }
channels:
  - { id: w, type: webhook, url: https://w.example, secret: '\${CANDOR_S}', on: [opened], components: [api], fromImpact: major, template: t }
  - { id: e, type: email, url: 'smtp://mail.example', from: f@w.example, to: [t@w.example], unsubscribe: mailto:u@w.example }
  - { id: b, type: bluesky, url: https://b.example, username: u, token: '\${CANDOR_T}' }
redactions: [{ incident: i, update: ${AT}, reason: r, by: b }]
`,
  ],
  [
    'an incident',
    FRONT_MATTER_SCHEMAS.incident,
    `{ title: t, kind: incident, category: upstream, confidence: suspected, impact: major, components: { api: operational }, checks: [c], provider: p, providerUrl: https://e.org, reportedAt: ${AT}, ticket: t, startedAt: ${AT}, startedBecause: s, postmortem: waived, waiver: w, formerly: [f], backfilled: true, importedFrom: i, openedBy: monitor, evidence: [{ kind: provider, at: ${AT}, text: t, source: s }], outreach: [{ at: ${AT}, channel: c, count: 1 }] }`,
  ],
  [
    'a maintenance',
    FRONT_MATTER_SCHEMAS.maintenance,
    `{ title: t, kind: maintenance, components: [api], scheduled: { from: ${AT}, until: ${AT}, timeZone: UTC, recurrence: FREQ=DAILY, exdates: [${AT}] } }`,
  ],
  [
    'an announcement',
    FRONT_MATTER_SCHEMAS.announcement,
    `{ title: t, kind: announcement, components: { api: operational }, until: ${AT} }`,
  ],
  [
    'a post-mortem',
    PostmortemFrontMatterSchema,
    `{ title: t, incidents: [i], status: draft, authors: [a], summary: s, impact: { text: t, figures: [{ metric: m, value: 1, unit: u, source: https://e.org }] }, trigger: { kind: load, text: t, link: https://e.org }, detection: staff, factors: [{ text: t, whys: [{ why: w, because: b }], becomes: { kind: monitor, check: c, existing: true }, action: a }, { text: t, whys: [{ why: w, because: b }], becomes: { kind: test, url: https://e.org } }, { text: t, whys: [{ why: w, because: b }], becomes: { kind: accepted, reason: r } }], timeline: [{ at: ${AT}, text: t, source: s }], wentWell: [w], wentBadly: [w], lucky: [l], actions: [{ id: a, text: t, type: detect, priority: P1, owner: o, due: 2026-01-01, issue: a/b#1, declined: d }], supporting: [s] }`,
  ],
];

type Path = (string | number)[];

/** Every path of plain data, those of blocks and lists included. */
function pathsOf(data: unknown, path: Path = []): Path[] {
  if (typeof data !== 'object' || data === null) return [path];
  const children = Object.entries(data).flatMap(([key, value]) =>
    pathsOf(value, [...path, Array.isArray(data) ? Number(key) : key]),
  );
  return [path, ...children];
}

/** The data with another value at a path; undefined there removes it. */
function withValue(data: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(data))
    return data.map((item: unknown, index) => (index === key ? withValue(item, rest, value) : item));
  const entries = Object.entries(typeof data === 'object' && data !== null ? data : {});
  const old = entries.find(([name]) => name === key)?.[1];
  const changed = withValue(old, rest, value);
  return Object.fromEntries([
    ...entries.filter(([name]) => name !== key),
    ...(changed === undefined ? [] : [[key, changed]]),
  ]);
}

function problemsOf(schema: z.ZodType, data: unknown): Problem[] {
  const yaml = readYaml({ file: 'a', text: stringify(data, { schema: 'core' }) });
  return [...yaml.problems, ...readBySchema({ file: 'a', yaml, schema }).problems];
}

/** `Cannot read "components[0].id"` as the path to the nearest key: `components`, 0, `id`. */
function placeOf({ message }: Problem): Path {
  const name = /"(.*)"$/.exec(message)?.[1] ?? '';
  const path = [...name.matchAll(/([^.[\]]+)(?=[.[\]]|$)/g)].map(([part]) =>
    /^\d+$/.test(part) ? Number(part) : part,
  );
  return path.slice(0, path.findLastIndex((part) => typeof part === 'string') + 1);
}

/** Does what a letter says: puts its example in place. */
function follow(data: unknown, problem: Problem): unknown {
  const example: unknown = parse(problem.example ?? '', { schema: 'core' });
  const [[key, value] = []] = Object.entries(example ?? {});
  const place = placeOf(problem);
  if (place.length === 0)
    return { ...(typeof data === 'object' && !Array.isArray(data) ? data : {}), [key ?? '']: value };
  const at = place.at(-1) === key ? place : [...place.slice(0, -1), key ?? ''];
  // The example of a bad key shows the block that it stands in.
  const isBlock = place.length > 1 && place.at(-2) === key && typeof value === 'object';
  return withValue(data, isBlock ? place.slice(0, -1) : at, value);
}

const WRONG = [null, 7, -1, 1.5, true, 'x y', '', [], {}, [null], [[]], { a: { b: 1 } }, { 'A B': 'x' }];

describe('readBySchema()', () => {
  test.each(DOCUMENTS)('finds nothing wrong in a file that uses every field: %s', (_what, schema, text) => {
    expect(problemsOf(schema, parse(text, { schema: 'core' })).map(describeProblem)).toEqual([]);
  });

  test.each(DOCUMENTS)('gives examples that are accepted where they are put: %s', (_what, schema, text) => {
    const good: unknown = parse(text, { schema: 'core' });
    fc.assert(
      fc.property(fc.constantFrom(...pathsOf(good)), fc.constantFrom(...WRONG, undefined), (path, wrong) => {
        let data: unknown = withValue(good, path, wrong) ?? {};
        const told: string[] = [];
        for (let round = 0; round < 12; round++) {
          const problem = problemsOf(schema, data).find(({ rule }) => rule !== 'known-keys');
          if (problem === undefined) return;
          told.push(describeProblem(problem));
          data = follow(data, problem);
        }
        expect.fail(told.join('\n'));
      }),
      { numRuns: 80 },
    );
  });

  test.each<[string, keyof typeof FRONT_MATTER_SCHEMAS, string, string]>([
    [
      'a block that is not set in',
      'incident',
      'title: t\ncategory: internal\nimpact: major\ncomponents:\napi: partial_outage\nweb: operational\n',
      'Cannot read "components": expected each component with its status, for example components: { public-api: partial_outage }, got nothing. Put "api", "web" in it, set in by two spaces.',
    ],
    [
      'keys outside of their block',
      'maintenance',
      `title: t\nkind: maintenance\ncomponents: [api]\nfrom: ${AT}\nuntil: ${AT}\n`,
      `Cannot find "scheduled": expected a block of keys, for example scheduled: { from: ${AT}, until: 2026-11-20T11:05:00Z }, got nothing. Put "from", "until" in it, set in by two spaces.`,
    ],
    [
      'another word for a key',
      'maintenance',
      `title: t\nkind: maintenance\ncomponents: [api]\nscheduled: { from: ${AT}, to: ${AT} }\n`,
      `Cannot use the key "to" in "scheduled": expected one of from, until, timeZone, recurrence, exdates, for example until: 2026-11-20T11:05:00Z, got "to". Did you mean "until", which is missing?`,
    ],
    [
      'the beginning of a word',
      'incident',
      'title: t\ncategory: internal\nimpact: major\ncomponents: { api: partial }\n',
      'Cannot read "components.api": expected one of operational, degraded_performance, partial_outage, major_outage, for example api: partial_outage, got "partial". Did you mean "partial_outage"?',
    ],
    [
      'a number in the place of a time',
      'announcement',
      'title: t\nkind: announcement\nuntil: 2026\n',
      `Cannot read "until": expected a time with an offset, for example until: 2026-11-20T11:05:00Z, got 2026`,
    ],
  ])('tells %s in one letter', (...[, kind, text, letter]) => {
    const yaml = readYaml({ file: 'a', text });
    const schema: z.ZodType = FRONT_MATTER_SCHEMAS[kind];
    expect(readBySchema({ file: 'a', yaml, schema }).problems.map(describeProblem)).toEqual([letter]);
  });

  test('tells of an empty text and of an unknown key after it in two', () => {
    const yaml = readYaml({ file: 'a', text: 'title:\nfoo: 1\nkind: announcement\n' });
    const { problems } = readBySchema<unknown>({ file: 'a', yaml, schema: FRONT_MATTER_SCHEMAS.announcement });
    expect(problems.map(({ message }) => message)).toEqual(['Cannot read "title"', 'Cannot use the key "foo"']);
  });

  test('tells of a text in the place of a list once', () => {
    const yaml = readYaml({ file: 'a', text: 'a: It stopped' });
    const schema = z.object({ a: z.array(z.string()).min(1).max(5) });
    expect(readBySchema({ file: 'a', yaml, schema }).problems.map(({ expected }) => expected)).toEqual(['a list']);
  });

  test.each<[z.ZodType, string, string]>([
    [z.object({ a: z.string({ error: 'Invalid tickets only' }) }), 'a: 7', 'Invalid tickets only'],
    [z.object({ a: z.string().min(3, { error: 'Too good a name' }) }), 'a: x', 'Too good a name'],
    [z.object({ a: z.union([z.int(), z.boolean()], { error: 'Invalid input' }) }), 'a: x', 'Invalid input'],
    [z.object({ a: z.union([z.int(), z.array(z.string())]) }), 'a: x', 'a number, or a list'],
    [z.object({ a: z.array(z.string()).max(1) }), 'a: [x, y]', 'at most one entry'],
    [z.object({ a: z.string().min(3) }), 'a: x', 'at least 3 characters'],
  ])('takes the words of a schema before its own: %#', (schema, text, expected) => {
    const yaml = readYaml({ file: 'a', text });
    expect(readBySchema({ file: 'a', yaml, schema }).problems.map((problem) => problem.expected)).toEqual([expected]);
  });

  function tell(text: string): string[] {
    const yaml = readYaml({ file: 'a', text });
    return readBySchema({ file: 'a', yaml, schema: FRONT_MATTER_SCHEMAS.incident }).problems.map(describeProblem);
  }

  const GOOD = 'category: internal\nimpact: major\ncomponents: {}\n';

  test.each([
    [
      'a misspelt key as one fault',
      `titel: x\n${GOOD}`,
      /^Cannot use the key "titel": .*, for example title: .*\. Did you mean "title"\?$/,
    ],
    [
      'a text that became a comment',
      `title: #1 outage\n${GOOD}`,
      /got nothing\. What follows "#" is a comment; put a text that begins with it in quotes\.$/,
    ],
    ['a number for a text', `title: 15\n${GOOD}`, /expected a text, .*got 15\. Put it in quotes: "15"\.$/],
    [
      'keys without spaces',
      'title:x\nimpact:major',
      /got "title:x impact:major"\. Write a colon and a space after each key\.$/,
    ],
    [
      'an unknown kind',
      `title: x\nkind: outage\n${GOOD}`,
      /^Cannot read "kind": expected one of incident, maintenance, announcement, for example kind: incident, got "outage"$/,
    ],
    [
      'an id with capitals',
      'title: x\ncategory: internal\nimpact: major\ncomponents: { Public API: operational }\n',
      /for example components: \{ public-api: partial_outage \}, got "Public API"\. Did you mean "public-api"\?$/,
    ],
    [
      'an id that every object has',
      'title: x\ncategory: internal\nimpact: major\ncomponents: { constructor: operational }\n',
      /^Cannot read "components.constructor": expected another id than "constructor", for example/,
    ],
    ['a title with nothing to see', `title: "\u200b \u2060"\n${GOOD}`, /^Cannot read "title": expected a text, /],
    ['a number that is none', `title: x\n${GOOD.replace('major', '.nan')}`, /got NaN$/],
  ])('tells %s', (_what, text, expected) => {
    expect(tell(text)).toEqual([expect.stringMatching(expected)]);
  });

  test('tells thousands of faults of one block', () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => `key${index}: x`);
    expect(tell(`title: x\n${GOOD}${lines.join('\n')}`)).toHaveLength(5_000);
  });
});
