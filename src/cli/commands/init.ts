import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { type Beginning, findMisfits, readBeginning } from '../../app/init.ts';
import { CONFIG_PATH, parseConfigFile } from '../../content/config-file.ts';
import { formatNewStatusFile } from '../../content/new-status-file.ts';
import { StatusError } from '../../errors.ts';
import type { RootFiles } from '../../ports.ts';
import { formatProblem } from '../../schema/problems.ts';
import { formatDay, type Instant } from '../../schema/timestamp.ts';
import { findClone } from '../../store/clone.ts';
import { commitFiles } from '../../store/commit-file.ts';
import { type Forge, forgeOf, readRemoteUrl } from '../../store/remote-url.ts';
import { removeRootFile } from '../../store/remove-root-file.ts';
import { openRootFiles } from '../../store/root-files.ts';
import { openAsker } from '../author/asker.ts';
import type { ExitCode } from '../exit-code.ts';
import { askForAnswers, type InitAnswers, type Offers, readAnswers } from '../init/answers.ts';
import { describeNextSteps } from '../init/next-steps.ts';
import type { NowFlags, RootFlags } from '../options.ts';
import { output } from '../output.ts';
import { findRoot } from '../root.ts';

type Flags = RootFlags & NowFlags & InitAnswers & { yes?: boolean; force?: boolean; commit?: boolean };

/** More of them help nobody at once. */
const MANY = 10;
const SCHEMA = '.github/schemas/status.schema.json';
const ID_LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

function makePageId(): string {
  return Array.from({ length: 12 }, () => ID_LETTERS.charAt(randomInt(ID_LETTERS.length))).join('');
}

function isGitHub(forge: Forge | undefined): boolean {
  const own = process.env['GITHUB_SERVER_URL'] ?? 'https://github.com';
  return forge !== undefined && [own, 'https://github.com'].includes(forge.server);
}

/** The address that GitHub gives a repository's page, and the name of whoever owns it. */
function offersOf(forge: Forge | undefined): Offers {
  const [owner = '', name = ''] = forge?.repository.split('/') ?? [];
  if (!isGitHub(forge) || owner === '') return { name: undefined, url: undefined };
  const host = `${owner.toLowerCase()}.github.io`;
  return { name: owner, url: name.toLowerCase() === host ? `https://${host}` : `https://${host}/${name}` };
}

async function completeAnswers(flags: Flags, forge: Forge | undefined): Promise<InitAnswers> {
  const offers = offersOf(forge);
  if (flags.yes === true) {
    const [name, url] = [flags.name ?? offers.name, flags.url ?? offers.url];
    return { ...flags, ...(name !== undefined && { name }), ...(url !== undefined && { url }) };
  }
  const isSaid = flags.name !== undefined && flags.url !== undefined && flags.checkUrl !== undefined;
  const asker = isSaid ? undefined : openAsker();
  if (asker === undefined) return flags;
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return { timeZone, ...(await askForAnswers(asker, flags, offers)) };
}

/** The text of the new status.yml. Throws a StatusError for what would not be right in it. */
function compose(root: string, flags: Flags, answers: InitAnswers & { pageId: string }): { text: string; url: string } {
  const status = readAnswers(answers);
  const text = formatNewStatusFile({
    ...status,
    pageId: answers.pageId,
    since: formatDay(flags.now ?? Date.now()),
    hasSchema: existsSync(join(root, SCHEMA)),
  });
  const { problems } = parseConfigFile(text);
  if (problems.length === 0) return { text, url: status.url };
  throw new StatusError(`Cannot begin a page; nothing was written.\n${problems.map(formatProblem).join('\n')}`);
}

/** A name beside status.yml that nothing has yet. */
function freeName(root: string): string {
  for (let count = 1; ; count += 1) {
    const name = `status.old${count === 1 ? '' : `-${count}`}.yml`;
    if (!existsSync(join(root, name))) return name;
  }
}

/** Tells of the files of others, and of those of them that were right beside the old status.yml alone. */
async function tellOfKept(files: RootFiles, kept: readonly string[], now: Instant): Promise<void> {
  if (kept.length === 0) return;
  output.note(`Left as they are, since somebody has written in them: ${kept.join(', ')}.`);
  const misfits = await findMisfits(files, kept, now);
  if (misfits.length === 0) return;
  output.note('They do not all go with the new status.yml. Correct these, or delete the files that you do not want:');
  for (const problem of misfits.slice(0, MANY)) output.note(formatProblem(problem));
  if (misfits.length > MANY) output.note(`${misfits.length - MANY} more; "candor validate" tells them all.`);
}

async function write(root: string, text: string, { replaced, examples }: Beginning): Promise<void> {
  const files = await openRootFiles(root);
  if (replaced !== undefined) {
    const name = freeName(root);
    await files.writeText(name, replaced);
    output.note(`Kept the old ${CONFIG_PATH} as ${name}.`);
  }
  await files.writeText(CONFIG_PATH, text);
  output.note(`Wrote ${CONFIG_PATH}.`);
  for (const path of examples) await removeRootFile(root, path);
  if (examples.length > 0) output.note(`Removed ${examples.length} examples of the template.`);
}

/** `candor init`: makes a root folder one's own. */
export async function runInit(flags: Flags): Promise<ExitCode> {
  const root = findRoot(flags);
  const clone = await findClone(root);
  if (flags.commit === true && clone === undefined) {
    throw new StatusError(`Cannot commit: "${root}" lies in no Git repository.`, {
      hint: 'Nothing was written. Make one with "git init", or leave out --commit.',
    });
  }
  const beginning = await readBeginning(await openRootFiles(root), flags.force === true);
  const forge = forgeOf((clone === undefined ? undefined : await readRemoteUrl(clone)) ?? '');
  const answers = await completeAnswers(flags, forge);
  const { text, url } = compose(root, flags, { ...answers, pageId: beginning.pageId ?? makePageId() });
  await write(root, text, beginning);
  await tellOfKept(await openRootFiles(root), beginning.kept, flags.now ?? Date.now());
  if (flags.commit === true) {
    const paths = [CONFIG_PATH, ...beginning.examples];
    const at = flags.now ?? Date.now();
    await commitFiles(root, { paths, first: CONFIG_PATH, message: 'Begin a page of our own', at });
    output.note('Committed that, and nothing else.');
  }
  const hasEngine = existsSync(join(root, 'src/cli/candor.mjs'));
  const { hostname: host } = new URL(url);
  const isCommitted = flags.commit === true;
  output.print(describeNextSteps({ forge, isGitHub: isGitHub(forge), isCommitted, hasEngine, host }));
  return 0;
}
