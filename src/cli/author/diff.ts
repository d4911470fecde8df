/** A change of a file as people read it. */
import { createTwoFilesPatch } from 'diff';

import { showInvisible } from '../../schema/visible-text.ts';
import { output } from '../output.ts';

/** What would steer the terminal is written out; a tab is only wide. */
function showLine(line: string): string {
  return line.split('\t').map(showInvisible).join('\t');
}

function paint(line: string): string {
  const shown = showLine(line);
  if (/^(?:\+\+\+|---) /.test(line)) return output.style('bold', shown);
  if (line.startsWith('@@')) return output.style('cyan', shown);
  if (line.startsWith('+')) return output.style('green', shown);
  return line.startsWith('-') ? output.style('red', shown) : shown;
}

/** A unified diff, in colour on a terminal; `before` is undefined for a new file. */
export function renderDiff(path: string, before: string | undefined, after: string): string {
  const [from, to] = [before === undefined ? '/dev/null' : `a/${path}`, `b/${path}`];
  const patch = createTwoFilesPatch(from, to, before ?? '', after, undefined, undefined, { context: 3 });
  return patch
    .split('\n')
    .filter((line) => !line.startsWith('====='))
    .map((line) => line.replace(/\t$/, ''))
    .map(paint)
    .join('\n')
    .trimEnd();
}
