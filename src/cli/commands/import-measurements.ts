import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { importMeasurements } from '../../app/measurements.ts';
import { decodeText } from '../../content/text.ts';
import { hasCode, StatusError } from '../../errors.ts';
import { formatProblem } from '../../schema/problems.ts';
import { systemClock } from '../../store/clock.ts';
import { openRepository } from '../../store/repository.ts';
import type { ExitCode } from '../exit-code.ts';
import type { JsonFlags, NowFlags, RootFlags } from '../options.ts';
import { output, printJson } from '../output.ts';
import { findRoot, standingFolder } from '../root.ts';

type Flags = RootFlags & NowFlags & JsonFlags;

async function readTable(file: string): Promise<string> {
  try {
    // A table of years is larger than anything that people write by hand, so its size is not limited.
    const { text, problems } = decodeText(file, await readFile(resolve(standingFolder(), file)), 0);
    if (text !== undefined) return text;
    throw new StatusError(problems.map(formatProblem).join('\n'));
  } catch (error) {
    if (!hasCode(error, 'ENOENT', 'EISDIR', 'ENOTDIR')) throw error;
    throw new StatusError(`Cannot open the file "${file}": there is none.`, { cause: error });
  }
}

/** `candor import measurements FILE`: the inverse of `candor data`. */
export async function runImportMeasurements(file: string, flags: Flags): Promise<ExitCode> {
  const text = await readTable(file);
  const repository = await openRepository({ root: findRoot(flags), onNotice: output.note });
  const ports = { repository, clock: systemClock, random: Math.random };
  const result = await importMeasurements(ports, { path: file, text }, flags.now ?? Date.now());
  if (flags.json === true) printJson(result);
  else output.print(`${result.read} measurements read, ${result.added} added in ${result.days} days.`);
  return 0;
}
