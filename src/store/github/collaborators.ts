/** What a person may do in a repository. */
import { z } from 'zod';

import type { GitHub } from './client.ts';
import { unlessStatus } from './refusal.ts';

/** From most to least, as GitHub sums up the roles: `maintain` is `write`, and `triage` is `read`. */
export const PERMISSIONS = ['admin', 'write', 'read', 'none'] as const;
export type Permission = (typeof PERMISSIONS)[number];

const PermissionSchema = z.object({ permission: z.enum(PERMISSIONS) });

/** What the person with this login may do; `none` for one whom GitHub does not know there. */
export function readPermission(github: GitHub, login: string): Promise<Permission> {
  const wish = { to: `read what @${login} may do in ${github.repository}`, needs: 'metadata: read' };
  return github.ask(wish, async ({ client, owner, repo }) => {
    const asked = client.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username: login });
    const data = await unlessStatus([404], asked);
    return data === undefined ? 'none' : PermissionSchema.parse(data).permission;
  });
}
