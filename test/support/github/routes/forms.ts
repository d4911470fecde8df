/** What answering a form changes of issues and pull requests. */
import type { Schemas } from '../objects.ts';
import { NOT_FOUND, ok, route } from '../route.ts';

function makeLabel(name: string): Schemas['label'] {
  const url = `https://github.example.org/api/v3/labels/${encodeURIComponent(name)}`;
  return { id: 1, node_id: 'LA_1', url, name, description: null, color: 'ededed', default: false };
}

export const FORM_ROUTES = [
  route('patch', '/repos/{owner}/{repo}/pulls/{pull_number}', {
    answer({ repository, part, body }) {
      const pull = repository.pulls.find(({ number }) => number === Number(part('pull_number')));
      // GitHub answers 404 here too, though its description does not say so.
      if (pull === undefined) throw new Error('no such pull request');
      const title = body?.title;
      if (title !== undefined) pull.title = title;
      return ok(pull);
    },
  }),
  route('post', '/repos/{owner}/{repo}/issues/{issue_number}/labels', {
    answer({ repository, part, body }) {
      const issue = repository.issues.find(({ number }) => number === Number(part('issue_number')));
      if (issue === undefined) return NOT_FOUND;
      const named = typeof body === 'object' && 'labels' in body ? (body.labels ?? []) : [];
      const labels = named.map((label) => makeLabel(typeof label === 'string' ? label : (label.name ?? '')));
      issue.labels = [...issue.labels, ...labels];
      return ok(labels);
    },
  }),
];
