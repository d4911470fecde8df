/** What a person is told when a command could not run. Anything else that is thrown is a bug and keeps its stack. */
export class StatusError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'StatusError';
    this.hint = options.hint;
  }
}
