/** Issues, and comments on them and on pull requests. */
import { BOT, type Issue, MADE_AT, makeIssue, makeIssueComment } from '../objects.ts';
import type { RepositoryOnGitHub } from '../repository.ts';
import { made, NOT_FOUND, ok, route } from '../route.ts';

function nameOf(label: Issue['labels'][number]): string {
  return typeof label === 'string' ? label : (label.name ?? '');
}

function find(repository: RepositoryOnGitHub, number: string): Issue | undefined {
  return repository.issues.find((issue) => issue.number === Number(number));
}

/** The number of the next issue or pull request. */
export function nextNumber({ issues, pulls }: RepositoryOnGitHub): number {
  return 1 + Math.max(0, ...issues.map(({ number }) => number), ...pulls.map(({ number }) => number));
}

export const ISSUE_ROUTES = [
  route('get', '/repos/{owner}/{repo}/issues', {
    query: ['state', 'labels', 'per_page', 'page'],
    answer({ repository, query }) {
      const [state, wanted] = [query('state') ?? 'open', query('labels')?.split(',') ?? []];
      const isAsked = ({ labels, ...issue }: Issue): boolean =>
        (state === 'all' || issue.state === state) && wanted.every((each) => labels.map(nameOf).includes(each));
      return ok(repository.issues.filter(isAsked));
    },
  }),
  route('post', '/repos/{owner}/{repo}/issues', {
    answer({ repository, name, body: { title, body = '', labels = [] } }) {
      const names = labels.map((label) => (typeof label === 'string' ? label : (label.name ?? '')));
      const number = nextNumber(repository);
      const issue = makeIssue(name, { number, title: String(title), body, labels: names, by: BOT });
      repository.issues.unshift(issue);
      return made(issue);
    },
  }),
  route('get', '/repos/{owner}/{repo}/issues/{issue_number}', {
    answer({ repository, part }) {
      const issue = find(repository, part('issue_number'));
      return issue === undefined ? NOT_FOUND : ok(issue);
    },
  }),
  route('patch', '/repos/{owner}/{repo}/issues/{issue_number}', {
    answer({ repository, part, body: { title, body, state, state_reason } }) {
      const issue = find(repository, part('issue_number'));
      if (issue === undefined) return NOT_FOUND;
      if (title !== undefined) issue.title = String(title);
      if (body !== undefined) issue.body = body;
      if (state !== undefined) {
        issue.state = state;
        issue.state_reason = state_reason ?? null;
        issue.closed_at = state === 'closed' ? MADE_AT : null;
      }
      return ok(issue);
    },
  }),
  route('get', '/repos/{owner}/{repo}/issues/{issue_number}/comments', {
    query: ['per_page', 'page'],
    answer({ repository, part }) {
      const end = `/issues/${part('issue_number')}`;
      return ok(repository.comments.filter(({ issue_url }) => issue_url.endsWith(end)));
    },
  }),
  route('post', '/repos/{owner}/{repo}/issues/{issue_number}/comments', {
    answer({ repository, name, part, body: { body } }) {
      const [number, id] = [Number(part('issue_number')), repository.comments.length + 1];
      const comment = makeIssueComment(name, { id, number, body });
      repository.comments.push(comment);
      return made(comment);
    },
  }),
  route('patch', '/repos/{owner}/{repo}/issues/comments/{comment_id}', {
    answer({ repository, part, body: { body } }) {
      const comment = repository.comments.find(({ id }) => id === Number(part('comment_id')));
      // GitHub answers 404 here too, though its description does not say so.
      if (comment === undefined) throw new Error('no such comment');
      comment.body = body;
      return ok(comment);
    },
  }),
];
