/** `candor incident`, `maintenance` and `announce` without a terminal, on real repositories. */
import { beforeEach, describe, expect, test, vi } from 'vitest';

import {
  FILE,
  ID,
  LATER,
  makeAuthorRoot,
  NOW,
  OPEN,
  PATH,
  readText,
  runMain,
  stubEnvironment,
} from '../support/author.ts';
import { git, makeFolder, writeFiles } from '../support/make-repo.ts';

vi.setConfig({ testTimeout: 60_000 });
beforeEach(stubEnvironment);

describe('in the working tree', () => {
  test('incident open writes a canonical file and shows the change', async () => {
    const root = makeAuthorRoot();
    const { exitCode, stdout, stderr } = await runMain(root, OPEN);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: `Wrote ${PATH}. It is not committed; --commit, --push and --pull-request do that.\n`,
    });
    expect(stdout).toBe(
      `--- /dev/null\n+++ b/${PATH}\n@@ -0,0 +1,11 @@\n${FILE.replace(/^/gm, '+').replace(/\+$/, '')}`,
    );
    expect(readText(root)).toBe(FILE);
  });

  test('all that is missing is named at once where nobody can be asked', async () => {
    const root = makeAuthorRoot();
    expect(await runMain(root, ['incident', 'open', '--impact', 'major'])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `Cannot open an incident: there is no terminal to ask at. Missing, each with an example:
  --title "Elevated errors on the public API"
  --component api=partial_outage
  --category internal (undetermined, upstream, customer, internal)
  --message "We see elevated error rates and are looking into it."
`,
    });
  });

  test('all that is wrong is told by its flag, and nothing is written', async () => {
    const root = makeAuthorRoot();
    const wrong = ['--component', 'wb=down', '--impact', 'mayor', '--next', 'soon', '--id', 'A b'];
    const { exitCode, stderr } = await runMain(root, [...OPEN, ...wrong]);
    expect(exitCode).toBe(2);
    const lines = stderr.trimEnd().split('\n');
    expect(lines[0]).toBe('Cannot open an incident; nothing was written.');
    expect(lines.slice(1).map((line) => line.split(':', 2).join(':'))).toEqual([
      '--id: Cannot use this file name as an id',
      '--next: Cannot read the time',
      '--impact: Cannot read "impact"',
      '--component: Cannot find the component "wb"',
      '--component: Cannot read "components.wb"',
    ]);
    expect(lines[2]).toBe(
      '--next: Cannot read the time: expected a time by the clocks of Europe/Berlin or with another offset, or a time span, for example "2026-11-20 12:00 UTC", "14:00" or "in 30m", got "soon"',
    );
    expect(stderr).toContain('expected one of none, minor, major, critical, for example major, got "mayor"');
    expect(git(root, ['status', '--short'])).toBe('');
  });

  test('update and resolve find the one open incident, and leave what others wrote', async () => {
    const root = makeAuthorRoot({ files: { [PATH]: `${FILE}\n<!-- a note -->\n` } });
    const update = ['incident', 'update', '--phase', 'identified', '--message', 'Found it.', '--next', '12:00'];
    expect(await runMain(root, update, LATER)).toMatchObject({ exitCode: 0 });
    expect(readText(root)).toBe(
      `${FILE}\n<!-- a note -->\n\n## Identified · 2026-11-20T10:20:00Z · next: 2026-11-20T11:00:00Z\n\nFound it.\n`,
    );
    await runMain(root, ['incident', 'resolve', '2026-11-20', '--message', 'Done.'], LATER);
    expect(readText(root)).toContain('\n## Resolved · 2026-11-20T10:20:01Z\n\nDone.\n');
    const again = await runMain(root, ['incident', 'resolve', ID, '--message', 'Done.'], LATER);
    expect(again).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('that is resolved') });
  });

  test('an id that could be several is answered with these, one that is none with the nearest', async () => {
    const root = makeAuthorRoot({ files: { [PATH]: FILE, 'incidents/2026/2026-11-20-mail.md': FILE } });
    const update = (...args: string[]) => runMain(root, ['incident', 'update', ...args, '--message', 'More.']);
    const candidates = `  ID one of: ${ID}, 2026-11-20-mail\n`.replace('of: ', 'of ');
    expect((await update()).stderr).toContain(candidates);
    expect((await update('2026-11')).stderr).toContain(candidates);
    expect((await update('2026-11-20-mial')).stderr).toBe(
      'Cannot find "2026-11-20-mial" in incidents/.\nDid you mean "2026-11-20-mail"?\n',
    );
    expect(await update('2026-11-20-m')).toMatchObject({ exitCode: 0 });
    writeFiles(root, { 'incidents/2026/2026-11-20-mail-2.md': FILE });
    expect(await update('mail')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('2026-11-20-mail.md') });
  });

  test('what is misnamed is answered with what there is', async () => {
    const root = makeAuthorRoot({ files: { [PATH]: FILE } });
    expect((await runMain(root, ['incident', 'update', 'database', '--message', 'More.'])).stderr).toBe(
      `Cannot find "database" in incidents/.\nOpen now: ${ID}. "candor incident list --all" names every one.\n`,
    );
    expect(await runMain(root, ['resolve'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/unknown command 'resolve'\n[^]*Did you mean "candor incident resolve"\?\n$/),
    });
    expect((await runMain(root, ['list'])).stderr).toContain(
      'Did you mean "candor incident list" or "candor maintenance list"?',
    );
  });

  test('a template gives what flags do not', async () => {
    const template = FILE.replace(/## Inv.*\n\n/, '');
    const root = makeAuthorRoot({ files: { '.github/incident-templates/errors.md': template } });
    const open = ['incident', 'open', '--template', 'errors', '--impact', 'minor'];
    expect(await runMain(root, open)).toMatchObject({ exitCode: 0 });
    expect(readText(root)).toBe(FILE.replace('impact: major', 'impact: minor'));
    expect((await runMain(root, ['incident', 'open', '--template', 'erors'])).stderr).toContain(
      'Cannot find the template "erors". There are: errors.\nDid you mean "errors"?\n',
    );
  });

  test('maintenance schedule and announce read clock times and spans', async () => {
    const root = makeAuthorRoot();
    const title = ['--title', 'Upgrade', '--component', 'api'];
    const window = ['--from', '2026-12-06 02:00', '--until', '+2h', '--recurrence', 'FREQ=WEEKLY'];
    await runMain(root, ['maintenance', 'schedule', ...title, ...window]);
    expect(readText(root, 'incidents/2026/2026-11-20-upgrade.md')).toContain(`components: [api]
scheduled:
  from: 2026-12-06T02:00:00+01:00
  until: 2026-12-06T04:00:00+01:00
  timeZone: Europe/Berlin
  recurrence: FREQ=WEEKLY
`);
    const utc = ['--from', '2026-12-06 02:00 UTC', '--until', '2026-12-06 04:00 +0100', '--dry-run'];
    expect((await runMain(root, ['maintenance', 'schedule', ...title, ...utc])).stdout).toContain(
      '+  from: 2026-12-06T02:00:00Z\n+  until: 2026-12-06T04:00:00+01:00\n',
    );
    await runMain(root, ['announce', '--title', 'News', '--message', 'Hello.', '--until', 'in 7d']);
    expect(readText(root, 'incidents/2026/2026-11-20-news.md')).toContain('until: 2026-11-27T10:05:00Z\n');
    const { stdout } = await runMain(root, ['maintenance', 'list']);
    expect(stdout).toBe('2026-11-20-upgrade  scheduled  2026-12-06T01:00:00Z  2026-12-06T03:00:00Z  Upgrade\n');
  });

  test.each([
    ['2026-10-25 02:30', 'Cannot tell which 2026-10-25 02:30 is meant in Europe/Berlin'],
    ['2027-03-28 02:30', 'Cannot find the time 2027-03-28 02:30 in Europe/Berlin'],
  ])('of --from %j, on a day on which clocks change, nothing is chosen in silence', async (from, letter) => {
    const root = makeAuthorRoot();
    const window = ['--title', 'Upgrade', '--component', 'api', '--from', from, '--until', '+2h'];
    expect(await runMain(root, ['maintenance', 'schedule', ...window], '2026-10-24T10:00:00Z')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(new RegExp(`nothing was written\\.\n--from: ${letter}, .*\n$`)),
    });
  });

  test('a span counts from the start of a maintenance, also from one with a slip in its year', async () => {
    const root = makeAuthorRoot();
    const schedule = (...rest: string[]) =>
      runMain(root, ['maintenance', 'schedule', '--title', 'Upgrade', '--component', 'api', '--until', '+2h', ...rest]);
    expect(await schedule('--from', '2025-12-06 02:00')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--until: Cannot schedule a maintenance that is over'),
    });
    const recurs = ['--recurrence', 'FREQ=WEEKLY', '--exdate', '2026-12-07'];
    const { stderr } = await schedule('--from', '2026-12-06 02:00', ...recurs);
    expect(stderr).toMatch(/^--exdate: Cannot skip a window that begins then: .*\n$/m);
    expect(stderr).not.toContain('Correct the file first');
    // Clocks show 02:30 twice on that day, of which a recurrence takes the first.
    const weekly = ['--recurrence', 'FREQ=WEEKLY', '--exdate', '2027-10-31', '--dry-run'];
    expect((await schedule('--from', '2026-12-06 02:30', ...weekly)).stdout).toContain(
      'exdates: [2027-10-31T02:30:00+02:00]',
    );
    expect(git(root, ['status', '--short'])).toBe('');
  });

  test('resolve is for incidents, and says what ends the other kinds', async () => {
    const root = makeAuthorRoot();
    await runMain(root, ['announce', '--title', 'News', '--message', 'Hello.']);
    expect((await runMain(root, ['incident', 'resolve', 'news', '--message', 'Over.'])).stderr).toBe(
      'Cannot resolve the incident; nothing was written.\nID: Cannot resolve what is no incident: expected the id of an incident, got the announcement incidents/2026/2026-11-20-news.md. "until" ends it.\n',
    );
  });

  test('--dry-run shows the change and writes nothing', async () => {
    const root = makeAuthorRoot();
    expect(await runMain(root, [...OPEN, '--dry-run', '--commit'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('+title: Elevated errors\n'),
      stderr: 'Dry run: nothing was written.\n',
    });
    expect(git(root, ['status', '--short'])).toBe('');
  });

  test('--commit commits exactly that file as the person', async () => {
    const root = makeAuthorRoot();
    writeFiles(root, { 'staged.txt': 'x', 'other.txt': 'y' });
    git(root, ['add', 'staged.txt']);
    const { exitCode, stderr } = await runMain(root, [...OPEN, '--commit']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: `Committed ${PATH} to "main".\n` });
    expect(git(root, ['log', '-1', '--format=%an %s %aI', '--name-only'])).toBe(
      `Ada Example Open: Elevated errors 2026-11-20T10:05:00+00:00\n\n${PATH}`,
    );
    expect(git(root, ['status', '--short'])).toBe('A  staged.txt\n?? other.txt');
  });

  test('outside Git files are written, and --commit says that it cannot', async () => {
    const root = makeFolder();
    writeFiles(root, {
      'status.yml': 'page: { name: A, url: https://a.example }\ncomponents: [{ id: api, name: A }]\n',
    });
    const { exitCode, stderr } = await runMain(root, [...OPEN, '--commit']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^Wrote incidents\/.* Cannot commit it: ".*" lies in no Git repository\.\n$/);
    expect((await runMain(root, [...OPEN, '--push'])).stderr).toMatch(/^Cannot find a Git repository/);
  });
});

describe('showing', () => {
  test('list names open ones first, show tells what follows, both as data too', async () => {
    const resolved = `${FILE}\n## Resolved · 2026-11-20T10:41:00Z\n`;
    const root = makeAuthorRoot({ files: { [PATH]: FILE, 'incidents/2026/2026-11-20-z.md': resolved } });
    const list = await runMain(root, ['incident', 'list'], LATER);
    expect(list.stdout.split('\n').map((line) => line.split(/ +/).slice(0, 2))).toEqual([
      [ID, 'investigating'],
      ['2026-11-20-z', 'resolved'],
      [''],
    ]);
    const json = JSON.parse((await runMain(root, ['incident', 'list', '--json'], LATER)).stdout) as unknown[];
    expect(json[1]).toMatchObject({
      id: '2026-11-20-z',
      isOpen: false,
      startedAt: NOW,
      endedAt: '2026-11-20T10:41:00Z',
    });
    const show = await runMain(root, ['incident', 'show'], LATER);
    expect(show.stdout).toBe(`Elevated errors
${PATH}
investigating · major · internal · api: partial_outage
began 2026-11-20T10:05:00Z, 15m ago

2026-11-20T10:05:00Z · Investigating
  We are looking into it.
`);
    expect(JSON.parse((await runMain(root, ['incident', 'show', '2026-11-20-z', '--json'])).stdout)).toMatchObject({
      path: 'incidents/2026/2026-11-20-z.md',
      phase: 'resolved',
      updates: [{ phase: 'investigating' }, { phase: 'resolved' }],
    });
  });

  test('a folder without a status.yml is not taken for one in which nothing is open', async () => {
    const folder = makeFolder();
    expect(await runMain(folder, ['incident', 'list'])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `Cannot find status.yml in "${folder}".\nName the folder that has it with --root DIR.\n`,
    });
  });

  test('list stops after ten that are over, and shows a broken file as it last was good', async () => {
    const resolved = `${FILE}\n## Resolved · 2026-11-20T10:41:00Z\n`;
    const files = Array.from(
      { length: 12 },
      (_, index) => [`incidents/2026/2026-11-20-r${index}.md`, resolved] as const,
    );
    const root = makeAuthorRoot({ files: { [PATH]: FILE, ...Object.fromEntries(files) } });
    writeFiles(root, { [PATH]: FILE.replace('impact: major', 'impact: mega') });
    const { stdout, stderr } = await runMain(root, ['incident', 'list'], LATER);
    expect(stdout.trimEnd().split('\n')).toHaveLength(11);
    expect(stdout).toContain(`${ID}  `);
    expect(stderr).toBe(
      `${PATH} cannot be read and is shown as it last was good; "candor validate" says why.\n2 more with --all.\n`,
    );
    expect((await runMain(root, ['incident', 'list', '--all'], LATER)).stdout.trimEnd().split('\n')).toHaveLength(13);
  });
});
