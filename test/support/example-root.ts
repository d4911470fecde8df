/** A root folder with something of everything, in its own repository, for tests that build a whole site. */
import { mkdirSync } from 'node:fs';

import { POSTMORTEM_CHANGES, POSTMORTEMS } from './example-postmortems.ts';
import { commitFiles, git } from './make-repo.ts';

/** The time that the example is built for. */
export const EXAMPLE_NOW = '2026-11-22T10:45:00Z';

function config(url: string, locale: string): string {
  return `page:
  name: Example <Cloud> & Sons
  url: ${url}
  id: k7d0v3m9x2qa
  locale: ${locale}
  description: All that we run
  supportUrl: mailto:help@example.org
  links: [{ name: Documentation, url: "https://docs.example.org" }, { name: ${'Long'.repeat(15)}, url: "https://www.example.org" }]
  footer: Example & Sons, Utrecht
components:
  - { id: api, name: Public API, group: Platform, description: "REST & webhooks", checks: [{ id: api-health, type: http, url: "https://api.example.org/health" }] }
  - { id: web, name: Website, group: Platform, checks: [{ id: web-front, type: http, url: "https://www.example.org" }] }
  - { id: mail, name: "Mail <in & out>", since: 2026-10-01 }
  - { id: long, name: ${'Longer'.repeat(12)}, since: 2026-10-01 }
  - { id: old, name: Old thing, retired: 2026-06-01 }
redactions:
  - { incident: 2026-11-20-api-errors, update: "2026-11-20T10:20:00Z", reason: it named a customer, by: ops }
`;
}

const OPEN = `---
title: "Slow <b>answers</b> & 'timeouts' \\" ]]> 🔥"
category: upstream
confidence: suspected
provider: acme
providerUrl: https://status.acme.example.org/incidents/1?a=1&b=2
reportedAt: 2026-11-22T10:12:00Z
ticket: <b>4711</b>
impact: minor
components:
  web: degraded_performance
evidence:
  - { kind: measurement, at: 2026-11-22T10:02:00Z, text: "web-front: expected a status in 200-399, got <b>503</b> (http_5xx), 2 in a row", source: status-data }
  - { kind: measurement, at: 2026-11-22T10:03:00Z, text: ${'Long'.repeat(60)}, source: status-data }
  - { kind: deployment, at: 2026-11-22T09:40:00Z, text: "acme/api: v1.42.0", source: "javascript:alert(1)" }
  - { kind: provider, at: 2026-11-22T09:58:00Z, text: Errors in <i>eu-central-1</i>, source: "https://status.acme.example.org/incidents/1?a=1&b=2" }
---

Some words before.

## Investigating · 2026-11-22T10:05:00Z · next: 2026-11-22T11:00:00Z

We see \`502\` answers. <script>alert('no')</script> <img src="https://tracker.example.com/pixel.png" onerror="alert(1)">

| where | how many |
| --- | --- |
| edge | 3 % |

- [ ] call them
- see [the other](../2026-11-20-api-errors/) and [docs](https://docs.example.org)

## Identified · 2026-11-22T10:20:00Z · api: partial_outage, long: degraded_performance · next: 2026-11-22T11:30:00Z

# A heading of its own

![a graph](https://graphs.example.com/1.png) and <a href="javascript:alert(1)" style="color:red" onclick="x()">a link</a>
`;

const RESOLVED = `---
title: Elevated errors on the public API
category: internal
impact: major
components:
  api: partial_outage
formerly: [api-errors]
---

## Investigating · 2026-11-20T10:05:00Z

We see elevated error rates and are looking into it.

## Identified · 2026-11-20T10:20:00Z · api: major_outage

Ms Example told us.

## Monitoring · 2026-11-20T10:41:00Z · api: operational

## Resolved · 2026-11-20T11:00:00Z

It works.
`;

/** The same before it was edited: another title, another text, and another of the text that is taken back. */
const BEFORE_EDIT = RESOLVED.replace('Elevated errors on', 'Odd errors of')
  .replace('elevated error rates', '<b>odd</b> answers, `0 < 1`')
  .replace('Ms Example told us.', 'Ms Example told us on the phone.');

const EARLIER = RESOLVED.replace('formerly: [api-errors]\n', '').replace('Ms Example told us.', 'We found it.');

const MAINTENANCE = `---
title: Database upgrade
kind: maintenance
components: [api]
scheduled: { from: 2026-11-24T22:00:00Z, until: 2026-11-24T23:30:00Z }
---

## Scheduled · 2026-11-19T09:00:00Z

Expect short pauses.
`;

const RUNNING = MAINTENANCE.replace('Database upgrade', 'New certificates')
  .replace('[api]', '[mail]')
  .replace('2026-11-24T22:00:00Z', '2026-11-22T10:00:00Z')
  .replace('2026-11-24T23:30:00Z', '2026-11-22T12:00:00Z');

const ANNOUNCEMENT = `---
title: A new region
kind: announcement
---

## Announced · 2026-11-18T09:00:00Z

Helsinki is open.
`;

/** Times of runs and a line a check: all well but for the API's outage on the 20th. */
function measurementFile(day: string): string {
  const hours = Array.from({ length: day === '2026-11-22' ? 10 : 24 }, (_, hour) => hour);
  const times = hours.flatMap((hour) => [
    `${String(hour).padStart(2, '0')}:00:00`,
    `${String(hour).padStart(2, '0')}:20:00`,
    `${String(hour).padStart(2, '0')}:40:00`,
  ]);
  const api = times.map((time) => (day === '2026-11-20' && time >= '10:00' && time < '10:41' ? '!503' : '41'));
  return `${times.join(' ')}\napi-health ${api.join(' ')}\nweb-front ${times.map(() => '120').join(' ')}\n`;
}

/** Makes the repository in \`folder\`, which need not exist; the page is to live at \`url\`. */
export function makeExampleRoot(folder: string, url: string, locale = 'en'): void {
  mkdirSync(folder, { recursive: true });
  git(folder, ['init', '--quiet', '--initial-branch=main']);
  const days = Array.from({ length: 30 }, (_, day) => new Date(Date.UTC(2026, 9, 24 + day)).toISOString().slice(0, 10));
  commitFiles(folder, {
    files: Object.fromEntries(days.map((day) => [`measurements/${day.slice(0, 4)}/${day}.txt`, measurementFile(day)])),
  });
  git(folder, ['branch', '--move', 'status-data']);
  git(folder, ['switch', '--quiet', '--orphan', 'main']);
  commitFiles(folder, {
    at: '2026-09-01T09:00:00Z',
    files: {
      'status.yml': config(url, locale),
      'incidents/2026/2026-11-22-slow.md': OPEN,
      'incidents/2026/2026-11-20-api-errors.md': BEFORE_EDIT,
      'incidents/2026/2026-11-24-database.md': MAINTENANCE,
      'incidents/2026/2026-11-22-certificates.md': RUNNING,
      'incidents/2026/new-region.md': ANNOUNCEMENT,
      'incidents/2025/2025-03-04-edge.md': EARLIER.replaceAll('2026-11-20', '2025-03-04'),
      'incidents/2025/2025-05-06-gone.md': EARLIER.replaceAll('2026-11-20', '2025-05-06'),
    },
  });
  commitFiles(folder, { at: '2026-11-21T08:00:00Z', files: POSTMORTEMS });
  commitFiles(folder, {
    at: '2026-11-21T09:00:00Z',
    files: {
      ...POSTMORTEM_CHANGES,
      'incidents/2026/2026-11-20-api-errors.md': RESOLVED,
      'incidents/2025/2025-05-06-gone.md': undefined,
      'incidents/2025/2025-03-04-edge.md': EARLIER.replace('impact: major', 'impact: huge'),
      'incidents/2026/never-good.md': '---\ntitle: Never read\nimpact: 7\n---\n\nSome words.\n',
    },
  });
}
