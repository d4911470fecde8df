/** The one place that starts Git: always with an argument list, never through a shell, and without running any hook. */
import { spawn } from 'node:child_process';
import { devNull } from 'node:os';

import { StatusError } from '../errors.ts';
import { outwaitLock } from './git-lock.ts';
import { unwritable } from './unwritable.ts';

export interface GitOptions {
  stdin?: string | Uint8Array | undefined;
  /** Added to the environment of this one command. */
  env?: Readonly<Record<string, string>> | undefined;
}

/** Git in one folder. Both methods throw {@link GitError} on a non-zero exit, and a StatusError where nothing can be written. */
export interface Git {
  readonly cwd: string;
  /** What the command prints, as UTF-8. */
  text(args: readonly string[], options?: GitOptions): Promise<string>;
  bytes(args: readonly string[], options?: GitOptions): Promise<Buffer>;
}

/** A Git command that exited with an error; its texts hold no credentials. The caller decides what it means. */
export class GitError extends Error {
  readonly command: string;
  /** Undefined where a signal ended the command. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;

  constructor(failure: { command: string; exitCode: number | undefined; stdout: string; stderr: string }) {
    const stderr = redact(failure.stderr).trim();
    super(`git ${failure.command} failed: ${stderr === '' ? `exit code ${String(failure.exitCode)}` : stderr}`);
    this.name = 'GitError';
    this.command = failure.command;
    this.exitCode = failure.exitCode;
    this.stdout = redact(failure.stdout);
    this.stderr = stderr;
  }
}

/** Removes user names, passwords and tokens from the URLs in a text. */
export function redact(text: string): string {
  return text.replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/'"]*@/gi, '$1');
}

/** Settings of the user or the repository that would start programs, ask questions, push more or print otherwise. */
const CONFIG = [
  `core.hooksPath=${devNull}`,
  'core.fsmonitor=false',
  'submodule.recurse=false',
  'fetch.recurseSubmodules=false',
  'push.recurseSubmodules=no',
  'push.followTags=false',
  'push.gpgSign=false',
  'log.showSignature=false',
  // Of the empty file of grafts below: it would stand in every message.
  'advice.graftFileDeprecated=false',
  'log.diffMerges=separate',
  `diff.orderFile=${devNull}`,
  'i18n.commitEncoding=UTF-8',
  'i18n.logOutputEncoding=UTF-8',
  'http.lowSpeedLimit=100',
  'http.lowSpeedTime=30',
].flatMap((setting) => ['-c', setting]);

/** What a surrounding Git command (a hook, an alias) sets for its own repository; here `cwd` alone decides. */
const FOREIGN =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|PREFIX|NAMESPACE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|QUARANTINE_PATH|AUTHOR_DATE|COMMITTER_DATE|GLOB_PATHSPECS|NOGLOB_PATHSPECS|ICASE_PATHSPECS|EXTERNAL_DIFF|SHALLOW_FILE|TRACE.*|CONFIG)$/;

function environment(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(base).filter(([name]) => !FOREIGN.test(name) && name !== 'LANGUAGE');
  return {
    ...Object.fromEntries(own),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LITERAL_PATHSPECS: '1',
    // What one clone puts in the place of commits no other has: history is told as everybody has it.
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: devNull,
  };
}

/** What Git says where this system does not let it write; lines that begin with `remote:` speak of another one. */
const FORBIDDEN =
  /^(?!remote:).*?(insufficient permission for adding an object|Unable to create '.+': (?:Permission denied|Read-only file system))/im;

/** Git in the folder `cwd`, with the identity, credentials and configuration that `env` leads to. */
export function createGit(cwd: string, env: NodeJS.ProcessEnv = process.env): Git {
  const base = environment(env);
  const bytes: Git['bytes'] = async (args, options = {}) => {
    const execution = { cwd, env: { ...base, ...options.env }, stdin: options.stdin };
    const result = await outwaitLock(() => execute(args, execution));
    if (result.exitCode === 0) return result.stdout;
    const forbidden = FORBIDDEN.exec(result.stderr)?.[1];
    if (forbidden !== undefined) throw unwritable(forbidden);
    const stdout = result.stdout.subarray(0, 100_000).toString('utf8');
    throw new GitError({ command: args[0] ?? '', exitCode: result.exitCode, stdout, stderr: result.stderr });
  };
  return { cwd, bytes, text: async (args, options) => (await bytes(args, options)).toString('utf8') };
}

interface Execution {
  cwd: string;
  env: NodeJS.ProcessEnv;
  stdin: string | Uint8Array | undefined;
}

interface Executed {
  exitCode: number | undefined;
  stdout: Buffer;
  stderr: string;
}

function execute(args: readonly string[], { cwd, env, stdin }: Execution): Promise<Executed> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...CONFIG, ...args], { cwd, env, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'ENOENT' ? notStarted(cwd, error) : error);
    });
    child.on('close', (code) => {
      const message = Buffer.concat(stderr).toString('utf8');
      resolve({ exitCode: code ?? undefined, stdout: Buffer.concat(stdout), stderr: message });
    });
    // A command that ends before it has read everything closes the pipe; its exit code says why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin ?? '');
  });
}

function notStarted(cwd: string, cause: Error): StatusError {
  return new StatusError(`Cannot run Git in "${cwd}": expected the folder to exist and the program "git" on the PATH`, {
    hint: 'Install Git from https://git-scm.com and run the command again',
    cause,
  });
}
