/** Texts that a server wrote are hostile: they are shown short, on one line, with nothing in them that acts. */
import { showInvisible } from '../schema/visible-text.ts';
import type { Redact } from './redaction.ts';

const SHOWN_LIMIT = 80;
/** How much of a text is looked through for secrets, in UTF-16 units. */
const SCANNED = 2_048;
/** Of a longer text the end of that is never shown: a secret that is cut there is not found. */
const MARGIN = 512;
const LEFT_OUT = '(a quotation that holds a secret was left out)';

/**
 * A server's text in quotation marks, without what `redact` takes out, cut to 80 characters, control and invisible
 * characters written out. Where a secret would still be read in what is left, nothing of the text is shown.
 */
export function quoteForeign(text: string, redact: Redact): string {
  const isLong = text.length > SCANNED;
  const redacted = redact(text.slice(0, SCANNED));
  const characters = Array.from(isLong ? redacted.slice(0, -MARGIN) : redacted);
  const isCut = isLong || characters.length > SHOWN_LIMIT;
  const shown = showInvisible(characters.slice(0, SHOWN_LIMIT).join(''));
  return redact(shown) === shown ? `"${shown}${isCut ? '…' : ''}"` : LEFT_OUT;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Milliseconds as people write them: `812 ms`, `1.5 s`, `10 s`, `4 min`, `25 h`, `3.5 d`. */
export function showDuration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 2 * MINUTE_MS) return `${Number((ms / 1_000).toFixed(2))} s`;
  if (ms < 2 * HOUR_MS) return `${Number((ms / MINUTE_MS).toFixed(1))} min`;
  return ms < 2 * DAY_MS ? `${Number((ms / HOUR_MS).toFixed(1))} h` : `${Number((ms / DAY_MS).toFixed(1))} d`;
}
