/** Where entries are read from and written to: the working tree, or main of the remote. */
import type { z } from 'zod';

import { readRootContent } from '../../app/read-content.ts';
import { parseFoundConfig } from '../../app/read-config.ts';
import type { ComposeContext } from '../../content/compose-problems.ts';
import { CONFIG_PATH, type ParsedConfigFile } from '../../content/config-file.ts';
import { type ParsedIncidentFile, parseIncidentFile } from '../../content/incident-file.ts';
import { type ParsedPostmortemFile, parsePostmortemFile } from '../../content/postmortem-file.ts';
import { decodeText } from '../../content/text.ts';
import { StatusError } from '../../errors.ts';
import type { RootFile } from '../../ports.ts';
import type { Config } from '../../schema/config.ts';
import { PrivateConfigSchema } from '../../schema/customers.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { commitFile } from '../../store/commit-file.ts';
import { openEntryBranch, type EntryTip } from '../../store/entry-branch.ts';
import { withRepositoryLock } from '../../store/repository.ts';
import { openRootFiles } from '../../store/root-files.ts';
import { output } from '../output.ts';
import { isPrivateRoot } from '../private-folder.ts';
import { openPullRequestFor } from './pull-request.ts';

/** Everything that is there at one moment. */
export interface PlaceContent extends ComposeContext {
  incidents: readonly ParsedIncidentFile[];
  postmortems: readonly ParsedPostmortemFile[];
  /** IANA zone of clock times. */
  timeZone: string;
  /** What to do about an entry that is not there, where it may be elsewhere. */
  elsewhere?: string | undefined;
  /** The text of a file that was there, as it lies there. */
  textOf(path: string): Promise<string | undefined>;
}

export interface EntryChange {
  path: string;
  text: string;
  /** What it was composed on; undefined for a new file. */
  before: string | undefined;
  /** Of the commit: a subject, and maybe more. */
  message: string;
  /** What is done, in few letters: `open`, for the name of a branch. */
  verb: string;
  id: string;
  at: Instant;
}

export interface Place {
  /** Reads anew, every time. */
  read(now: Instant): Promise<PlaceContent>;
  /** Writes a change that was composed on what was read last; false where somebody else has written there meanwhile. */
  write(change: EntryChange): Promise<boolean>;
}

export interface PlaceFlags {
  commit?: boolean;
  push?: boolean;
  pullRequest?: boolean;
}

/** The place that the flags mean. */
export async function openPlace(root: string, flags: PlaceFlags): Promise<Place> {
  if (flags.push === true && flags.pullRequest === true) {
    throw new StatusError('Cannot push to main and open a pull request at once: expected --push or --pull-request.');
  }
  const schema = (await isPrivateRoot(root)) ? PrivateConfigSchema : undefined;
  if (flags.push === true || flags.pullRequest === true) return openRemotePlace({ root, schema }, flags);
  return openWorkingTree({ root, schema }, flags);
}

interface PlaceOptions {
  root: string;
  schema: z.ZodType<Config> | undefined;
}

function contextOf(config: ParsedConfigFile, { now, where }: { now: Instant; where: string }) {
  if (config.problems.some(({ rule }) => rule === 'config-exists')) {
    throw new StatusError(`Cannot find ${CONFIG_PATH} ${where}.`, {
      hint: 'Name the folder that has it with --root DIR.',
    });
  }
  if (config.draft === undefined) {
    output.note(`${CONFIG_PATH} cannot be read, so components are not looked up; "candor validate" says why.`);
  }
  return { config: config.draft, now, timeZone: config.draft?.page.timeZone ?? 'Etc/UTC' };
}

async function openWorkingTree({ root, schema }: PlaceOptions, flags: PlaceFlags): Promise<Place> {
  const files = await openRootFiles(root);
  const textOf = async (path: string): Promise<string | undefined> => (await files.read(path))?.text;
  return {
    read: async (now) => {
      const { config, incidents, postmortems } = await readRootContent(files, schema);
      return { ...contextOf(config, { now, where: `in "${root}"` }), incidents, postmortems, textOf };
    },
    write: (change) =>
      withRepositoryLock(root, async () => {
        const { path, text, before } = change;
        if ((await textOf(path)) !== before) return false;
        await files.writeText(path, text);
        if (flags.commit === true) await commitChange(root, change);
        else output.note(`Wrote ${path}. It is not committed; --commit, --push and --pull-request do that.`);
        return true;
      }),
  };
}

async function commitChange(root: string, { path, message, at }: EntryChange): Promise<void> {
  const branch = await commitFile(root, { path, message, at });
  output.note(`Committed ${path} to ${branch === undefined ? 'no branch: HEAD is detached' : `"${branch}"`}.`);
}

async function openRemotePlace({ root, schema }: PlaceOptions, flags: PlaceFlags): Promise<Place> {
  const branch = await openEntryBranch(root, output.note);
  const { remote, mainBranch } = branch;
  let tip: EntryTip | undefined;
  return {
    read: async (now) => {
      const read = await branch.read();
      tip = read;
      const texts = new Map(read.incidents.map(({ path, text }) => [path, text]));
      const config = parseFoundConfig(read.config && found(read.config), schema);
      return {
        ...contextOf(config, { now, where: `on "${mainBranch}" of "${remote}"` }),
        incidents: read.incidents.map(({ path, text }) => parseIncidentFile(path, text)),
        postmortems: read.postmortems.map(({ path, text }) => parsePostmortemFile(path, text)),
        elsewhere: `Looked on "${mainBranch}" of "${remote}"; what is only here has to be committed and pushed first.`,
        textOf: (path) => Promise.resolve(texts.get(path)),
      };
    },
    write: async (change) => {
      if (tip === undefined) throw new TypeError('Cannot write before anything was read');
      const commit = { change: { path: change.path, text: change.text }, message: change.message, at: change.at };
      if (flags.pullRequest === true) {
        const name = await branch.propose(tip, commit, `candor/${change.verb}-${change.id}`);
        await openPullRequestFor({ ...branch, head: name, message: change.message }, process.env);
        return true;
      }
      const result = await branch.push(tip, commit);
      if (result.kind === 'refused') throw refused(remote, mainBranch, result.reason);
      if (result.kind === 'landed') output.note(`Pushed ${change.path} to "${mainBranch}" of "${remote}".`);
      return result.kind === 'landed';
    },
  };
}

/** Main takes no direct commits. */
export class RefusedPush extends StatusError {}

function refused(remote: string, branch: string, reason: string): RefusedPush {
  return new RefusedPush(`Cannot push to "${branch}" of the Git remote "${remote}": ${reason}`, {
    hint: 'Nothing was published. Where a rule protects the branch, use --pull-request in place of --push.',
  });
}

function found({ path, text }: { path: string; text: string }): RootFile {
  return { path, ...decodeText(path, new TextEncoder().encode(text)) };
}
