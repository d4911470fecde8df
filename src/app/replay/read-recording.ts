/** Reads a recording: every row at once, or a letter for each that cannot be read. */
import { openMeasurementTable } from '../../content/measurement-table.ts';
import { openLines } from '../../content/table-lines.ts';
import { StatusError } from '../../errors.ts';
import { formatProblem, type Problem } from '../../schema/problems.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { Recording } from './recording.ts';

/** Further faults of a table mostly are the same again. */
const SHOWN_PROBLEMS = 20;
const MAX_NAME = 300;
/** Histories of other programs name checks as they like, with emoji and brackets, too: whatever can be seen. */
const NAME = /^(?!-$)[^\p{C}\p{Z}](?:[^\p{C}\p{Zl}\p{Zp}]|\u200D)*$/u;

function isCheckName(text: string): boolean {
  return text.length <= MAX_NAME && NAME.test(text);
}

export interface RecordingSource {
  /** Its name, for problems. */
  file: string;
  bytes: AsyncIterable<Uint8Array>;
  /** What was recorded later is left out. */
  until: Instant;
}

/** Reads a table of measurements. Throws a StatusError that names the rows that cannot be read, the first of many. */
export async function readRecording({ file, bytes, until }: RecordingSource): Promise<Recording> {
  const recording = new Recording();
  const problems: Problem[] = [];
  let faults = 0;
  const report = (problem: Problem): void => {
    faults += 1;
    if (problems.length < SHOWN_PROBLEMS) problems.push(problem);
  };
  const readLine = openMeasurementTable({ file, report, isCheck: isCheckName });
  const onLine = (line: string): void => {
    const measurement = readLine(line);
    if (measurement !== undefined && measurement.at <= until) recording.add(measurement);
  };
  const lines = openLines({ file, report, onLine });
  for await (const chunk of bytes) {
    if (!lines.push(chunk)) break;
  }
  lines.end();
  if (faults === 0) return recording;
  const more = faults - problems.length;
  const letters = [...problems.map(formatProblem), ...(more > 0 ? [`… and ${more} more like these.`] : [])];
  throw new StatusError(letters.join('\n'), { hint: 'Nothing was replayed.' });
}
