/** The files of the demo that are written as text: status.yml and a post-mortem. */
import { formatDay, type Instant } from '../schema/timestamp.ts';
import { daysBefore, postmortemIncident, type Revision } from './past-incidents.ts';
import type { DemoServices } from './services.ts';

export interface DemoAddresses extends Pick<DemoServices, 'apiUrl' | 'webUrl' | 'mailPort'> {
  /** Where the page is served. */
  pageUrl: string;
}

/** status.yml with three components, four checks and a policy that makes a whole outage fit into half a minute. */
export function statusFile({ pageUrl, apiUrl, webUrl, mailPort }: DemoAddresses): string {
  return `page:
  name: Harbour
  url: ${pageUrl}
  supportUrl: mailto:help@harbour.example
  id: candordemo01
  description: An invented company whose page you are looking at. Its servers run on your machine, and one of them fails.
components:
  - id: api
    name: Public API
    group: Platform
    description: Orders and stock, for programs
    checks:
      - { id: api-health, type: http, url: "${apiUrl}/health", display: api.harbour.example/health, retries: 0, timeout: 2s }
      - { id: api-orders, type: http, url: "${apiUrl}/orders", display: api.harbour.example/orders, retries: 0, timeout: 2s }
  - id: website
    name: Website
    group: Platform
    checks:
      - { id: website-front, type: http, url: "${webUrl}/", display: www.harbour.example, retries: 0, timeout: 2s, expect: { body: Harbour } }
  - id: mail
    name: Mail
    description: What we send and what is sent to us
    checks:
      - { id: mail-smtp, type: tcp, host: 127.0.0.1, port: ${mailPort}, display: mail.harbour.example, retries: 0, timeout: 2s }
# For the demo alone: a real page waits a minute before it believes a failure, and fifteen before it trusts a recovery.
triage: { confirmAfter: 2, recheckAfter: 0, recoverAfter: 2, stableFor: 6s }
`;
}

/** A published post-mortem of the incident on the API. */
export function postmortemFile(now: Instant): Revision {
  const incident = postmortemIncident(now);
  const at = daysBefore(now, 44, '15:00');
  const text = `---
incidents: [${incident}]
status: published
authors: [platform-team]
summary: A change left one database host out of the pool; a part of the requests for orders failed for about half an hour.
impact: { text: Every third request for orders failed for about half an hour. }
trigger: { kind: config, text: A list of hosts with one line missing }
detection: check
factors:
  - text: The list of hosts was edited by hand
    whys:
      - { why: Requests for orders failed, because: one of three hosts got no connections }
      - { why: It got none, because: its line was missing from the pool }
      - { why: The missing line was not noticed, because: nothing compared the list with the hosts that run }
    becomes: { kind: monitor, check: api-orders, existing: false }
    action: check-orders
wentWell: [The change could be taken back within minutes]
wentBadly: [The first sign came from the error rate and not from a check of orders]
actions:
  - { id: check-orders, text: Check the orders and not the health page alone, type: detect, priority: P2, owner: platform-team, due: ${formatDay(daysBefore(now, 30, '00:00'))} }
---

Orders are now checked in the way that programs ask for them.
`;
  return { path: `postmortems/${incident.slice(0, 4)}/${incident}.md`, text, at, message: 'Publish a post-mortem' };
}
