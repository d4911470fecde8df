/** `candor notify` with a private root: what customers are told, and what the public is told of it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test, vi } from 'vitest';

import { runNotify } from '../../src/cli/commands/notify.ts';
import { type BothRoots, makeBothRoots, runBothAt } from '../support/both-roots.ts';
import { at } from '../support/builders.ts';
import { filesOf, incidentsOf, startService } from '../support/check-root.ts';
import { type Asked, startService as startHook } from '../support/channel-server.ts';
import { expectNothingPrivate, filesBelow, makeHostile, objectsOf } from '../support/hostile-private.ts';
import { commitFiles, git, makeFolder } from '../support/make-repo.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';
import { listen, type Said } from '../support/said.ts';

vi.setConfig({ testTimeout: 180_000 });

/** Nothing of a workflow that this test may itself run in. */
const ENV = { GITHUB_TOKEN: '', GITHUB_REPOSITORY: '', GITHUB_OUTPUT: '', GITHUB_ACTIONS: '' };
const API_FILE = 'incidents/2026/2026-11-20-api.md';

interface Walk {
  roots: BothRoots;
  failing: Map<string, number>;
  /** Runs the checks. */
  check(clock: string): Promise<void>;
  notify(clock: string, flags?: { dryRun?: boolean }): Promise<Said & { exitCode: number }>;
  /** What each hook was asked since the last time, by its path. */
  told(): { path: string; text: string }[];
}

function textOf({ body }: Asked): string {
  return JSON.stringify(body);
}

/** Acme has a shop of its own and uses the API, Globex uses the web; each has a hook, Acme a channel of Discord too. */
async function startWalk(): Promise<Walk> {
  const service = await startService();
  const hook = await startHook({ status: 200, body: { id: '501', channel_id: '601', embeds: [] } });
  const roots = makeBothRoots(
    { components: { api: `${service.url}/api`, web: `${service.url}/web` } },
    {
      components: { 'acme-shop': `${service.url}/acme` },
      customers: [
        {
          id: 'acme',
          name: 'Acme',
          uses: ['acme-shop', 'api'],
          tell: [
            { type: 'webhook', url: '${CANDOR_ACME_HOOK}' },
            { type: 'discord', url: '${CANDOR_ACME_DISCORD}' },
          ],
        },
        { id: 'globex', name: 'Globex', uses: ['web'], tell: [{ type: 'webhook', url: '${CANDOR_GLOBEX_HOOK}' }] },
      ],
    },
  );
  const env = {
    ...ENV,
    CANDOR_PRIVATE: roots.own,
    CANDOR_ACME_HOOK: `${hook.url}/acme`,
    CANDOR_ACME_DISCORD: `${hook.url}/discord`,
    CANDOR_GLOBEX_HOOK: `${hook.url}/globex`,
  };
  return {
    roots,
    failing: service.failing,
    check: async (clock) => void (await runBothAt(roots, `2026-11-20T${clock}:00Z`)),
    notify: async (clock, flags = {}) => {
      for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
      const run = () => runNotify({ root: roots.open, now: at(`2026-11-20T${clock}:00Z`), ...flags });
      const { value, ...said } = await listen(run);
      vi.unstubAllEnvs();
      return { exitCode: value, ...said };
    },
    told: () =>
      hook.asked
        .splice(0)
        .filter(({ method }) => method === 'POST')
        .map((asked) => ({ path: asked.path.replace(/\?.*/, ''), text: textOf(asked) }))
        .sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

function outreachOf({ remotes }: BothRoots): string[] {
  const front = filesOf(remotes.open, 'main').get(API_FILE)?.split('\n---\n')[0] ?? '';
  return [...front.matchAll(/channel: (\w+)\n\s+count: (\d+)/g)].map(([, channel, count]) => `${count} by ${channel}`);
}

describe('candor notify and customers', () => {
  test('tells a customer of their own service and of what they use, once, and the public how many were told', async () => {
    const { roots, failing, check, notify, told } = await startWalk();
    failing.set('/acme', 500);
    await check('10:00');
    await check('10:05');
    const planned = await notify('10:06', { dryRun: true });
    expect([planned.exitCode, planned.stderr]).toEqual([0, 'Nobody would be told anything now.\n']);
    expect(planned.stdout).toMatch(/^Customers: 2 messages would be sent\. The details are in candor\/run\.log of /);
    expect(readFileSync(join(roots.own, '.git/candor/run.log'), 'utf8')).toContain(
      'Has something changed on your side?',
    );
    expect(told()).toEqual([]);

    const first = await notify('10:06');
    expect([first.exitCode, first.stdout]).toEqual([
      0,
      expect.stringMatching(/^Customers: 2 messages sent\. /) as string,
    ]);
    const own = told();
    expect(own.map(({ path }) => path)).toEqual(['/acme', '/discord']);
    for (const { text } of own)
      expect(text).toContain('Has something changed on your side? Please tell us; we keep checking.');
    expect(own[1]?.text).toContain('"title":"The acme-shop is down"');
    expect((await notify('10:07')).stdout).toBe('Customers: 0 messages sent.\n');
    expect(told()).toEqual([]);

    failing.set('/api', 503);
    await check('10:10');
    await check('10:15');
    expect((await notify('10:16')).stdout).toContain('Customers: 2 messages sent.');
    const ofApi = told();
    expect(ofApi.map(({ path }) => path)).toEqual(['/acme', '/discord']);
    expect(ofApi[1]?.text).toContain('This concerns what you use: The api');
    expect(outreachOf(roots)).toEqual(['1 by webhook', '1 by discord']);

    failing.clear();
    await check('10:20');
    await check('10:25');
    await notify('10:26');
    expect(incidentsOf(roots.remotes.open, 'main')).toEqual({ '2026-11-20-api': ['investigating', 'monitoring'] });
    expect(told().map(({ path }) => path)).toEqual(['/acme', '/acme', '/discord', '/discord']);
    expect(outreachOf(roots)).toEqual(['1 by webhook', '1 by discord', '1 by webhook', '1 by discord']);
    const shown = objectsOf(roots.remotes.open) + objectsOf(roots.open) + filesBelow(join(roots.open, '.git'));
    expect(shown).not.toMatch(/acme|globex/i);
    expect([...filesOf(roots.remotes.own, 'status-data').keys()]).toContain('ledger/2026-11.jsonl');
  });

  test('tells what people write, leaves their files alone, and what they took back untold', async () => {
    const { roots, failing, check, notify, told } = await startWalk();
    failing.set('/acme', 500);
    await check('10:00');
    await check('10:05');
    await notify('10:06');
    told();
    const shop = 'incidents/2026/2026-11-20-acme-shop.md';
    const write = (root: string, path: string, text: string): void => {
      git(root, ['pull', '--quiet', 'origin', 'main']);
      commitFiles(root, { files: { [path]: text } });
      git(root, ['push', '--quiet', 'origin', 'main']);
    };
    const before = filesOf(roots.remotes.own, 'main').get(shop) ?? '';
    const seen = '## Identified · 2026-11-20T10:08:00Z\n\nA certificate of yours has expired.';
    const silent = '## Identified · 2026-11-20T10:09:00Z · notify: no\n\nThey do not answer the phone.';
    write(roots.own, shop, `${before}\n${seen}\n\n${silent}\n`);
    const open = [
      '---\ntitle: Slow answers\ncategory: internal\nimpact: minor\ncomponents:\n  api: degraded_performance\n---',
      '## Investigating · 2026-11-20T10:08:30Z\n\nWe are looking.\n',
    ].join('\n\n');
    write(roots.open, API_FILE, open);
    expect((await notify('10:10')).stdout).toContain('Customers: 4 messages sent.');
    const texts = told().map(({ text }) => text);
    expect(texts.filter((text) => text.includes('A certificate of yours has expired.'))).toHaveLength(2);
    expect(texts.filter((text) => text.includes('Slow answers') || text.includes('We are looking.'))).toHaveLength(2);
    expect(texts.join('')).not.toContain('phone');
    expect(filesOf(roots.remotes.open, 'main').get(API_FILE)).toBe(open);

    const counted = (): string =>
      (filesOf(roots.remotes.open, 'status-data').get('outreach') ?? '').replace(/T10:10:\d\dZ/g, '');
    expect(counted()).toBe('2026-11-20-api 2026-11-20 webhook 1\n2026-11-20-api 2026-11-20 discord 1\n');
    const out = join(makeFolder(), 'site');
    await runCli(['build', '--root', roots.open, '--out', out, '--now', '2026-11-20T10:12:00Z'], { env: ENV });
    const page = readFileSync(join(out, 'incidents/2026-11-20-api/index.html'), 'utf8');
    expect(page).toContain('Told in person');
    expect((await notify('10:13')).stdout).toContain('Customers: 0 messages sent.');
    expect(counted().split('\n')).toHaveLength(3);
  });

  test('tells a customer of a post-mortem about what they use, also where no channel of the public does', async () => {
    const { roots, notify, told } = await startWalk();
    const entry =
      '---\ntitle: Errors\ncategory: internal\nimpact: minor\ncomponents: { api: partial_outage }\nbackfilled: true\n---\n\n## Resolved · 2026-11-18T10:00:00Z\n\nOver.\n';
    const said = 'summary: A pool entry was gone.\ntrigger: { kind: config }\ndetection: check\n';
    const whys = 'whys: [{ why: It failed, because: nobody looked }], becomes: { kind: accepted, reason: it is rare }';
    const factors = `factors: [{ text: Nobody looked, ${whys} }]\n`;
    const report = `---\nincidents: [of-api]\nstatus: published\nauthors: [team]\n${said}${factors}---\n\nText.\n`;
    git(roots.open, ['pull', '--quiet', 'origin', 'main']);
    commitFiles(roots.open, {
      files: {
        'incidents/2026/of-api.md': entry,
        'postmortems/2026/of-api.md': report,
      },
      at: '2026-11-20T10:00:00Z',
    });
    git(roots.open, ['push', '--quiet', 'origin', 'HEAD:main']);
    await notify('10:06');
    const messages = told();
    expect(messages.map(({ path }) => path)).toEqual(['/acme', '/discord']);
    expect(messages[1]?.text).toContain('A pool entry was gone.');
    expect(messages[1]?.text).toContain('This concerns what you use: The api');
    await notify('10:07');
    expect(told()).toEqual([]);
    expect(filesOf(roots.remotes.open, 'status-data').get('outreach')).toBeUndefined();
  });

  test('tries again whom it cannot reach, and says so by count alone', async () => {
    const { roots, failing, check, notify, told } = await startWalk();
    writeFileSync(
      join(roots.own, 'customers.yml'),
      '- { id: acme, name: Acme, uses: [acme-shop], tell: [{ type: webhook, url: "${CANDOR_UNSET_ACME}" }, { type: email, to: a@acme.example }] }\n',
    );
    failing.set('/acme', 500);
    await check('10:00');
    await check('10:05');
    const { exitCode, stdout, stderr } = await notify('10:06');
    expect({ exitCode, stdout, told: told() }).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^Customers: 0 messages sent, 1 to be tried again\. /) as string,
      told: [],
    });
    expect(stdout + stderr).not.toMatch(/acme|UNSET/i);
    const log = readFileSync(join(roots.own, '.git/candor/run.log'), 'utf8');
    expect(log).toContain('Not told by mail: 1, as no channel of the type email says which address mail comes from.');
    expect(log).toContain('the environment variable CANDOR_UNSET_ACME is not set');
  });

  test('shows nothing of the private root anywhere in public, whatever becomes of its messages', async () => {
    const { roots, env } = await makeHostile();
    const hook = await startHook(
      { status: 200, body: 'ok' },
      { status: 500, body: 'zorblax vorpal' },
      { status: 400, body: 'mimsy' },
    );
    const outputs = join(makeFolder(), 'output');
    writeFileSync(outputs, '');
    const all = {
      ...ENV,
      ...env,
      CANDOR_PRIVATE: roots.own,
      CANDOR_ZORBLAX_SLACK: `${hook.url}/Vexillology`,
      CANDOR_FRUMIOUS_SLACK: `${hook.url}/frumious`,
      CANDOR_SNARKISH_SLACK: `${hook.url}/snarkish`,
      GITHUB_OUTPUT: outputs,
      GITHUB_ACTIONS: 'true',
    };
    const shown: string[] = [];
    const run = async (clock: string, ...args: string[]): Promise<CliResult> => {
      const [command = '', ...rest] = args;
      const flags = ['--root', roots.open, '--now', `2026-11-20T${clock}:00Z`];
      const result = await runCli([command, ...flags, ...rest], { env: all });
      shown.push(result.stdout, result.stderr);
      return result;
    };
    await run('10:00', 'check');
    await run('10:05', 'check');
    expect((await run('10:06', 'notify', '--dry-run')).exitCode).toBe(0);
    const told = await run('10:06', 'notify');
    expect([told.exitCode, told.stdout]).toEqual([1, expect.stringMatching(/sent.*, [1-9] failed for good/) as string]);
    await run('10:08', 'notify', '--json');
    expect(hook.asked.length).toBeGreaterThanOrEqual(3);

    shown.push(readFileSync(outputs, 'utf8'), objectsOf(roots.remotes.open), objectsOf(roots.open));
    shown.push(filesBelow(join(roots.open, '.git')), ...filesOf(roots.remotes.open, 'status-data').values());
    expectNothingPrivate(shown.join('\n'));
    // The words are those of messages that really went out, and of a ledger that really was written.
    expect(hook.asked.map(textOf).join('')).toMatch(/Zorblax|Frumious|Snarkish/);
    const ledger = filesOf(roots.remotes.own, 'status-data').get('ledger/2026-11.jsonl') ?? '';
    expect(ledger).toContain('zorblax-slack-');
    expect(ledger).not.toMatch(/Quuxwhistle|Vexillology/);
  });

  test('tells the public root also where the private one cannot be read, and exits 2', async () => {
    const { roots, notify } = await startWalk();
    writeFileSync(join(roots.own, 'customers.yml'), '- { id: Acme Inc, nmae: vorpal }\n');
    const { exitCode, stdout, stderr } = await notify('10:06');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('Cannot tell the customers of the private root: its status.yml and customers.yml have');
    expect(stderr).not.toMatch(/acme|vorpal/i);
  });
});
