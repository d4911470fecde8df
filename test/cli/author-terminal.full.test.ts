/** What a person is asked at a terminal, and what stays when they stop. */
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, expect, test, vi } from 'vitest';

import { FILE, ID, LATER, makeAuthorRoot, NOW, PATH, readText, stubEnvironment } from '../support/author.ts';
import { git, makeBareRemote, makeFolder } from '../support/make-repo.ts';
import { KEYS, runAtTerminal, type Step } from '../support/terminal.ts';

vi.setConfig({ testTimeout: 120_000 });
beforeEach(stubEnvironment);

/** An editor that writes this and ends. */
function editorThatWrites(text: string): Record<string, string> {
  const editor = join(makeFolder(), 'editor.sh');
  writeFileSync(editor, `#!/bin/sh\nprintf '%s' '${text}' > "$1"\n`);
  chmodSync(editor, 0o755);
  return { VISUAL: editor, EDITOR: '' };
}

const { enter, space, down, ctrlC } = KEYS;
const OPENING: Step[] = [
  ['Title', `Elevated errors${enter}`],
  ['Which components', `${space}${enter}`],
  ['Status of api', enter],
  ['Impact', enter],
  ['Whose doing', `${down}${down}${down}${enter}`],
  ['readers get told', enter],
  ['Next update by', enter],
];

test('incident open asks for everything, takes the text from the editor, and writes after a yes', async () => {
  const root = makeAuthorRoot();
  const env = editorThatWrites('We are looking into it.\n');
  const args = ['incident', 'open', '--root', root, '--now', NOW];
  const { exitCode, screen } = await runAtTerminal(args, { steps: [...OPENING, ['Write incidents', enter]], env });
  expect(screen).toContain(`Wrote ${PATH}.`);
  expect(exitCode).toBe(0);
  expect(readText(root)).toBe(FILE);
});

test('without an editor that is there the text is a line; with flags only what is missing is asked for', async () => {
  const root = makeAuthorRoot({ files: { [PATH]: FILE } });
  const args = ['incident', 'update', '--phase', 'monitoring', '--component', 'api=operational'];
  const { exitCode, screen } = await runAtTerminal([...args, '--root', root, '--now', LATER], {
    steps: [
      ['readers get told', `It is back.${enter}`],
      ['Next update by', `never${enter}`],
      ['Cannot read the time', `\u0015+1h${enter}`],
      ['Write incidents', enter],
    ],
    env: { VISUAL: '', EDITOR: 'no-such-editor --wait' },
  });
  expect(screen).not.toContain('Which components');
  expect(exitCode).toBe(0);
  expect(readText(root)).toBe(
    `${FILE}\n## Monitoring · 2026-11-20T10:20:00Z · api: operational · next: 2026-11-20T11:20:00Z\n\nIt is back.\n`,
  );
});

test('a push that main refuses may become a pull request without typing anything again', async () => {
  const root = makeAuthorRoot();
  const remote = makeBareRemote(root);
  const hook = '#!/bin/sh\n[ "$1" = refs/heads/main ] && echo "GH006: Protected branch" >&2 && exit 1\nexit 0\n';
  writeFileSync(join(remote, 'hooks/update'), hook, { mode: 0o755 });
  const { exitCode, screen } = await runAtTerminal(['incident', 'open', '--push', '--root', root, '--now', NOW], {
    steps: [...OPENING, ['Write incidents', enter], ['Open a pull request', enter]],
    env: editorThatWrites('We are looking into it.\n'),
  });
  expect(screen).toContain(`Pushed the branch "candor/open-${ID}".`);
  expect(exitCode).toBe(0);
  expect(git(remote, ['show', `candor/open-${ID}:${PATH}`])).toBe(FILE.trimEnd());
});

test('what is shown may be changed before it is written, and what was answered is still there', async () => {
  const root = makeAuthorRoot();
  const args = ['incident', 'open', '--root', root, '--now', NOW, '--message', 'We are looking into it.'];
  const { exitCode, screen } = await runAtTerminal(args, {
    steps: [
      ['Title', `Elevated erors${enter}`],
      ...OPENING.slice(1, 5),
      ['Next update by', enter],
      ['Write incidents', `${down}${enter}`],
      ['Which of these', `${space}${down}${space}${enter}`],
      ['Elevated erors', `\u0015Elevated errors${enter}`],
      // The component that was chosen is chosen still.
      ['◉ Public API', enter],
      ['Status of api', enter],
      ['Write incidents', enter],
    ],
  });
  expect(screen).toContain('+title: Elevated erors');
  expect(exitCode).toBe(0);
  expect(readText(root)).toBe(FILE);
});

test('an update says which entry it is about and how its components are, and asks nothing more of one that is over', async () => {
  const root = makeAuthorRoot({ files: { [PATH]: FILE } });
  const update = ['incident', 'update', '--root', root, '--now', LATER];
  const shown = await runAtTerminal(update, {
    steps: [
      [`${ID}: Elevated errors (Investigating, api: partial_outage)`, ''],
      ['Phase', enter],
      ['Public API (api): partial outage', ctrlC],
    ],
  });
  expect(shown.screen).toContain('Stopped; nothing was written.');
  const resolved = await runAtTerminal(update, {
    steps: [
      ['Phase', `${down}${down}${down}${enter}`],
      ['readers get told', `<!-- x -->${enter}`],
      ['Expected a text that readers see', `\u0015It is over.${enter}`],
      ['Write incidents', enter],
    ],
    env: { VISUAL: '', EDITOR: 'no-such-editor --wait' },
  });
  expect(resolved.screen).toContain('"no-such-editor" is not here');
  expect(resolved.screen).not.toMatch(/Which components|Next update/);
  expect(readText(root)).toBe(`${FILE}\n## Resolved · 2026-11-20T10:20:00Z\n\nIt is over.\n`);
  const again = await runAtTerminal(['incident', 'resolve', ID, '--root', root, '--now', LATER], { steps: [] });
  expect(again.exitCode).toBe(2);
  expect(again.screen).toContain(`Cannot resolve "${ID}"; nothing was written.`);
  expect(again.screen).not.toContain('readers get told');
});

test('with everything given nothing is asked', async () => {
  const root = makeAuthorRoot({ files: { [PATH]: FILE } });
  const args = ['incident', 'resolve', ID, '--message', 'Done.', '--root', root, '--now', LATER];
  const { exitCode, screen } = await runAtTerminal(args, { steps: [] });
  expect(exitCode).toBe(0);
  expect(screen).not.toContain('?');
});

test.each([0, 2, 5, 7])('Ctrl+C after %i answers leaves nothing behind', async (answers) => {
  const root = makeAuthorRoot();
  const all: Step[] = [...OPENING, ['Write incidents', enter]];
  const stop = all[answers]?.[0] ?? '';
  const { exitCode, screen } = await runAtTerminal(['incident', 'open', '--root', root, '--now', NOW], {
    steps: [...all.slice(0, answers), [stop, ctrlC]],
    env: editorThatWrites('We are looking into it.\n'),
  });
  expect(exitCode).toBe(2);
  expect(screen.trimEnd()).toMatch(/\nStopped; nothing was written\.$/);
  expect(existsSync(join(root, 'incidents'))).toBe(false);
  expect(git(root, ['status', '--short'])).toBe('');
});

test('postmortem new asks which incident it is about, of those that are resolved and have none', async () => {
  const resolved = `${FILE}\n## Resolved · 2026-11-20T10:41:00Z\n`;
  const files = { [PATH]: resolved, 'incidents/2026/2026-11-20-z.md': FILE };
  const root = makeAuthorRoot({ files });
  const args = ['postmortem', 'new', '--dry-run', '--root', root, '--now', LATER];
  const { exitCode, screen } = await runAtTerminal(args, { steps: [['Which incident', enter]] });
  expect(screen).not.toContain('2026-11-20-z');
  expect(screen).toContain(`+incidents: [${ID}]`);
  expect(exitCode).toBe(0);
});
