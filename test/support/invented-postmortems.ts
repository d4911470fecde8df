/**
 * Three post-mortems as companies write them, of companies, people and faults that are all made up: one that customers
 * found and that was over before anybody told of it, one of two incidents with a cause in another team's program, and one
 * of lost data with a chain as long as they get.
 */

export const INVENTED_CONFIG = `page: { name: Acme Letters, url: https://status.example.org }
components:
  - { id: widget, name: Letter widget, checks: [{ id: widget-old, type: http, url: https://widget.example.org/v1 }] }
  - { id: jobs, name: Nightly letters }
  - { id: archive, name: Archive, checks: [{ id: archive-restore, type: heartbeat, url: https://archive.example.org/beat, maxAge: 1d }] }
`;

function incident(front: string, updates: string): string {
  return `---\n${front}---\n\n${updates}`;
}

export const INVENTED_INCIDENTS = {
  'incidents/2026/widget.md': incident(
    `title: Letter widget broken in old pages
category: internal
impact: major
components: { widget: major_outage }
startedAt: 2026-09-03T09:40:00Z
startedBecause: The new loader went live then, as its release says
backfilled: true
outreach: [{ at: 2026-09-03T15:50:00Z, channel: email, count: 41 }]
`,
    '## Resolved · 2026-09-03T15:20:00Z\n\nPages with an old widget could not load it. We have put the loader back.\n',
  ),
  'incidents/2026/jobs-morning.md': incident(
    'title: Letters are late\ncategory: internal\nimpact: minor\ncomponents: { jobs: degraded_performance }\n',
    `## Investigating · 2026-09-10T08:12:00Z

A machine is gone.

## Resolved · 2026-09-10T10:05:00Z
`,
  ),
  'incidents/2026/jobs-afternoon.md': incident(
    'title: Letters are late again\ncategory: internal\nimpact: minor\ncomponents: { jobs: degraded_performance }\n',
    '## Identified · 2026-09-10T13:31:00Z\n\nThe machine in its place is gone too.\n\n## Resolved · 2026-09-11T07:20:00Z\n',
  ),
  'incidents/2026/archive.md': incident(
    'title: Letters of six hours are lost\ncategory: internal\nimpact: critical\ncomponents: { archive: major_outage }\n',
    `## Investigating · 2026-09-20T21:05:00Z · next: 2026-09-20T22:05:00Z

The archive is empty.

## Monitoring · 2026-09-21T15:00:00Z · archive: operational

All but the letters of six hours are back.

## Resolved · 2026-09-21T18:00:00Z
`,
  ),
};

const WIDGET = `---
title: A loader that its old half could not follow
incidents: [widget]
status: published
authors: [widget-team, support]
summary: The loader called a function that widgets from before summer do not have; pages of 41 customers showed none for more than five hours.
impact:
  text: Their pages counted errors meanwhile, which some of them pay for. We have given that back.
  figures:
    - { metric: customers whose pages were broken, value: 41, unit: customers, source: https://example.org/dash/1 }
    - { metric: share of all pages, value: 2.5, unit: percent, source: https://example.org/dash/2 }
trigger: { kind: deploy, text: "Release 4.2 of the loader", link: https://example.org/releases/4.2 }
detection: customer
factors:
  - text: Two halves of a program that are as old as they like were taken to be of one age
    whys:
      - { why: The widget did not load, because: the loader called a function that it does not have }
      - { why: The loader called it, because: tests run both halves of the same day }
    becomes: { kind: test, url: https://example.org/tests/halves }
    action: test-halves
  - text: Nobody but customers saw it
    whys: [{ why: It took four hours to notice, because: no check loads an old page }]
    becomes: { kind: monitor, check: widget-old }
    action: check-old
  - text: The page told of it when it was over
    whys: [{ why: Nothing was opened at two o'clock, because: opening waits until a cause is sure }]
    becomes: { kind: process, url: https://example.org/handbook/open-early }
    action: open-early
timeline:
  - { at: 2026-09-03T11:40:00+02:00, text: Release 4.2 goes live, source: https://example.org/releases/4.2 }
  - { at: 2026-09-03T13:58:00Z, text: Support sees two reports that are alike, source: tickets 811 and 812 }
  - { at: 2026-09-03T14:31:00Z, text: "Some time in this half hour, which nobody wrote down, the release is suspected" }
wentWell: [It took three quarters of an hour from the cause to the end]
wentBadly: [Customers told us, The incident was opened when it was over]
lucky: [It was no market day]
actions:
  - { id: put-back, text: Put the loader back, type: repair, priority: P0, owner: widget-team, due: 2026-09-03, done: 2026-09-03 }
  - { id: pay-back, text: Give back what the errors cost, type: repair, priority: P2, owner: support, due: 2026-09-30, done: 2026-09-12 }
  - { id: test-halves, text: Run the loader with every widget that is out there, type: prevent, priority: P1, owner: widget-team, due: 2026-10-15, issue: acme/widget#77 }
  - { id: check-old, text: Check a page with an old widget, type: detect, priority: P2, owner: widget-team, due: 2026-09-20 }
  - { id: open-early, text: Open an incident with the second report, type: process, priority: P2, owner: support, due: 2026-09-30 }
  - { id: lint, text: Forbid the loader what is not stable, type: prevent, priority: P3, owner: widget-team, due: 2027-03-31, declined: The test finds the same and more }
supporting: [The one of spring that was like it is at https://example.org/postmortems/spring]
---

## Why both halves differ in age

Pages keep the widget that they were built with, the loader is always the newest.
`;

const JOBS = `---
incidents: [jobs-morning, jobs-afternoon]
status: published
authors: [platform, AB, CD]
summary: A program of another team used up the memory of a machine, and then of the one in its place.
impact: { figures: [{ metric: letters that were late, value: 1200, unit: letters, source: https://example.org/dash/3 }] }
trigger: { kind: load }
detection: alert
factors:
  - text: Work at trial shares machines with work that counts
    whys: [{ why: A program at trial took the machine down, because: both may run on any machine }]
    becomes: { kind: accepted, reason: Machines of their own come with the new cluster in spring }
  - text: It did not show which program it was
    whys: [{ why: It took until the afternoon, because: memory is recorded by machine }]
    becomes: { kind: process, url: https://example.org/handbook/memory }
    action: by-program
timeline:
  - { at: 2026-09-10T11:49:00Z, text: The program is found, source: the team's channel }
  - { at: 2026-09-10T12:00:00Z, text: It is stopped for a while and started again }
wentBadly: [What was decided after the last one was not done]
actions: [{ id: by-program, text: Record memory by program, type: detect, priority: P2, owner: platform, due: 2026-10-01 }]
---
`;

const ARCHIVE = `---
incidents: [archive]
status: published
authors: [archive-team]
summary: The wrong archive was emptied by hand; five kinds of copies were there and none could be used at once.
impact:
  figures:
    - { metric: letters lost, value: 5037, unit: letters, source: https://example.org/counts }
    - { metric: "size, as far as it is known", value: 0.3, unit: TB, source: https://example.org/counts }
trigger: { kind: human-process, text: An empty folder was to be removed on the second machine and was removed on the first }
detection: staff
factors:
  - text: Copies were made and never read
    whys:
      - { why: The newest copy could not be used, because: it was empty }
      - { why: It was empty, because: the program that makes it was of another version than the archive }
      - { why: Nobody was told that it failed, because: the letter that says so was refused }
      - { why: It was refused, because: its sender was not signed }
      - { why: Nobody missed the letters, because: silence was taken for good news }
    becomes: { kind: monitor, check: archive-restore, existing: false }
    action: restore
  - text: Both machines look the same to whoever types
    whys: [{ why: The wrong one was chosen, because: nothing on the screen says which it is }]
    becomes: { kind: process, url: https://example.org/handbook/prompts }
    action: prompts
wentWell: [All of it was written down as it happened, where everybody could read it]
lucky: [A copy made by hand for another reason was six hours old]
actions:
  - { id: restore, text: Restore a copy each night and say so, type: detect, priority: P1, owner: archive-team, due: 2026-10-01, issue: acme/archive#5 }
  - { id: prompts, text: Colour what one types into by machine, type: prevent, priority: P2, owner: archive-team, due: 2026-10-01, done: 2026-09-28 }
---

What was tried, hour by hour.
`;

export const INVENTED_POSTMORTEMS = {
  'postmortems/2026/widget.md': WIDGET,
  'postmortems/2026/jobs.md': JOBS,
  'postmortems/2026/archive.md': ARCHIVE,
};
