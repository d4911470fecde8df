/** Runs a program and says what it took: wall time, processor time, memory of the whole process tree. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const SAMPLE_EVERY_MS = 100;
const PAGE_BYTES = 4_096;
/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10;

export interface Cost {
  /** From start to exit. */
  wallMs: number;
  /** User and system time of the process and its descendants, to within a sample. Undefined without /proc. */
  cpuMs: number | undefined;
  /** Largest sum over the process tree at one moment, in bytes. Undefined without /proc. */
  rssBytes: number | undefined;
}

export interface Program {
  command: string;
  args: readonly string[];
  cwd: string;
  env?: Readonly<Record<string, string>>;
}

interface ProcessStat {
  parent: number;
  cpuMs: number;
  rssBytes: number;
}

function readStat(pid: string): ProcessStat | undefined {
  try {
    // The program's name stands in parentheses and may hold anything; the numbers follow the last one.
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + (fields[index] ?? 0), 0);
    return { parent: fields[1] ?? 0, cpuMs: ticks * TICK_MS, rssBytes: (fields[21] ?? 0) * PAGE_BYTES };
  } catch {
    // It has ended between the listing and now.
    return undefined;
  }
}

/** Processor time so far and memory now of a process and its descendants. */
function sampleTree(root: number): { cpuMs: number; rssBytes: number } | undefined {
  let names: string[];
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return undefined;
  }
  const stats = new Map(names.map((name) => [Number(name), readStat(name)] as const));
  const belongs = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = stats.get(at)?.parent) {
      if (at === root) return true;
    }
    return false;
  };
  const own = [...stats].filter(([pid, stat]) => stat !== undefined && belongs(pid)).map(([, stat]) => stat);
  return own.reduce<{ cpuMs: number; rssBytes: number }>(
    (sum, stat) => ({ cpuMs: sum.cpuMs + (stat?.cpuMs ?? 0), rssBytes: sum.rssBytes + (stat?.rssBytes ?? 0) }),
    { cpuMs: 0, rssBytes: 0 },
  );
}

/** What programs of the bench see: no settings of the person who runs it. */
export function benchEnvironment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', ...more };
}

/** Runs a program to its end. `sample` looks at its processes meanwhile. Rejects where it does not exit with 0. */
export function runProgram(program: Program, { sample }: { sample: boolean }): Promise<Cost> {
  const { command, args, cwd, env } = program;
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const child = spawn(command, args, { cwd, env: benchEnvironment(env), stdio: ['ignore', 'ignore', 'pipe'] });
    let cpuMs: number | undefined;
    let rssBytes: number | undefined;
    const take = (): void => {
      const found = sampleTree(child.pid ?? 0);
      if (found === undefined) return;
      cpuMs = Math.max(cpuMs ?? 0, found.cpuMs);
      rssBytes = Math.max(rssBytes ?? 0, found.rssBytes);
    };
    const timer = sample ? setInterval(take, SAMPLE_EVERY_MS) : undefined;
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      const wallMs = performance.now() - startedAt;
      if (code === 0) resolve({ wallMs, cpuMs, rssBytes });
      else reject(new Error(`${command} ${args.join(' ')} exited with ${String(code)}: ${said.trim()}`));
    });
  });
}

/** The middle one of some numbers; of an even count the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = low] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}
