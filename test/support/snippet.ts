/** A snippet as an editor puts it into a file for somebody who accepts every default. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { formatInstant, type Instant } from '../../src/schema/timestamp.ts';
import { REPOSITORY } from './workflows.ts';

interface Snippet {
  scope: string;
  prefix: string[];
  description: string;
  body: string[];
}

/** The snippets by their names. */
export function readSnippets(): Record<string, Snippet> {
  const text = readFileSync(join(REPOSITORY, '.vscode/candor.code-snippets'), 'utf8');
  // Editors take JSON with comments, in which a comma may stand at the end of a list.
  return JSON.parse(text.replace(/,(?=\s*[\]}])/g, '')) as Record<string, Snippet>;
}

/** The variables of an editor, of which the snippets may use no other, on a clock that is an hour ahead of UTC. */
function variablesAt(now: Instant): Record<string, string> {
  const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] =
    /^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)/.exec(formatInstant(now + 3_600_000)) ?? [];
  return {
    ...{ CURRENT_YEAR: year, CURRENT_MONTH: month, CURRENT_DATE: day },
    ...{ CURRENT_HOUR: hour, CURRENT_MINUTE: minute, CURRENT_SECOND: second },
    CURRENT_TIMEZONE_OFFSET: '+01:00',
  };
}

/** The text with the first of each choice, and with every default as it is. */
export function expandSnippet({ body }: Snippet, now: Instant): string {
  const variables = variablesAt(now);
  const filled = body.join('\n').replace(/\$\{([A-Z_]+)\}/g, (whole, name: string) => variables[name] ?? whole);
  return filled.replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1').replace(/\$\{\d+:([^}]*)\}/g, '$1');
}
