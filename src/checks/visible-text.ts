/** Texts that a server wrote are hostile: they are shown short, on one line, with nothing in them that acts. */
import { showInvisible } from '../schema/visible-text.ts';

const SHOWN_LIMIT = 80;

/**
 * A server's text in quotation marks, cut to 80 characters, control and invisible characters written out.
 * Secrets are to be taken out before: a secret that is cut in two is no longer found.
 */
export function quoteForeign(text: string): string {
  const characters = Array.from(text.slice(0, 4 * SHOWN_LIMIT));
  const isCut = characters.length > SHOWN_LIMIT || text.length > 4 * SHOWN_LIMIT;
  return `"${showInvisible(characters.slice(0, SHOWN_LIMIT).join(''))}${isCut ? '…' : ''}"`;
}

/** Milliseconds as people write them: `812 ms`, `1.5 s`, `10 s`, `4 min`. */
export function showDuration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 120_000) return `${Number((ms / 1_000).toFixed(2))} s`;
  return `${Number((ms / 60_000).toFixed(1))} min`;
}
