/** Events of issues as GitHub gives them to a workflow, with some of what else stands in one. */

export interface IssueEventParts {
  body: string | null;
  number?: number;
  action?: string;
  /** Login of who has opened it. */
  by?: string;
  /** Login of who has just opened or edited it; by default the same. */
  sender?: string;
  state?: 'open' | 'closed';
  createdAt?: string;
  updatedAt?: string;
  /** What an edit has changed. */
  changed?: readonly string[];
}

const WEB = 'https://github.example.org/acme/status';

/** The event; by default Ada opens the issue 12 at five past ten on 20 November 2026. */
export function makeIssueEvent(parts: IssueEventParts): object {
  const { body, number = 12, action = 'opened', by = 'ada-example', sender = by, state = 'open' } = parts;
  const { createdAt = '2026-11-20T10:05:00Z', updatedAt = createdAt } = parts;
  const account = (login: string): object => ({ login, id: login.length, type: 'User', site_admin: false });
  return {
    action,
    ...(parts.changed && { changes: Object.fromEntries(parts.changed.map((key) => [key, { from: 'Before' }])) }),
    issue: {
      ...{ number, state, body, html_url: `${WEB}/issues/${number}`, title: 'Incident: ', user: account(by) },
      ...{ created_at: createdAt, updated_at: updatedAt, author_association: 'NONE', labels: [] },
    },
    repository: { full_name: 'acme/status', html_url: WEB, default_branch: 'main', private: false },
    sender: account(sender),
  };
}
