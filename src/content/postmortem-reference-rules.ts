/** The incidents and checks that post-mortems name, and what these have to do with their times. */
import { sortUpdates } from '../domain/update.ts';
import { formatDay } from '../schema/timestamp.ts';
import { problemAtKey } from './finding.ts';
import type { ParsedIncidentFile } from './incident-file.ts';
import { textsAt } from './raw-data.ts';
import { checkIds, referenceProblems, type RepositoryRule } from './repository-rule.ts';

const postmortemIncidentsExist: RepositoryRule = ({ incidents, postmortems }) => {
  const known = incidents.map(({ id }) => id);
  return postmortems.flatMap(({ path, yaml }) => {
    if (yaml === undefined) return [];
    return textsAt(yaml.data, ['incidents']).flatMap(({ text: id, path: at }) =>
      referenceProblems({ file: { path, yaml }, at, what: 'incident', id, known }),
    );
  });
};

const postmortemChecksExist: RepositoryRule = ({ config, postmortems }) => {
  if (config === undefined) return [];
  const known = checkIds(config);
  return postmortems.flatMap(({ path, draft: file, yaml }) => {
    if (file === undefined || yaml === undefined) return [];
    return file.frontMatter.factors.flatMap(({ becomes }, index) => {
      if (becomes.kind !== 'monitor') return [];
      const at = ['factors', index, 'becomes', 'check'];
      return referenceProblems({ file: { path, yaml }, at, what: 'check', id: becomes.check, known });
    });
  });
};

const publishedAfterResolved: RepositoryRule = ({ incidents, postmortems }) => {
  const files = new Map(incidents.map(({ id, draft }) => [id, draft]));
  return postmortems.flatMap(({ path, draft: file, yaml }) => {
    if (file === undefined || yaml === undefined || file.frontMatter.status !== 'published') return [];
    return file.frontMatter.incidents.flatMap((id, index) => {
      const latest = sortUpdates(files.get(id)?.updates ?? []).at(-1);
      if (latest === undefined || latest.phase === 'resolved') return [];
      return [
        problemAtKey({ path, yaml }, 'published-after-resolved', {
          at: ['incidents', index],
          message: `Cannot publish a post-mortem while "${id}" is open`,
          expected: 'a resolved incident, or another status',
          example: 'status: draft',
          received: latest.phase,
        }),
      ];
    });
  });
};

/** The UTC day on which the last of these incidents ended, or was last written about. */
function lastDayOf(ids: readonly string[], incidents: readonly ParsedIncidentFile[]): string | undefined {
  const ends = incidents
    .filter(({ id }) => ids.includes(id))
    .flatMap(({ updates }) => sortUpdates(updates).at(-1)?.at ?? []);
  return ends.length === 0 ? undefined : formatDay(Math.max(...ends));
}

/** What is done so that an incident does not come back is done after it. */
const actionsDueAfterIncident: RepositoryRule = ({ incidents, postmortems }) =>
  postmortems.flatMap(({ path, draft: file, yaml }) => {
    if (file === undefined || yaml === undefined) return [];
    const lastDay = lastDayOf(file.frontMatter.incidents, incidents);
    return file.frontMatter.actions.flatMap(({ id, due }, index) => {
      if (lastDay === undefined || due >= lastDay) return [];
      return [
        problemAtKey({ path, yaml }, 'actions-due-after-incident', {
          at: ['actions', index, 'due'],
          message: `Cannot be done with the action "${id}" before the incident was over`,
          expected: `a day from ${lastDay} on`,
          example: `due: ${lastDay}`,
          received: due,
        }),
      ];
    });
  });

export const POSTMORTEM_REFERENCE_RULES: readonly RepositoryRule[] = [
  postmortemIncidentsExist,
  postmortemChecksExist,
  publishedAfterResolved,
  actionsDueAfterIncident,
];
