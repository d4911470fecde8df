/** The branch of a form: one commit on top of main, made without a checkout and made anew with each edit of the form. */
import { StatusError } from '../errors.ts';
import type { FormBase, FormCommit, FormPush, FormRepository } from '../ports.ts';
import { buildCommit } from './build-commit.ts';
import type { Clone } from './clone.ts';
import { askRemote, fetchBranches } from './git-refs.ts';
import { pushMoves } from './push.ts';
import { openRemoteMain, readContentAt, type RemoteMain } from './remote-main.ts';
import type { RepositoryOptions } from './repository.ts';

/** Another push to the same branch may come between; two forms have two branches. */
const ATTEMPTS = 5;

/** What a commit says of itself; in a shallow clone `git log` hides its parents. */
interface Written {
  tree: string;
  parents: string[];
  message: string;
}

async function readWritten({ git }: Clone, commit: string): Promise<Written> {
  const text = await git.text(['cat-file', 'commit', commit]);
  const end = text.indexOf('\n\n');
  const fields = text.slice(0, end).split('\n');
  const valuesOf = (name: string): string[] =>
    fields.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  return { tree: valuesOf('tree')[0] ?? '', parents: valuesOf('parent'), message: text.slice(end + 2) };
}

/** The last line of a form's commit. With the tree in it, what somebody adds or amends is not taken for the form's own. */
function trailerOf(issue: number, tree: string): string {
  return `Candor-Form: #${issue} ${tree}`;
}

function isOwn({ tree, message }: Written, issue: number): boolean {
  return message.trimEnd().endsWith(`\n${trailerOf(issue, tree)}`);
}

type Place = Pick<RemoteMain, 'clone' | 'remote'>;

function buildFormCommit({ clone }: Place, base: string, form: FormCommit): Promise<string> {
  const { login, id } = form.author;
  return buildCommit(clone, base, {
    change: form.file,
    messageOf: (tree) => `${form.subject}\n\n${trailerOf(form.issue, tree)}\n`,
    author: {
      GIT_AUTHOR_NAME: login,
      // The address by which GitHub knows whose commit it is, without telling it anybody's own.
      GIT_AUTHOR_EMAIL: `${id}+${login}@users.noreply.${form.host}`,
    },
    at: form.at,
  });
}

/** What the branch has at the remote; undefined where there is none. */
async function readTip({ clone, remote }: Place, branch: string): Promise<{ commit: string; is: Written } | undefined> {
  const { commits } = await askRemote(clone.git, remote, [branch]);
  const commit = commits.get(branch);
  if (commit === undefined) return undefined;
  const options = (await clone.isShallow()) ? ['--depth=1'] : [];
  await fetchBranches(clone.git, remote, { branches: [branch], options });
  return { commit, is: await readWritten(clone, commit) };
}

async function pushForm(place: Place, base: FormBase, form: FormCommit): Promise<FormPush> {
  const { clone, remote } = place;
  const { branch, issue } = form;
  const commit = await buildFormCommit(place, base.commit, form);
  const made = await readWritten(clone, commit);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const tip = await readTip(place, branch);
    if (tip !== undefined && !isOwn(tip.is, issue)) return { kind: 'edited' };
    if (tip?.is.tree === made.tree && tip.is.parents.join() === base.commit && tip.is.message === made.message) {
      return { kind: 'pushed', commit: tip.commit };
    }
    const move = { branch, from: tip?.commit, to: commit, replaces: true };
    const result = await pushMoves(clone, remote, [move]);
    if (result.kind === 'pushed') return { kind: 'pushed', commit };
    if (result.kind === 'refused') return { kind: 'refused', reason: result.reason };
  }
  return { kind: 'refused', reason: 'others were writing to the branch all the time' };
}

/** The repository that a root folder lies in, for forms. Throws a StatusError outside Git, without a remote or a commit. */
export async function openFormRepository({
  root,
  env,
}: Pick<RepositoryOptions, 'root' | 'env'>): Promise<FormRepository> {
  const withoutRemote = new StatusError('Cannot push what a form says: this repository has no remote.');
  const { repository, clone, remote, mainBranch } = await openRemoteMain({ root, env }, withoutRemote);
  return {
    read: async () => {
      const snapshot = await repository.snapshot();
      if (snapshot.main === undefined) throw new StatusError(`Cannot find a commit on "${mainBranch}" of "${remote}".`);
      return { commit: snapshot.main, branch: mainBranch, files: await readContentAt(clone, snapshot.main) };
    },
    push: (base, form) => pushForm({ clone, remote }, base, form),
  };
}
