/** Files of results as they lie on disk: read within bounds, written whole or not at all. */
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';

import { problemAtLine } from '../content/finding.ts';
import { MAX_RESULTS_BYTES, type ParsedResults, parseResultsFile } from '../content/results-file.ts';
import { decodeText } from '../content/text.ts';
import { hasCode, StatusError } from '../errors.ts';
import type { Problem } from '../schema/problems.ts';
import { RESULTS_FORMAT } from '../schema/results.ts';

/** How far into a file its format has to be named. */
const HEAD_BYTES = 200;

function unreadable(problem: Problem): ParsedResults {
  return { problems: [problem], placeOf: () => ({ line: 1, column: 1 }) };
}

function notAFile(file: string, received: string): ParsedResults {
  const finding = { line: 1, message: `Cannot read "${file}"`, expected: 'a file of results', received };
  return unreadable(problemAtLine(file, 'results-file', finding));
}

/** Reads a file of results by its path, which letters call `name`; undefined where there is none. */
export async function readResultsFile(file: string, name: string): Promise<ParsedResults | undefined> {
  try {
    const found = await stat(file);
    if (!found.isFile()) return notAFile(name, found.isDirectory() ? 'a folder' : 'something that is no file');
    if (found.size > MAX_RESULTS_BYTES) {
      const expected = `at most ${MAX_RESULTS_BYTES} bytes`;
      const finding = {
        line: 1,
        message: 'Cannot read a file of this size',
        expected,
        received: `${found.size} bytes`,
      };
      return unreadable(problemAtLine(name, 'results-size', finding));
    }
    const { text, problems } = decodeText(name, await readFile(file), 0);
    const [problem] = problems;
    if (text === undefined && problem !== undefined) return unreadable(problem);
    return parseResultsFile(name, text ?? '');
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    if (hasCode(error, 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG')) return notAFile(name, error.code ?? '');
    throw error;
  }
}

/** Whether a regular file is one of ours, or empty, and so may be taken away. */
async function isOurs(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return bytesRead === 0 || buffer.subarray(0, bytesRead).toString('latin1').includes(`"${RESULTS_FORMAT}"`);
  } finally {
    await handle.close();
  }
}

function cannotWrite(file: string, why: string, cause?: unknown): StatusError {
  return new StatusError(`Cannot leave the results in "${file}": ${why}`, {
    hint: 'Name another file, such as --results results.json.',
    cause,
  });
}

const UNWRITABLE = [
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'EDQUOT',
  'ENOENT',
  'ENOTDIR',
  'EISDIR',
  'ENAMETOOLONG',
  'ELOOP',
];

/**
 * Takes away the results of an earlier run, so that a shard that does not come to an end leaves none. Throws a
 * StatusError where something else is there.
 */
export async function removeResults(file: string, name: string): Promise<void> {
  try {
    if (!(await stat(file)).isFile() || !(await isOurs(file))) throw cannotWrite(name, 'something else is there');
    await rm(file);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    if (hasCode(error, ...UNWRITABLE)) throw cannotWrite(name, error.code ?? '', error);
    throw error;
  }
}

/** Writes results whole or not at all. */
export async function writeResults(file: string, name: string, text: string): Promise<void> {
  const beside = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(beside, text);
    await rename(beside, file);
  } catch (error) {
    if (hasCode(error, ...UNWRITABLE)) throw cannotWrite(name, error.code ?? '', error);
    throw error;
  } finally {
    await rm(beside, { force: true });
  }
}
