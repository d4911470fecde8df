/** Whether bytes are a text that Candor reads, before anybody asks what stands in it. */
import { type Problem, showReceived } from '../schema/problems.ts';
import { problemAtLine } from './finding.ts';

/** Size beyond which a file is not opened: no incident or configuration written by people comes near it. */
export const MAX_FILE_BYTES = 1024 * 1024;

const BOM = '\uFEFF';
const FORBIDDEN_CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]|\p{Cs}|\p{NChar}/u;

export interface DecodedText {
  /** The text with a BOM dropped and line ends as LF; undefined where the bytes are no text. */
  text: string | undefined;
  problems: Problem[];
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

/** Line of the first byte sequence that is not UTF-8. */
function brokenLine(bytes: Uint8Array): number {
  const lines = new TextDecoder('latin1').decode(bytes).split('\n');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let offset = 0;
  for (const [index, line] of lines.entries()) {
    try {
      decoder.decode(bytes.subarray(offset, offset + line.length));
    } catch (error) {
      if (error instanceof TypeError) return index + 1;
      throw error;
    }
    offset += line.length + 1;
  }
  return lines.length;
}

/** Whether a text holds a control character, half a surrogate pair, or a code point that is no character. */
export function hasForbiddenCharacter(text: string): boolean {
  return FORBIDDEN_CONTROL.test(text);
}

const CONFLICT_MARK = /^(?:<{7}(?: .*)?|>{7}(?: .*)?|={7}|\|{7}(?: .*)?)$/;

/**
 * The marks of a merge that nobody has finished. Where there is one, nothing else of the text is worth a letter. A line
 * of `=` alone may underline a heading, and seven `>` may quote: they count only together.
 */
export function findConflicts(file: string, text: string): Problem[] {
  if (!/^(?:<{7}|>{7})/m.test(text)) return [];
  const marks = [...text.split('\n').entries()].filter(([, line]) => CONFLICT_MARK.test(line));
  const kinds = new Set(marks.map(([, line]) => line.charAt(0)));
  if (!kinds.has('<') && !(kinds.has('=') && kinds.has('>'))) return [];
  return marks.map(([index, line]) =>
    problemAtLine(file, 'no-conflict-marks', {
      line: index + 1,
      message: 'Cannot read a merge that is not finished',
      expected: 'one of the two versions, without the marks of the merge',
      example: 'the lines of your version alone',
      received: showReceived(line),
    }),
  );
}

function formProblems(file: string, raw: string): Problem[] {
  const problems: Problem[] = [];
  const hint = 'Run "npm run candor -- format" to rewrite the file.';
  if (raw.startsWith(BOM)) {
    problems.push(
      problemAtLine(file, 'no-byte-order-mark', {
        line: 1,
        message: 'Cannot accept a byte order mark',
        expected: 'a file that begins with its first visible character',
        example: '"---"',
        received: '"\\uFEFF"',
        hint,
      }),
    );
  }
  const carriageReturn = raw.indexOf('\r');
  if (carriageReturn !== -1) {
    problems.push(
      problemAtLine(file, 'unix-line-ends', {
        line: lineOf(raw, carriageReturn),
        message: 'Cannot accept this line end',
        expected: 'lines that end in a line feed alone',
        example: '"\\n"',
        received: raw.charAt(carriageReturn + 1) === '\n' ? '"\\r\\n"' : '"\\r"',
        hint,
      }),
    );
  }
  return problems;
}

/** Brings a text into the form in which it is read: no BOM in front, line feeds alone. */
export function normaliseText(raw: string): string {
  return (raw.startsWith(BOM) ? raw.slice(1) : raw).replace(/\r\n?/g, '\n');
}

/**
 * Reads a text as it lies in a file. A BOM and CR line ends are problems, yet the text is still given, so that nobody
 * loses a page over them; NUL, other control characters and code points that are no character leave no text.
 */
export function readText(file: string, raw: string): DecodedText {
  const problems = formProblems(file, raw);
  const text = normaliseText(raw);
  const control = FORBIDDEN_CONTROL.exec(text);
  if (control === null) return { text, problems };
  const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  problems.push(
    problemAtLine(file, 'no-control-characters', {
      line: lineOf(text, control.index),
      message: 'Cannot read a control character',
      expected: 'text',
      example: '"We are looking into it."',
      received: `U+${code}`,
      hint: 'Delete the character; an editor that shows invisible characters finds it.',
    }),
  );
  return { text: undefined, problems };
}

/** Reads bytes as UTF-8 text of at most {@link MAX_FILE_BYTES}, else tells why not. `size` is that of the whole file. */
export function decodeText(file: string, bytes: Uint8Array, size: number = bytes.length): DecodedText {
  if (size > MAX_FILE_BYTES) {
    const problem = problemAtLine(file, 'file-size', {
      line: 1,
      message: 'Cannot read a file of this size',
      expected: `at most ${MAX_FILE_BYTES} bytes`,
      example: 'a file of a few kilobytes',
      received: `${size} bytes`,
    });
    return { text: undefined, problems: [problem] };
  }
  try {
    return readText(file, new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const problem = problemAtLine(file, 'utf-8', {
      line: brokenLine(bytes),
      message: 'Cannot read the text',
      expected: 'UTF-8',
      example: 'a file saved with the encoding UTF-8',
      received: 'bytes that are not UTF-8',
    });
    return { text: undefined, problems: [problem] };
  }
}
