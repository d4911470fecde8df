/** One calm line on a terminal that says what is being done, gone when it is done. */
import { styleText } from 'node:util';

export interface Progress {
  /** Shows a text in place of the one before. */
  show(text: string): void;
  /** Takes the line away. */
  clear(): void;
}

/** How often the line changes at most, in milliseconds. */
const EVERY_MS = 100;

interface Terminal {
  isTTY?: boolean | undefined;
  columns?: number | undefined;
  write(text: string): unknown;
}

/** Progress on a terminal; nothing at all where the stream is none. `now` is a clock in milliseconds. */
export function createProgress(terminal: Terminal, now: () => number): Progress {
  if (terminal.isTTY !== true) return { show: () => undefined, clear: () => undefined };
  let shownAt = -Infinity;
  return {
    show(text) {
      if (now() - shownAt < EVERY_MS) return;
      shownAt = now();
      const line = text.slice(0, Math.max(0, (terminal.columns ?? 80) - 1));
      terminal.write(`\r\u001b[2K${styleText('dim', line, { validateStream: false })}`);
    },
    clear() {
      terminal.write('\r\u001b[2K');
    },
  };
}
