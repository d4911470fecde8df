/** Lines of a table of any size, out of bytes as they come. */
import { type Problem, showReceived } from '../schema/problems.ts';
import { problemAtLine } from './finding.ts';
import { hasForbiddenCharacter } from './text.ts';

/** More than any row has; what comes without a line end for longer is no table. */
const MAX_LINE_BYTES = 1024 * 1024;
const LINE_FEED = 0x0a;

export interface LineSource {
  /** Its name, for problems. */
  file: string;
  /** Gets every line without its end, also of those with a fault, as an empty one. */
  onLine(line: string): void;
  report(problem: Problem): void;
}

export interface LineReader {
  /** Takes the next bytes. False once nothing further is worth reading. */
  push(bytes: Uint8Array): boolean;
  /** Takes what is left after the last line end. */
  end(): void;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of bytes; undefined where they are not UTF-8. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function lineFault(source: LineSource, line: number, [message, expected, received]: [string, string, string]): void {
  source.report(problemAtLine(source.file, 'table-lines', { line, message, expected, received }));
}

/** Splits bytes into lines of UTF-8, whatever their line ends are. A line that is no text is reported at its place. */
export function openLines(source: LineSource): LineReader {
  let rest: Uint8Array = new Uint8Array();
  let line = 0;
  const take = (text: string): void => {
    line += 1;
    const isText = !hasForbiddenCharacter(text);
    if (!isText) lineFault(source, line, ['Cannot read a control character', 'text', showReceived(text)]);
    source.onLine(isText ? text : '');
  };
  const takeBroken = (bytes: Uint8Array): void => {
    const text = decode(bytes);
    if (text !== undefined) return take(text.replace(/\r$/, ''));
    line += 1;
    lineFault(source, line, ['Cannot read the text', 'UTF-8', 'bytes that are not UTF-8']);
    source.onLine('');
  };
  const takeAll = (bytes: Uint8Array): void => {
    const text = decode(bytes);
    if (text === undefined) splitBytes(bytes).forEach(takeBroken);
    else text.split(/\r\n?|\n/).forEach(take);
  };
  return {
    push(bytes) {
      const joined = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      const end = joined.lastIndexOf(LINE_FEED);
      rest = joined.slice(end + 1);
      if (end !== -1) takeAll(joined.subarray(0, joined[end - 1] === 0x0d ? end - 1 : end));
      if (rest.length <= MAX_LINE_BYTES) return true;
      lineFault(source, line + 1, ['Cannot read a line of this length', 'a row of a table', `${rest.length} bytes`]);
      rest = new Uint8Array();
      return false;
    },
    end() {
      if (rest.length > 0 || line === 0) takeAll(rest);
    },
  };
}

function splitBytes(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return [...lines, bytes.subarray(start)];
}
