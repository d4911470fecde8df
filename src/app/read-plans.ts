/** How the plans of maintenances came to be, as far as Git tells. */
import { type ParsedIncidentFile, parseIncidentFile } from '../content/incident-file.ts';
import type { Maintenance } from '../domain/maintenance.ts';
import type { ContentHistory, Revision } from '../ports.ts';
import type { Entry, PlanHistory } from '../site/site-content.ts';
import { namesOf } from './shown-files.ts';

interface PlanSources {
  parsed: readonly ParsedIncidentFile[];
  /** Undefined outside Git. */
  history: ContentHistory | undefined;
}

/** Of each maintenance by its id. Of a shallow clone nothing, as it does not know what came first. */
export async function readPlans(
  entries: readonly Entry[],
  { parsed, history }: PlanSources,
): Promise<Map<string, PlanHistory>> {
  if (history === undefined || history.isShallow) return new Map();
  const paths = new Map(parsed.map(({ id, path }) => [id, path]));
  const read = entries
    .filter((entry) => entry.kind === 'maintenance')
    .map(async (maintenance) => {
      const path = paths.get(maintenance.id);
      const plan = path === undefined ? undefined : await readPlan(maintenance, path, history);
      return plan === undefined ? [] : [[maintenance.id, plan] as const];
    });
  return new Map((await Promise.all(read)).flat());
}

/** Undefined of a file that was never committed. */
async function readPlan(
  { frontMatter }: Maintenance,
  path: string,
  history: ContentHistory,
): Promise<PlanHistory | undefined> {
  const revisions: { path: string; revision: Revision }[] = [];
  for await (const name of namesOf(path, { history, formerly: frontMatter.formerly ?? [] })) {
    for (const revision of await history.readRevisions(name)) revisions.push({ path: name, revision });
  }
  const [first, ...later] = revisions.reverse();
  if (first === undefined) return undefined;
  const plan = { createdAt: first.revision.at, changedAt: first.revision.at, changes: 0 };
  let known = windowsOf(first);
  for (const each of later) {
    const windows = windowsOf(each) ?? known;
    if (known !== undefined && windows !== known) Object.assign(plan, countChange(plan, each.revision));
    known = windows;
  }
  // What is not committed yet is told by a preview alone, and by a build that somebody makes by hand.
  const isEdited = known !== undefined && JSON.stringify(frontMatter.scheduled) !== known;
  return isEdited ? { ...plan, changes: plan.changes + 1 } : plan;
}

function countChange({ changes }: PlanHistory, { at }: Revision): Partial<PlanHistory> {
  return { changes: changes + 1, changedAt: at };
}

/** Undefined of a revision that cannot be read, or was of another kind. */
function windowsOf({ path, revision }: { path: string; revision: Revision }): string | undefined {
  const frontMatter = parseIncidentFile(path, revision.text).file?.frontMatter;
  return frontMatter?.kind === 'maintenance' ? JSON.stringify(frontMatter.scheduled) : undefined;
}
