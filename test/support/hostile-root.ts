/** A root folder in which every field that a person can write holds something that wants to act, to pose or to break. */
import { mkdirSync } from 'node:fs';

import { commitFiles, git } from './make-repo.ts';

/** The time that the hostile page is built for. */
export const HOSTILE_NOW = '2026-11-22T10:45:00Z';

/** What is written into every field, each at most 100 characters: as long as the shortest field takes. */
export const HOSTILE_VALUES: Readonly<Record<string, string>> = {
  markup: `</title></script></style>]]>--><script>alert(1)</script><img src=x onerror=alert(1)>`,
  attribute: `" autofocus onfocus=alert(1) x='' \`onload=alert(1) style="color:red" ' >`,
  entities: '&lt;script&gt; &amp;amp; &#60;b&#62; &quot; <!-- <b> <![CDATA[ \\u003cb\\u003e',
  template: '{{ 7*7 }} ${7*7} <%= 7*7 %> {year} {found} $& $1 $` %s %E0%A4%A a|b||c',
  markdown: '[x](javascript:alert(1)) ![y](//evil.example/p.png) `z` # h | a | **b** <javascript:alert(1)>',
  override: 'A \u202Eesrever \u2066\u2067 \u202D b',
  pops: 'A \u2069\u2069\u2069\u202C\u202C \u200F\u061C b',
  hebrew: 'שלום (עולם) 3 - 4!',
  invisible: '\u200BA\u200D\uFEFF\u00AD\u2060\u180E\u3164B\u2800\u{E0041}',
  stacks: `Z${'\u0315\u0300\u0323\u0331'.repeat(20)}a${'\u035C'.repeat(9)}`,
  whole: 'W'.repeat(100),
  signs: '_'.repeat(50) + '—'.repeat(50),
  emoji: '👩‍👩‍👧‍👦🏳️‍🌈🔥🇳🇱'.repeat(3),
  breaks: 'A\nB\r\nC\tD\u2028E\u2029F\u0085G',
};

const names = Object.keys(HOSTILE_VALUES);
const quoted = (text: string): string => JSON.stringify(text);
/** A value as long as a field without a limit may have it. */
const longOf = (text: string): string => (text === HOSTILE_VALUES['whole'] ? 'W'.repeat(5_000) : text);
/** As a body may hold it: lines end in a line feed alone. */
const bodyOf = (name: string): string => longOf(HOSTILE_VALUES[name] ?? '').replaceAll('\r', '');
/** Addresses that a browser may read otherwise than it seems. */
const URLS = [
  `https://example.org/"onclick="alert(1)"><script>alert(1)</script>`,
  `https://example.org/${'w'.repeat(3_000)}?a=1&amp=2&lt;#'"`,
  'https://user:pass@example.org:8443/%0a%00 a b/\u202Egnp.x',
  'HTTPS://xn--80ak6aa92e.example/\\\\evil.example',
];
/** Addresses that must not become links; no field of its own takes them, texts do. */
const NO_LINKS = ['javascript:alert(1)', 'data:text/html,<script>alert(1)</script>', '//evil.example/x', 'vbscript:x'];
const urlAt = (index: number): string => quoted(URLS[index % URLS.length] ?? '');

/** As status.yml may hold it: there `${…}` is a variable, which no value poses as. */
const settingOf = (name: string): string => (HOSTILE_VALUES[name] ?? '').replaceAll('${', '{');

function config(everything: string, url: string): string {
  const components = names.map((name, index) => {
    const value = quoted(settingOf(name));
    const description = quoted(longOf(settingOf(name)));
    const group = index % 2 === 0 ? `, group: ${value}` : '';
    return `  - { id: ${name}, name: ${value}${group}, description: ${description}, since: 2026-10-01 }`;
  });
  const providers = names.map(
    (name, index) => `  - { id: ${name}, name: ${quoted(settingOf(name))}, type: rss, url: ${urlAt(index)} }`,
  );
  const links = names.map((name, index) => `    - { name: ${quoted(longOf(settingOf(name)))}, url: ${urlAt(index)} }`);
  return `page:
  name: ${quoted(`</title><b> "&\u202Eאב ${HOSTILE_VALUES['stacks']}`.slice(0, 100))}
  url: ${url}
  id: k7d0v3m9x2qa
  description: ${quoted(everything)}
  supportUrl: ${quoted(`mailto:a"onclick=alert(1)<b>@example.org`)}
  footer: ${quoted(everything)}
  links:
${links.join('\n')}
components:
${components.join('\n')}
providers:
${providers.join('\n')}
`;
}

/** An incident that is open, and one that is over. */
function incident(name: string, index: number, isOpen: boolean): string {
  const value = quoted(HOSTILE_VALUES[name] ?? '');
  const body = bodyOf(name);
  const long = longOf(HOSTILE_VALUES[name] ?? '');
  const source = quoted(NO_LINKS[index % NO_LINKS.length] ?? '');
  const begin = isOpen ? '2026-11-22T10' : '2026-11-19T10';
  const end = isOpen ? '' : `\n## Resolved · ${begin}:40:00Z\n\n${body}\n`;
  return `---
title: ${value}
category: upstream
confidence: suspected
provider: ${name}
providerUrl: ${urlAt(index)}
reportedAt: ${begin}:12:00Z
ticket: ${quoted(long)}
startedAt: ${begin}:01:00Z
startedBecause: ${quoted(long)}
impact: minor
components: { ${name}: degraded_performance }
outreach: [{ at: ${begin}:15:00Z, channel: ${quoted(long)}, count: 3 }]
evidence:
  - { kind: deployment, at: ${begin}:02:00Z, text: ${quoted(long)}, source: ${source} }
  - { kind: provider, at: ${begin}:03:00Z, text: ${value}, source: ${urlAt(index)} }
  - { kind: customers, at: ${begin}:04:00Z, text: ${value}, source: ${quoted(long)} }
---

${body}

## Investigating · ${begin}:05:00Z · next: ${begin}:30:00Z

${body}

<a href="javascript:alert(1)" onclick="alert(1)" style="position:fixed">${body}</a> <${NO_LINKS.join('> <')}>

| ${name} | \`${body.replaceAll(/[|\n]/g, '')}\` |
| --- | --- |
| a | b |
${end}`;
}

function postmortem(name: string, index: number): string {
  const value = quoted(longOf(HOSTILE_VALUES[name] ?? ''));
  const noLink = quoted(NO_LINKS[index % NO_LINKS.length] ?? '');
  return `---
title: ${value}
incidents: [2026-11-19-${name}]
status: published
authors: [${value}, ${value}]
summary: ${value}
impact: { text: ${value}, figures: [{ metric: ${value}, value: -9007199254740990, unit: ${value}, source: ${urlAt(index)} }] }
trigger: { kind: unknown, text: ${value}, link: ${urlAt(index)} }
detection: provider
factors:
  - { text: ${value}, whys: [{ why: ${value}, because: ${value} }], becomes: { kind: accepted, reason: ${value} } }
  - { text: ${value}, whys: [{ why: ${value}, because: ${value} }], becomes: { kind: test, url: ${urlAt(index)} }, action: a1 }
timeline: [{ at: 2026-11-19T10:06:00Z, text: ${value}, source: ${noLink} }]
wentWell: [${value}]
wentBadly: [${value}]
lucky: [${value}]
actions: [{ id: a1, text: ${value}, type: repair, priority: P3, owner: ${value}, due: 2026-12-01, declined: ${value} }]
supporting: [${value}, ${noLink}, ${urlAt(index)}]
---

${bodyOf(name)}
`;
}

/** Makes the repository in `folder`, which need not exist; the page is to live at `url`. */
export function makeHostileRoot(folder: string, url: string): void {
  mkdirSync(folder, { recursive: true });
  git(folder, ['init', '--quiet', '--initial-branch=main']);
  const everything = [...names.map((name) => longOf(settingOf(name))), ...NO_LINKS].join(' ');
  const files = names.flatMap((name, index) => [
    [`incidents/2026/2026-11-22-${name}.md`, incident(name, index, true)],
    [`incidents/2026/2026-11-19-${name}.md`, incident(name, index, false)],
    [`postmortems/2026/2026-11-19-${name}.md`, postmortem(name, index)],
  ]);
  commitFiles(folder, {
    at: '2026-11-01T09:00:00Z',
    files: { 'status.yml': config(everything, url), ...(Object.fromEntries(files) as Record<string, string>) },
  });
}
