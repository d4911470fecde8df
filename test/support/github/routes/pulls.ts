/** Pull requests. */
import { BOT, makePullRequest, type PullRequest, type Schemas } from '../objects.ts';
import { made, NOT_FOUND, ok, route, unprocessable } from '../route.ts';
import { nextNumber } from './issues.ts';

/** What a list tells of a pull request. */
function toSimple(pull: PullRequest): Schemas['pull-request-simple'] {
  return { ...pull, labels: [], requested_teams: [] };
}

export const PULL_ROUTES = [
  route('get', '/repos/{owner}/{repo}/pulls', {
    query: ['state', 'head', 'base', 'sort', 'direction', 'per_page', 'page'],
    answer({ repository, query }) {
      const [state, head, base] = [query('state') ?? 'open', query('head'), query('base')];
      const isNewestFirst = query('direction') === 'desc';
      const isAsked = (pull: PullRequest): boolean =>
        (state === 'all' || pull.state === state) &&
        (head === undefined || pull.head.label === head) &&
        (base === undefined || pull.base.ref === base);
      const found = repository.pulls.filter(isAsked).map(toSimple);
      return ok(isNewestFirst ? found.sort((a, b) => b.number - a.number) : found);
    },
  }),
  route('post', '/repos/{owner}/{repo}/pulls', {
    answer({ repository, name, body: { title = '', head, base, body = '' } }) {
      if (repository.pulls.some((pull) => pull.state === 'open' && pull.head.ref === head)) {
        const [owner = ''] = name.split('/');
        const message = `A pull request already exists for ${owner}:${head}.`;
        return unprocessable('Validation Failed', [{ resource: 'PullRequest', code: 'custom', message }]);
      }
      const number = nextNumber(repository);
      const sides = { head: { branch: head }, base: { branch: base } };
      const pull = makePullRequest(name, { number, title, body, by: BOT, ...sides });
      repository.pulls.push(pull);
      return made(pull);
    },
  }),
  route('get', '/repos/{owner}/{repo}/pulls/{pull_number}', {
    answer({ repository, part }) {
      const pull = repository.pulls.find(({ number }) => number === Number(part('pull_number')));
      return pull === undefined ? NOT_FOUND : ok(pull);
    },
  }),
  route('get', '/repos/{owner}/{repo}/pulls/{pull_number}/files', {
    query: ['per_page', 'page'],
    answer: ({ repository, part }) => ok(repository.filesOfPulls.get(Number(part('pull_number'))) ?? []),
  }),
  route('get', '/repos/{owner}/{repo}/commits/{commit_sha}/pulls', {
    query: ['per_page', 'page'],
    answer({ repository, part }) {
      const numbers = repository.pullsOfCommits.get(part('commit_sha')) ?? [];
      return ok(repository.pulls.filter(({ number }) => numbers.includes(number)).map(toSimple));
    },
  }),
];
