/** Ids lead to one file each, and those that a file had earlier to no other. */
import type { Problem } from '../schema/problems.ts';
import { problemAtKey, problemAtLine } from './finding.ts';
import type { RepositoryRule } from './repository-rule.ts';

interface NamedFile {
  path: string;
  id: string;
}

function duplicateIds(files: readonly NamedFile[]): Problem[] {
  const first = new Map<string, string>();
  return files.flatMap(({ path, id }) => {
    const before = first.get(id);
    first.set(id, before ?? path);
    if (before === undefined) return [];
    return [
      problemAtLine(path, 'ids-unique', {
        line: 1,
        message: `Cannot use the id "${id}" twice`,
        expected: 'a file name of its own in all folders',
        example: `${id}-2.md`,
        received: `${id}.md, as ${before}`,
      }),
    ];
  });
}

const idsUnique: RepositoryRule = ({ incidents, postmortems }) => [
  ...duplicateIds(incidents),
  ...duplicateIds(postmortems),
];

/** An earlier id still answers for its file, so nobody else may take it. */
const formerIdsFree: RepositoryRule = ({ incidents }) => {
  const owners = new Map(incidents.map(({ id, path }) => [id, path]));
  return incidents.flatMap(({ path, draft: file, yaml }) => {
    if (file === undefined || yaml === undefined) return [];
    return (file.frontMatter.formerly ?? []).flatMap((id, index) => {
      const owner = owners.get(id);
      owners.set(id, owner ?? path);
      if (owner === undefined) return [];
      return [
        problemAtKey({ path, yaml }, 'former-ids-free', {
          at: ['formerly', index],
          message: `Cannot use the earlier id "${id}"`,
          expected: 'an id that no other file has or had',
          example: 'formerly: [2026-11-20-api]',
          received: `${id}, which is ${owner}`,
        }),
      ];
    });
  });
};

export const ID_RULES: readonly RepositoryRule[] = [idsUnique, formerIdsFree];
