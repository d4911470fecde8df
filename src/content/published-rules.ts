/** What must stay of what was published: links, feeds and calendars lead to an id. */
import type { Problem } from '../schema/problems.ts';
import { problemAtKey, problemAtLine } from './finding.ts';
import { idsOf, type ParsedIncidentFile } from './incident-file.ts';

interface Drop {
  /** The file as it was published. */
  earlier: ParsedIncidentFile;
  /** Its ids that no file has any more. */
  ids: readonly string[];
  /** The file that has its name now, or says that it was formerly this. */
  heir: ParsedIncidentFile | undefined;
}

function droppedProblem({ earlier, ids, heir }: Drop): Problem {
  const rule = 'published-ids-stay';
  const message = `Cannot drop the published id${ids.length === 1 ? '' : 's'} "${ids.join('", "')}"`;
  const kept = heir === undefined ? [] : idsOf(heir).slice(1);
  const example = `formerly: [${[...kept, ...ids].join(', ')}]`;
  if (heir?.yaml === undefined) {
    return problemAtLine(earlier.path, rule, {
      line: 1,
      message,
      expected: 'the file, or another one that says it was formerly this',
      example,
      received: 'nothing',
      hint: 'Put the file back; where a text has to go, change the text.',
    });
  }
  return problemAtKey({ path: heir.path, yaml: heir.yaml }, rule, {
    at: ['formerly'],
    message,
    expected: 'it in "formerly", since links and feeds lead to it',
    example,
    received: kept.length === 0 ? 'nothing' : `formerly: [${kept.join(', ')}]`,
  });
}

/** An error for each published file of which an id, its own or an earlier one, is in no file any more. */
export function findDroppedIds(
  incidents: readonly ParsedIncidentFile[],
  published: readonly ParsedIncidentFile[],
): Problem[] {
  const heirs = new Map(incidents.flatMap((file) => idsOf(file).map((id) => [id, file])));
  const paths = new Set(published.map(({ path }) => path));
  // What a file was formerly is not known while it cannot be read, which is told already.
  const isHidden = ({ yaml }: ParsedIncidentFile): boolean => yaml === undefined;
  if (incidents.some((file) => isHidden(file) && !paths.has(file.path))) return [];
  return published.flatMap((earlier) => {
    const heir = heirs.get(earlier.id);
    const ids = idsOf(earlier).filter((id) => !heirs.has(id));
    if (ids.length === 0 || (heir !== undefined && isHidden(heir))) return [];
    return [droppedProblem({ earlier, ids, heir })];
  });
}
