/** Post-mortems of the example root: one with everything, one whose every field is hostile, and some that are not shown. */

/** Words that no page, feed or sitemap may have. */
export const DRAFT_WORDS = 'Only the team may read this yet';

const FULL = `---
incidents: [2026-11-20-api-errors]
status: published
authors: [api-team, Ida Example]
summary: A configuration change removed a backend; a third of API requests failed for 36 minutes.
impact:
  text: Orders were refused and could be sent again. None was lost.
  figures:
    - { metric: requests that failed, value: 31, unit: percent, source: https://example.org/dash/7 }
    - { metric: orders sent again, value: 12480, unit: orders, source: https://example.org/dash/8 }
trigger: { kind: config, text: Removal of a pool entry, link: https://example.org/pr/12 }
detection: check
factors:
  - text: The change was not tested against the real pool
    whys:
      - { why: Requests failed, because: Nginx stopped working }
      - { why: Nginx stopped working, because: an error in a config file }
      - { why: The error was in the file, because: a line was removed by hand }
      - { why: Nobody saw it in review, because: the file is generated and nobody reads it }
      - { why: Nothing else noticed it, because: no test covers that setting }
    becomes: { kind: test, url: https://example.org/tests/pool }
    action: test-pool
  - text: We saw that requests failed and not which backend was gone
    whys: [{ why: It took a quarter of an hour to find, because: the check asks the balancer alone }]
    becomes: { kind: monitor, check: api-health, existing: false }
    action: check-pool
  - text: The pool has a single configuration
    whys: [{ why: All regions were hit at once, because: one file serves every region }]
    becomes: { kind: accepted, reason: A file for each region would drift apart }
timeline:
  - { at: 2026-11-20T10:12:00Z, text: The on-call engineer opens the graphs, source: "pager log, https://example.org/pages/9" }
  - { at: 2026-11-20T10:02:00Z, text: The change is rolled out, source: https://example.org/deploys/88 }
wentWell: [The rollback took two minutes, The checks found it before any customer did]
wentBadly: [Nobody on call knew the pool]
lucky: [It was a quiet hour]
actions:
  - { id: test-pool, text: Test the generated pool against the machines that run, type: prevent, priority: P1, owner: api-team, due: 2026-12-01, issue: acme/api#12 }
  - { id: check-pool, text: Check each backend of the pool, type: detect, priority: P2, owner: api-team, due: 2026-12-08 }
  - { id: split, text: Split the pool by region, type: mitigate, priority: P3, owner: Ida Example, due: 2027-01-15, declined: two files would drift apart }
supporting: [The change was reviewed in https://example.org/pr/12., A paper on config changes]
---

## The change

The pool is **generated**. Somebody removed a line by hand.

### What surprised us

| where | how many |
| --- | --- |
| edge | 31 % |

<!-- not yet: the name of the customer -->

<script>alert('no')</script>
`;

const BAD = `<script>alert(1)</script><img src=x onerror=alert(1)> "' & ${'W'.repeat(120)}`;
const text = JSON.stringify(BAD);

const HOSTILE = `---
title: ${text}
incidents: [2025-03-04-edge, never-good]
status: published
authors: [${text}]
summary: ${text}
impact: { text: ${text}, figures: [{ metric: ${text}, value: 9007199254740990, unit: ${text}, source: https://example.org/dash }] }
trigger: { kind: unknown, text: ${text} }
detection: provider
factors:
  - text: ${text}
    whys: [{ why: ${text}, because: ${text} }]
    becomes: { kind: accepted, reason: ${text} }
timeline:
  - { at: 2025-03-04T10:12:00Z, text: ${text}, source: "javascript:alert(1)" }
  - { at: 2025-03-04T10:13:00Z, text: ${text}, source: ${JSON.stringify(`https://example.org/"onclick="x()<b>${'W'.repeat(120)}`)} }
wentWell: [${text}]
wentBadly: [${text}]
lucky: [${text}]
actions: [{ id: updates, text: ${text}, type: repair, priority: P3, owner: ${text}, due: 2025-04-01, declined: ${text} }]
supporting: [${text}, "javascript:alert(1)", "data:text/html,x"]
---

<a href="javascript:alert(1)" onclick="x()">a link</a>
`;

const PLAIN = FULL.replace('incidents: [2026-11-20-api-errors]', 'incidents: [2025-03-04-edge]');
const DRAFT = FULL.replace('status: published', 'status: draft')
  .replace('2026-11-20-api-errors', '2026-11-22-slow')
  .replaceAll('configuration', DRAFT_WORDS);

/** What is committed before anything of it is broken or removed. */
export const POSTMORTEMS = {
  'postmortems/2026/2026-11-20-api-errors.md': FULL,
  'postmortems/2025/hostile.md': HOSTILE,
  'postmortems/2025/broken-later.md': PLAIN,
  'postmortems/2025/gone.md': PLAIN,
  'postmortems/2025/taken-back.md': PLAIN,
  'postmortems/2025/gone-draft.md': DRAFT,
  'postmortems/2026/draft.md': DRAFT,
};

/** What is committed after that. */
export const POSTMORTEM_CHANGES = {
  'postmortems/2025/broken-later.md': PLAIN.replace('detection: check', `detection: ${JSON.stringify(DRAFT_WORDS)}`),
  'postmortems/2025/gone.md': undefined,
  'postmortems/2025/taken-back.md': DRAFT,
  'postmortems/2025/gone-draft.md': undefined,
  'postmortems/2026/never-good.md': DRAFT.replace('detection: check', 'detection: 7'),
};
