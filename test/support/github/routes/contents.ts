/** Branches, files on them, statuses of commits, and what people may do. */
import { createHash } from 'node:crypto';

import { API, MADE_AT, makeUser, type Schemas, WEB } from '../objects.ts';
import { type BranchOnGitHub } from '../repository.ts';
import { conflict, made, NOT_FOUND, NOTHING, ok, route, unprocessable } from '../route.ts';

/** The id that Git gives to a text. */
function blobOf(text: string): string {
  const bytes = Buffer.from(text);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

function makeRef(name: string, branch: string, commit: string): Schemas['git-ref'] {
  const object = { type: 'commit', sha: commit, url: `${API}/repos/${name}/git/commits/${commit}` };
  return {
    ref: `refs/heads/${branch}`,
    node_id: 'REF_1',
    url: `${API}/repos/${name}/git/refs/heads/${branch}`,
    object,
  };
}

function makeContentFile(name: string, path: string, text: string) {
  const sha = blobOf(text);
  const [url, page] = [`${API}/repos/${name}/contents/${path}`, `${WEB}/${name}/blob/main/${path}`];
  const git = `${API}/repos/${name}/git/blobs/${sha}`;
  const content = Buffer.from(text).toString('base64').replaceAll(/.{60}/g, '$&\n');
  return {
    ...{ type: 'file', encoding: 'base64', size: Buffer.byteLength(text), name: path.replace(/^.*\//, ''), path, sha },
    ...{ url, git_url: git, html_url: page, download_url: page, _links: { git, html: page, self: url }, content },
  } satisfies Schemas['content-file'];
}

function isStale(branch: BranchOnGitHub, path: string, sha: string | undefined): boolean {
  const known = branch.files.get(path);
  return known !== undefined && sha !== undefined && blobOf(known) !== sha;
}

export const CONTENT_ROUTES = [
  route('get', '/repos/{owner}/{repo}/git/ref/{ref}', {
    answer({ repository, name, part }) {
      const branch = part('ref').replace(/^heads\//, '');
      const known = repository.branches.get(branch);
      return known === undefined ? NOT_FOUND : ok(makeRef(name, branch, known.commit));
    },
  }),
  route('post', '/repos/{owner}/{repo}/git/refs', {
    answer({ repository, name, body: { ref, sha } }) {
      const branch = ref.replace(/^refs\/heads\//, '');
      if (repository.branches.has(branch)) {
        return unprocessable('Reference already exists');
      }
      const from = [...repository.branches.values()].find(({ commit }) => commit === sha);
      repository.branches.set(branch, { commit: sha, files: new Map(from?.files) });
      return made(makeRef(name, branch, sha));
    },
  }),
  route('delete', '/repos/{owner}/{repo}/git/refs/{ref}', {
    answer({ repository, part }) {
      if (repository.branches.delete(part('ref').replace(/^heads\//, ''))) return NOTHING;
      return unprocessable('Reference does not exist');
    },
  }),
  route('get', '/repos/{owner}/{repo}/contents/{path}', {
    query: ['ref'],
    answer({ repository, name, part, query }) {
      const text = repository.branches.get(query('ref') ?? 'main')?.files.get(part('path'));
      return text === undefined ? NOT_FOUND : ok(makeContentFile(name, part('path'), text));
    },
  }),
  route('put', '/repos/{owner}/{repo}/contents/{path}', {
    answer({ repository, name, part, body: { content, branch: branchName = 'main', sha, message } }) {
      const [branch, path] = [repository.branches.get(branchName), part('path')];
      if (branch === undefined) return NOT_FOUND;
      if (branch.files.has(path) && sha === undefined) {
        return unprocessable(`Invalid request.\n\n"sha" wasn't supplied.`);
      }
      if (isStale(branch, path, sha)) {
        return conflict(`${path} does not match ${String(sha)}`);
      }
      const text = Buffer.from(content, 'base64').toString();
      branch.files.set(path, text);
      const parents = [{ sha: branch.commit }];
      branch.commit = createHash('sha1').update(`${branch.commit} ${path} ${text}`).digest('hex');
      const commit = { sha: branch.commit, message, parents };
      return ok({ content: makeContentFile(name, path, text), commit });
    },
  }),
  route('post', '/repos/{owner}/{repo}/statuses/{sha}', {
    answer({ repository, name, part, body: { state, context = 'default', description, target_url } }) {
      const commit = part('sha');
      const status: Schemas['status'] = {
        ...{ id: repository.commitStatuses.length + 1, node_id: 'SC_1', state, context, avatar_url: null },
        ...{ description: description ?? null, target_url: target_url ?? null, creator: makeUser('acme') },
        ...{ created_at: MADE_AT, updated_at: MADE_AT, url: `${API}/repos/${name}/statuses/${commit}` },
      };
      repository.commitStatuses.push({ commit, status });
      return made(status);
    },
  }),
  route('get', '/repos/{owner}/{repo}/collaborators/{username}/permission', {
    answer({ repository, part }) {
      const login = part('username');
      const permission = repository.permissions.get(login);
      if (permission === undefined) return NOT_FOUND;
      const may = { pull: true, push: permission !== 'read', admin: permission === 'admin' };
      const user = { ...makeUser(login), permissions: may, role_name: permission };
      return ok({ permission, role_name: permission, user });
    },
  }),
];
