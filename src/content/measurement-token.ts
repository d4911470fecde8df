/**
 * One measurement as a token of a day file, beside the default code of its line.
 *
 * The state comes first: nothing for `up`, `~` degraded, `!` down, `?` unknown. Then the code where it differs from the
 * line's (`*` for no code at all), then the milliseconds:
 * `41` the line's code in 41 ms · `.` the line's code, no time · `503:900` another code and its time ·
 * `503:` or `timeout` another code, no time. `-` alone is no measurement.
 */
import { MEASUREMENT_STATES, type Measurement, type MeasurementState } from '../domain/measurement.ts';

export const NO_MEASUREMENT = '-';
const NO_CODE = '*';
const NO_TIME = '.';
/** What stands before a token for its state. */
export const PREFIXES: Record<MeasurementState, string> = { up: '', degraded: '~', down: '!', unknown: '?' };
const TOKEN = /^([~!?]?)(?:(\d+)|(\.)|([A-Za-z0-9_%]+|\*):(\d+)?|([A-Za-z_%][A-Za-z0-9_%]*|\*))$/;

/** A measurement's result: all but the check and the time. */
export type Result = Pick<Measurement, 'state' | 'code' | 'ms'>;

/** A code in letters, digits and underscores; any other character becomes %XX of its UTF-8 bytes. */
export function encodeCode(code: string): string {
  return encodeURIComponent(code.toWellFormed()).replace(
    /[^A-Za-z0-9_%]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The inverse of {@link encodeCode}; undefined where a percent sign is not followed by UTF-8 bytes. */
export function decodeCode(text: string): string | undefined {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** Writes a result for a line whose default code is `lineCode`. Times are rounded to whole milliseconds. */
export function formatToken(result: Result, lineCode: string | undefined): string {
  const prefix = PREFIXES[result.state];
  const ms = result.ms === undefined ? undefined : String(Math.max(0, Math.round(result.ms)));
  const code = result.code === '' ? undefined : result.code;
  if (code === lineCode) return prefix + (ms ?? NO_TIME);
  const written = code === undefined ? NO_CODE : encodeCode(code);
  if (ms !== undefined) return `${prefix}${written}:${ms}`;
  return prefix + (/^\d/.test(written) ? `${written}:` : written);
}

const ZERO = 48;
/** More digits than any response time has, and few enough to add up without loss. */
const MAX_DIGITS = 9;

/** The number that a token is; undefined for one that is anything else. */
function parseMs(token: string): number | undefined {
  if (token === '' || token.length > MAX_DIGITS) return undefined;
  let ms = 0;
  for (let index = 0; index < token.length; index += 1) {
    const digit = token.charCodeAt(index) - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    ms = ms * 10 + digit;
  }
  return ms;
}

/** Reads a token other than `-`; undefined where it cannot be read. */
export function parseToken(token: string, lineCode: string | undefined): Result | undefined {
  // Nearly every one of the hundreds of thousands of a large page: a success with the line's code.
  const alone = parseMs(token);
  if (alone !== undefined) return { state: 'up', code: lineCode, ms: alone };
  const match = TOKEN.exec(token);
  if (match === null) return undefined;
  const [, prefix, lineMs, noTime, timedCode, codeMs, bareCode] = match;
  const state = MEASUREMENT_STATES.find((name) => PREFIXES[name] === prefix);
  if (state === undefined) return undefined;
  const time = lineMs ?? codeMs;
  const ms = time === undefined ? undefined : Number(time);
  if (lineMs !== undefined || noTime !== undefined) return { state, code: lineCode, ms };
  const written = timedCode ?? bareCode ?? NO_CODE;
  const code = written === NO_CODE ? undefined : decodeCode(written);
  return written !== NO_CODE && code === undefined ? undefined : { state, code, ms };
}
