import { StatusError } from '../errors.ts';

/** What a person reads of what went wrong. Anything but a StatusError is our own fault and says so. */
export function describeFailure(error: unknown): string {
  if (error instanceof StatusError) return error.hint === undefined ? error.message : `${error.message}\n${error.hint}`;
  const message = error instanceof Error ? error.message : String(error);
  const trace = error instanceof Error && process.env['CANDOR_DEBUG'] !== undefined ? `\n${error.stack ?? ''}` : '';
  return `Candor has a fault of its own: ${message}\nSet CANDOR_DEBUG=1 to see where, and please report it.${trace}`;
}
