/** Comments on an issue or a pull request, which are the same thing to GitHub. */
import { z } from 'zod';

import type { GitHub } from './client.ts';
import { PER_PAGE, readPages } from './pages.ts';

const CommentSchema = z
  .object({
    id: z.int(),
    body: z.string().nullish(),
    html_url: z.string(),
    user: z.object({ login: z.string(), type: z.string() }).nullish(),
  })
  .transform(({ id, body, html_url: url, user }) => ({ id, body: body ?? '', url, author: user ?? undefined }));

/** A comment; its text is what anybody may have written, its author is undefined for an account that is gone. */
export type Comment = z.output<typeof CommentSchema>;

/** All comments on an issue or a pull request, oldest first. */
export function listComments(github: GitHub, number: number): Promise<Comment[]> {
  const wish = { to: `list the comments on #${number} of ${github.repository}`, needs: 'pull-requests: read' };
  return github.ask(wish, ({ client, owner, repo }) => {
    const asked = { owner, repo, issue_number: number, per_page: PER_PAGE };
    return readPages(client.paginate.iterator(client.rest.issues.listComments, asked), CommentSchema);
  });
}

/**
 * Comments on an issue or a pull request. The permission is `issues: write` for the one and `pull-requests: write` for
 * the other. Never sent twice.
 */
export function createComment(
  github: GitHub,
  { number, body, needs }: { number: number; body: string; needs: 'issues: write' | 'pull-requests: write' },
): Promise<Comment> {
  const wish = { to: `comment on #${number} of ${github.repository}`, needs };
  return github.ask(wish, async ({ client, owner, repo }) => {
    const { data } = await client.rest.issues.createComment({ owner, repo, issue_number: number, body });
    return CommentSchema.parse(data);
  });
}

/** Puts another text in place of a comment's. */
export function updateComment(
  github: GitHub,
  { id, body, needs }: { id: number; body: string; needs: 'issues: write' | 'pull-requests: write' },
): Promise<Comment> {
  const wish = { to: `change a comment in ${github.repository}`, needs };
  return github.ask(wish, async ({ client, owner, repo }) => {
    const { data } = await client.rest.issues.updateComment({ owner, repo, comment_id: id, body });
    return CommentSchema.parse(data);
  });
}
