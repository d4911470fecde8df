import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { StatusError } from '../errors.ts';

/** What Astro, Vite and its bundler attach to their errors, where they know it. */
interface Located {
  message?: string;
  loc?: { file?: string | undefined; line?: number | undefined } | undefined;
  id?: string | undefined;
  hint?: string | undefined;
  /** The bundler throws one error about several. */
  errors?: Located[] | undefined;
}

interface RenderPlace {
  /** The page that was being rendered, where one was. */
  pathname: string | undefined;
  engineFolder: string;
  /** Templates are named relative to it. */
  workFolder: string;
}

/**
 * Turns what Astro threw into what a person is told: the page, the template with its line where that is known, and the
 * reason. A StatusError passes through.
 */
export function describeRenderError(error: unknown, place: RenderPlace): StatusError {
  if (error instanceof StatusError) return error;
  const thrown: Located = typeof error === 'object' && error !== null ? error : { message: String(error) };
  const located = thrown.errors?.[0] ?? thrown;
  const what =
    place.pathname === undefined ? 'Cannot build the pages' : `Cannot render the page ${decodeURI(place.pathname)}`;
  return new StatusError(`${what}${describeFile(located, place)}: ${firstLine(located.message ?? 'unknown reason')}`, {
    cause: error,
    ...(located.hint === undefined ? {} : { hint: firstLine(located.hint) }),
  });
}

function describeFile({ loc, id }: Located, { engineFolder, workFolder }: RenderPlace): string {
  const file = loc?.file ?? id;
  if (file === undefined) return '';
  const absolute = file.startsWith('file:') ? fileURLToPath(file) : path.resolve(workFolder, file);
  const line = loc?.line === undefined ? '' : `:${loc.line}`;
  return ` (${path.relative(engineFolder, absolute)}${line})`;
}

/** The first line that says something, without colours. */
function firstLine(text: string): string {
  return (
    text
      .replace(/\u001b\[[0-9;]*m/g, '')
      .trim()
      .split('\n', 1)[0] ?? ''
  );
}
