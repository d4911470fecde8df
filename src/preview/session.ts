/** Reads a root folder again whenever it has changed, and has the stage show it. */
import { setTimeout as sleep } from 'node:timers/promises';

import type { SiteReading } from '../app/read-site-content.ts';
import { CONFIG_PATH } from '../content/config-file.ts';
import { StatusError } from '../errors.ts';
import type { RootFiles } from '../ports.ts';
import type { Problem } from '../schema/problems.ts';
import type { Instant } from '../schema/timestamp.ts';
import { keepLastGood } from './last-good.ts';
import type { Stage } from './stage.ts';

/** Editors write a file in several steps; one reading follows all of them. */
const BURST_MS = 40;

/** A page that is asked for later than this is read anew: time, commits and measurements go on without an edit. */
const FRESH_MS = 60_000;

/** A problem with the line of the file that it is about. */
export interface PlacedProblem {
  problem: Problem;
  /** Undefined where the problem is not about something that stands there. */
  line: string | undefined;
}

/** What came of reading the root folder once. */
export interface Reading {
  /** Another one for each reading, also of another process. */
  version: string;
  at: Instant;
  problems: PlacedProblem[];
  /** Why the page could not be made from what was read, where its problems do not tell. */
  failure: string | undefined;
}

export interface SessionPorts {
  files: RootFiles;
  stage: Stage;
  now(): Instant;
  readContent(files: RootFiles, now: Instant): Promise<SiteReading>;
  /** What `candor validate` finds, in its order. */
  findProblems(now: Instant): Promise<Problem[]>;
  describeFailure(error: unknown): string;
  onReading(reading: Reading): void;
}

export interface Session {
  /** Reads again, soon. */
  ask(): void;
  /** The newest reading, once none is under way. */
  newest(): Promise<Reading>;
}

/** The line that each problem points at, for those that point at something. */
async function placeProblems(problems: readonly Problem[], files: RootFiles): Promise<PlacedProblem[]> {
  const names = [...new Set(problems.map(({ file }) => file))];
  const found = await Promise.all(names.map((name) => files.read(name)));
  const lines = new Map(names.map((name, index) => [name, found[index]?.text?.split(/\r?\n/)]));
  return problems.map((problem) => {
    // What is missing stands nowhere; what is wrong with a whole file is told at its first letter.
    const isWhole = problem.line === 1 && problem.column === 1;
    const isThere = !isWhole && problem.received !== undefined && problem.received !== 'nothing';
    return { problem, line: isThere ? lines.get(problem.file)?.[problem.line - 1] : undefined };
  });
}

function isToldBy(problems: readonly Problem[], error: unknown): boolean {
  return (
    error instanceof StatusError && problems.some(({ file, severity }) => file === CONFIG_PATH && severity === 'error')
  );
}

/** Reads once. Never throws: what went wrong is in the reading. */
async function read(ports: SessionPorts, lastGood: RootFiles, version: string): Promise<Reading> {
  const at = ports.now();
  const [problems, shown] = await Promise.allSettled([
    ports.findProblems(at),
    ports.readContent(lastGood, at).then(({ content }) => ports.stage.show(content)),
  ]);
  const found = problems.status === 'fulfilled' ? problems.value : [];
  const failures = [problems, shown].flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  return {
    version,
    at,
    problems: await placeProblems(found, ports.files).catch(() =>
      found.map((problem) => ({ problem, line: undefined })),
    ),
    failure: failures.filter((error) => !isToldBy(found, error)).map(ports.describeFailure)[0],
  };
}

/** Reads for the first time and then each time it is asked to. */
export function startSession(ports: SessionPorts): Session {
  const started = Date.now().toString(36);
  const lastGood = keepLastGood(ports.files);
  let count = 0;
  let isStale = true;
  let readAt = Infinity;
  async function readAll(latest?: Reading): Promise<Reading> {
    if (latest !== undefined) await sleep(BURST_MS);
    isStale = false;
    const reading = await read(ports, lastGood, `${started}-${++count}`);
    if (isStale) return readAll(reading);
    readAt = reading.at;
    ports.onReading(reading);
    return reading;
  }
  let newest = readAll();
  function ask(): void {
    if (isStale) return;
    isStale = true;
    newest = newest.then((latest) => (isStale ? readAll(latest) : latest));
  }
  return {
    ask,
    newest() {
      if (ports.now() - readAt > FRESH_MS) ask();
      return newest;
    },
  };
}
