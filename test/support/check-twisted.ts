/** Holds what we tell of a random history against what a walk over its commits tells. */
import { expect } from 'vitest';

import { readProvenance } from '../../src/app/provenance.ts';
import type { Edit } from '../../src/domain/provenance.ts';
import { readHistory } from '../../src/store/history.ts';
import { makeConfig } from './builders.ts';
import { bareEnvironment, git } from './make-repo.ts';
import { tellByWalking } from './reference-provenance.ts';
import { makeTwistedHistory, type TwistedHistory } from './twisted-history.ts';

/** In the words of the walk. */
function tell(edit: Edit): string {
  const { commit } = edit.publication;
  if (edit.subject === 'entry') return `${commit} ${edit.isGone ? 'gone' : 'back'}`;
  if (edit.subject === 'fact') return `${commit} ${edit.fact}`;
  if (edit.subject === 'introduction') return `${commit} introduction`;
  const [was, is] = [edit.before?.at, edit.after?.at];
  if (was === undefined) return `${commit} restored ${is ?? ''}`;
  if (is === undefined) return `${commit} removed ${was}`;
  return was === is ? `${commit} changed ${was}` : `${commit} moved ${was} ${is}`;
}

/** When each commit came, by the dates of those whose clock was right. */
function timesOf({ repo, dates }: TwistedHistory): Map<string, number> {
  let latest = 0;
  const line = git(repo, ['rev-list', '--first-parent', '--reverse', 'main']).split('\n');
  return new Map(
    line.map((commit, index) => {
      const date = dates[index];
      if (date?.isRight === true) latest = date.at;
      return [commit, latest];
    }),
  );
}

/** Fails where the two tell anything differently. */
export async function checkTwistedHistory(random: () => number): Promise<void> {
  const twisted = makeTwistedHistory(random);
  const { repo, entry } = twisted;
  const history = await readHistory({ root: repo, paths: ['incidents'], env: bareEnvironment() });
  const provenance = (await readProvenance([entry], { history, deploys: [], config: makeConfig() })).get(entry.id);
  if (provenance === undefined) expect.fail('nothing is known');
  const walked = tellByWalking(repo, [entry.id, ...entry.frontMatter.formerly]);
  expect(provenance.edits.map(tell).sort()).toEqual(walked.edits.sort());
  const published = [...provenance.published].map(([time, { commit }]) => `${time} ${commit}`);
  expect(published.sort()).toEqual(walked.published.sort());
  expect(provenance.first?.commit).toBe(walked.first);
  const times = timesOf(twisted);
  for (const { publication } of provenance.edits) expect(publication.at).toBe(times.get(publication.commit));
}
