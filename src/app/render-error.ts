import path from 'node:path';

import { StatusError } from '../errors.ts';

/** What Astro and Vite attach to their errors, where they know it. */
interface Located {
  loc?: { file?: string | undefined; line?: number | undefined };
  id?: string;
  hint?: string;
}

/**
 * Turns what Astro threw into what a person is told: the page, the template with its line where that is known, and the
 * reason. A StatusError passes through.
 */
export function describeRenderError(
  error: unknown,
  { pathname, engineFolder }: { pathname: string | undefined; engineFolder: string },
): StatusError {
  if (error instanceof StatusError) return error;
  const located: Located = typeof error === 'object' && error !== null ? error : {};
  const file = located.loc?.file ?? located.id;
  const line = located.loc?.line === undefined ? '' : `:${located.loc.line}`;
  const place = file === undefined ? '' : ` (${relativeTo(engineFolder, file)}${line})`;
  const reason = error instanceof Error ? error.message : String(error);
  const what = pathname === undefined ? 'Cannot build the pages' : `Cannot render the page ${pathname}`;
  return new StatusError(`${what}${place}: ${firstLine(reason)}`, {
    cause: error,
    ...(located.hint === undefined ? {} : { hint: firstLine(located.hint) }),
  });
}

function relativeTo(engineFolder: string, file: string): string {
  const plain = file.replace(/^file:\/\//, '');
  if (!path.isAbsolute(plain)) return plain;
  // The pages' own folder is a fresh one in every build, and templates are named relative to it.
  return path.relative(engineFolder, plain);
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}
