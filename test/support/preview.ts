/** A preview as a person starts it: a process of its own, asked over HTTP. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { expect, vi } from 'vitest';

import { type CliResult, startCli } from './run-cli.ts';

const WORK_FOLDERS = path.join(import.meta.dirname, '../../.build');

export interface Preview {
  /** `http://127.0.0.1:PORT`. */
  origin: string;
  /** The HTML, or whatever it is, that an address has now. */
  read(address: string): Promise<string>;
  /** Waits until it holds one text and does not hold another. */
  until(address: string, holds: { has?: string; lacks?: string }): Promise<string>;
  /** How many work folders the process has now. */
  workFolders(): number;
  /** Asks it to end as a terminal and npm do, the one at once after the other; it may have ended. */
  interrupt(): Promise<CliResult>;
}

function countWorkFolders(pid: number | undefined): number {
  const owners = readdirSync(WORK_FOLDERS).map((name) => path.join(WORK_FOLDERS, name, 'owner'));
  return owners.filter((file) => existsSync(file) && readFileSync(file, 'utf8').endsWith(` ${pid}`)).length;
}

/** Starts `candor dev` for a root folder and waits for its address. */
export async function startPreview(root: string, args: readonly string[] = []): Promise<Preview> {
  const { child, result } = startCli(['dev', '--root', root, ...args]);
  let printed = '';
  child.stdout?.on('data', (text: string) => (printed += text));
  const hasAddress = (): void => expect(printed).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/ /);
  await vi.waitFor(hasAddress, { timeout: 60_000, interval: 20 });
  const origin = /http:\/\/[\d.:]+/.exec(printed)?.[0] ?? '';
  const read = async (address: string): Promise<string> => (await fetch(`${origin}${address}`)).text();
  return {
    origin,
    read,
    async until(address, { has, lacks }) {
      const poll = expect.poll(
        async () => {
          const text = await read(address);
          return { has: has === undefined || text.includes(has), lacks: lacks === undefined || !text.includes(lacks) };
        },
        { timeout: 60_000, interval: 20 },
      );
      await poll.toEqual({ has: true, lacks: true });
      return read(address);
    },
    workFolders: () => countWorkFolders(child.pid),
    interrupt() {
      child.kill('SIGINT');
      child.kill('SIGINT');
      return result;
    },
  };
}
