/** The incidents and checks that post-mortems name. */
import { sortUpdates } from '../domain/update.ts';
import { problemAtKey } from './finding.ts';
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

export const POSTMORTEM_REFERENCE_RULES: readonly RepositoryRule[] = [
  postmortemIncidentsExist,
  postmortemChecksExist,
  publishedAfterResolved,
];
