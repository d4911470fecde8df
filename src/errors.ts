/** What a person is told when a command could not run. Anything else that is thrown is a bug and keeps its stack. */
export class StatusError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'StatusError';
    this.hint = options.hint;
  }
}

/** Whether an error is one of Node or the operating system with one of these codes: `ENOENT`, `ERR_INVALID_CHAR`. */
export function hasCode(error: unknown, ...codes: string[]): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);
}

/** A letter about the private root that everybody may read: it says nothing of what lies there. */
export class PrivateRootError extends StatusError {}
