import { beforeEach, describe, expect, test, vi } from 'vitest';

import type { PrivateReport } from '../../../src/app/check/look-at-both.ts';
import { type BothRoots, makeBothRoots, makeCustomer, runBothAt } from '../../support/both-roots.ts';
import { filesOf, incidentsOf, measurementsOf, type Service, startService } from '../../support/check-root.ts';
import { commitFiles, git } from '../../support/make-repo.ts';

vi.setConfig({ testTimeout: 120_000 });

const NAMES = ['acme', 'globex', 'initech'];
const PLATFORM = 'https://status.example.org/incidents/2026-11-20-platform/';
let service: Service;

beforeEach(async () => {
  service = await startService();
});

/** Customers with a shop each, who all use the public component `api`. */
function makeRoots(triage: Record<string, unknown> = {}): BothRoots {
  const url = (path: string): string => `${service.url}/${path}`;
  return makeBothRoots(
    { components: { api: url('api'), web: url('web') }, triage: { recheckAfter: 0 } },
    {
      components: Object.fromEntries(NAMES.map((name) => [`${name}-shop`, url(name)])),
      customers: NAMES.map((name) => makeCustomer(name, `${name}-shop`, 'api')),
      triage: { recheckAfter: 0, ...triage },
    },
  );
}

async function runAll(roots: Pick<BothRoots, 'open' | 'own'>, ...clocks: string[]): Promise<PrivateReport[]> {
  const reports: PrivateReport[] = [];
  for (const clock of clocks) {
    const { open, own } = await runBothAt(roots, `2026-11-20T${clock}:00Z`);
    if (open.status === 'rejected') throw open.reason;
    if (own.status === 'rejected') throw own.reason;
    reports.push(own.value);
  }
  return reports;
}

function fileOf(remote: string, branch: string, path: string): string {
  return filesOf(remote, branch).get(path) ?? '';
}

describe('runBoth() for one customer', () => {
  test('writes an incident and a notice into the private root alone, by error class, planned activity, contact', async () => {
    const roots = makeRoots();
    service.failing.set('/acme', 500);
    const [first, second] = await runAll(roots, '10:00', '10:05');
    expect([first?.notices, first?.failing, second?.failing, second?.customers]).toEqual([[], 0, 1, 3]);
    expect(incidentsOf(roots.remotes.open, 'main')).toEqual({});
    expect(incidentsOf(roots.remotes.own, 'main')).toEqual({ '2026-11-20-acme-shop': ['investigating'] });
    const text = fileOf(roots.remotes.own, 'main', 'incidents/2026/2026-11-20-acme-shop.md');
    expect(text).toContain('\ncategory: customer\nconfidence: suspected\n');
    expect(text.slice(text.indexOf('\nError class'))).toBe(
      [
        '',
        'Error class: `http_5xx`.',
        '',
        'Planned activity: no maintenance is at work or has just ended.',
        '',
        'Contact: nothing planned explains it, so we ask Acme Inc. (slack, email).',
        '',
      ].join('\n'),
    );
    expect(second?.notices).toMatchObject([
      { incident: '2026-11-20-acme-shop', event: 'opened', customers: [{ id: 'acme', by: ['slack', 'email'] }] },
    ]);
    const notice = fileOf(roots.remotes.own, 'status-data', 'notices/2026-11-20-acme-shop/2026-11-20T10-05-00Z.yml');
    expect(notice).toMatch(
      /^# Planned by a run of the checks, and sent by "candor notify" to each of these customers alone\./,
    );
    expect(notice).toContain('subject: The acme-shop is down\n');
    expect(notice).not.toMatch(/CANDOR_|@/);
    service.failing.clear();
    const later = await runAll(roots, '10:10', '10:15', '10:25');
    expect(later.map(({ notices }) => notices.map(({ event }) => event))).toEqual([[], ['updated'], ['resolved']]);
  });

  test('measures each root in its own branch, in one go', async () => {
    const roots = makeRoots();
    await runAll(roots, '10:00');
    const checksOf = (remote: string): string[] => measurementsOf(remote).map(({ check }) => check);
    expect(checksOf(roots.remotes.open).sort()).toEqual(['api-health', 'web-health']);
    expect(checksOf(roots.remotes.own).sort()).toEqual(NAMES.map((name) => `${name}-shop-health`));
    expect([...filesOf(roots.remotes.open, 'status-data').values()].join('')).not.toContain('shop');
  });

  test('waits with the contact while planned work of what they use may explain it', async () => {
    const roots = makeRoots();
    const maintenance =
      '---\nkind: maintenance\ntitle: Database upgrade\ncomponents: [api]\nscheduled: { from: 2026-11-20T09:00:00Z, until: 2026-11-20T10:12:00Z }\n---\n';
    commitFiles(roots.open, { files: { 'incidents/2026/upgrade.md': maintenance } });
    git(roots.open, ['push', '--quiet', 'origin', 'main']);
    service.failing.set('/acme', 500);
    const reports = await runAll(roots, '10:00', '10:05', '10:10', '10:15', '10:20');
    const events = reports.map(({ notices }) => notices.map(({ event, text }) => [event, text.split('\n\n').at(-1)]));
    const ask =
      'No planned work of ours explains it. Has something changed on your side? Please tell us; we keep checking.';
    expect(events).toEqual([[], [], [], [['opened', ask]], []]);
    const text = fileOf(roots.remotes.own, 'main', 'incidents/2026/2026-11-20-acme-shop.md');
    expect(text).toContain('\ncategory: customer\nconfidence: suspected\n');
    expect(text).toContain('Planned activity: the maintenance "Database upgrade" is at work.\n');
    expect(text).toContain('Contact: not yet, as what is planned may explain it.');
    expect(text).toContain(
      '## Investigating · 2026-11-20T10:15:00Z\n\nNothing planned is at work any more, and it still',
    );
  });
});

describe('runBoth() for customers that fail together', () => {
  test('opens one public incident with a count, to which the private ones point', async () => {
    const roots = makeRoots();
    for (const name of NAMES) service.failing.set(`/${name}`, 500);
    const reports = await runAll(roots, '10:00', '10:05');
    expect(incidentsOf(roots.remotes.open, 'main')).toEqual({ '2026-11-20-platform': ['investigating'] });
    const open = fileOf(roots.remotes.open, 'main', 'incidents/2026/2026-11-20-platform.md');
    expect(open).toContain('title: Services of 3 customers fail\n');
    expect(open).not.toMatch(/acme|globex|initech|shop/i);
    for (const name of NAMES) {
      const own = fileOf(roots.remotes.own, 'main', `incidents/2026/2026-11-20-${name}-shop.md`);
      expect(own).toContain('\ncategory: undetermined\nimpact');
      expect(own).toContain(`source: ${PLATFORM}\n`);
    }
    expect(
      reports
        .at(-1)
        ?.notices.map(({ text }) =>
          text.includes(`not your doing. We are on it, and write here how it goes on: <${PLATFORM}>`),
        ),
    ).toEqual([true, true, true]);
    service.failing.clear();
    await runAll(roots, '10:10', '10:15', '10:25');
    expect(incidentsOf(roots.remotes.open, 'main')['2026-11-20-platform']).toEqual([
      'investigating',
      'monitoring',
      'resolved',
    ]);
  });

  test('turns the incident of the first to fail once the others join, and tells them so', async () => {
    const roots = makeRoots();
    service.failing.set('/acme', 500);
    await runAll(roots, '10:00');
    for (const name of NAMES) service.failing.set(`/${name}`, 500);
    const [first, second] = await runAll(roots, '10:05', '10:10');
    expect(first?.notices.map(({ customers }) => customers[0]?.id)).toEqual(['acme']);
    expect(second?.notices.map(({ event, customers }) => `${event} ${customers[0]?.id ?? ''}`).sort()).toEqual([
      'opened globex',
      'opened initech',
      'updated acme',
    ]);
    const own = fileOf(roots.remotes.own, 'main', 'incidents/2026/2026-11-20-acme-shop.md');
    expect(own).toContain('\ncategory: undetermined\nimpact');
    expect(own).toMatch(
      /## Investigating · 2026-11-20T10:10:00Z\n\nServices of 3 customers fail together, so it is not/,
    );
  });

  test('takes the number from the private root where it says one, else from the public one', async () => {
    const roots = makeRoots({ correlateAt: 2 });
    for (const name of NAMES.slice(1)) service.failing.set(`/${name}`, 500);
    await runAll(roots, '10:00', '10:05');
    expect(fileOf(roots.remotes.open, 'main', 'incidents/2026/2026-11-20-platform.md')).toContain('of 2 customers');
  });
});

describe('runBoth() where one root fails', () => {
  test('the public one goes on without the private one, and leaves what it says of customers', async () => {
    const roots = makeRoots();
    for (const name of NAMES) service.failing.set(`/${name}`, 500);
    await runAll(roots, '10:00', '10:05');
    service.failing.set('/web', 500);
    git(roots.own, ['remote', 'set-url', 'origin', '/nonexistent/private.git']);
    for (const clock of ['10:10', '10:15']) {
      const { open, own } = await runBothAt(roots, `2026-11-20T${clock}:00Z`);
      expect([open.status, own.status]).toEqual(['fulfilled', 'rejected']);
    }
    expect(incidentsOf(roots.remotes.open, 'main')).toEqual({
      '2026-11-20-platform': ['investigating'],
      '2026-11-20-web': ['investigating'],
    });
  });

  test('the private one goes on without the public one, and points to nothing', async () => {
    const roots = makeRoots();
    for (const name of NAMES) service.failing.set(`/${name}`, 500);
    git(roots.open, ['remote', 'set-url', 'origin', '/nonexistent/public.git']);
    for (const clock of ['10:00', '10:05']) {
      const { open, own } = await runBothAt(roots, `2026-11-20T${clock}:00Z`);
      expect([open.status, own.status]).toEqual(['rejected', 'fulfilled']);
    }
    const own = fileOf(roots.remotes.own, 'main', 'incidents/2026/2026-11-20-acme-shop.md');
    expect(own).toContain('category: customer\n');
    expect(own).toContain('What is planned on the public page is not known to this run.');
    git(roots.open, ['remote', 'set-url', 'origin', `file://${roots.remotes.open}`]);
    await runAll(roots, '10:10');
    expect(fileOf(roots.remotes.own, 'main', 'incidents/2026/2026-11-20-acme-shop.md')).toContain(PLATFORM);
  });

  test.each([
    ['no customers.yml', { 'customers.yml': undefined }, 1],
    ['a status.yml with two faults', { 'status.yml': 'componets: []\ntriage: { confirmAfter: 0 }\n' }, 5],
    ['an id of the public root', { 'status.yml': 'components: [{ id: api, name: Acme API }]\n' }, 4],
  ])('a private root with %s is told by a count alone', async (_, files, errors) => {
    const roots = makeRoots();
    commitFiles(roots.own, { files });
    const { open, own } = await runBothAt(roots, '2026-11-20T10:00:00Z');
    expect(open.status).toBe('fulfilled');
    expect(own).toMatchObject({
      reason: {
        message: `Cannot check the private root: its status.yml and customers.yml have ${errors} ${errors === 1 ? 'error' : 'errors'}.`,
      },
    });
  });
});
