/** A run of the checks that is killed, alone or with the Git commands that it runs. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { bareEnvironment } from './make-repo.ts';

const CLI = join(import.meta.dirname, '../../src/cli/candor.mjs');

interface Process {
  pid: number;
  group: number;
  command: string;
}

function readProcess(pid: number): Process[] {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    // After the name in brackets: state, parent, group.
    const [, , group] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return [{ pid, group: Number(group), command }];
  } catch {
    // It has ended meanwhile.
    return [];
  }
}

/** Kills a process, unless it has ended meanwhile. */
export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/**
 * Kills a process and what it started, but not the receiving end of a push: that runs on the remote's machine, where
 * nobody kills it, and only here in the same group of processes.
 */
export function killWithGit(leader: number): void {
  if (!existsSync('/proc/self/stat')) {
    kill(-leader);
    return;
  }
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  const group = pids.flatMap(readProcess).filter((each) => each.group === leader);
  kill(leader);
  for (const { pid, command } of group) {
    if (!/receive-pack|unpack-objects|index-pack|rev-list/.test(command)) kill(pid);
  }
}

/** Starts `candor` with these arguments and kills it after a while, with or without the Git command that it runs. */
export async function runAndKill(
  args: readonly string[],
  { afterMs, withGit }: { afterMs: number; withGit: boolean },
): Promise<void> {
  const child = spawn(process.execPath, [CLI, ...args], { env: bareEnvironment(), detached: true, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('close', resolve));
  await Promise.race([sleep(afterMs), ended]);
  if (child.exitCode === null && child.pid !== undefined) {
    if (withGit) killWithGit(child.pid);
    else kill(child.pid);
  }
  await ended;
}
