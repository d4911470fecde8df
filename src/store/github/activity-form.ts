/** GitHub's deployments, releases and workflow runs as activity. What others have named is shown short and quoted. */
import { z } from 'zod';

import type { Activity } from '../../domain/activity.ts';
import { InstantSchema } from '../../schema/timestamp.ts';
import { showInvisible } from '../../schema/visible-text.ts';

const NAME_SHOWN = 60;

/** What is read of each; GitHub's answers have much more, and may say nothing that this needs of their texts. */
const DeploymentSchema = z.object({ id: z.int(), environment: z.string(), created_at: InstantSchema });
export type Deployment = z.output<typeof DeploymentSchema>;
const DeploymentStatusSchema = z.object({
  id: z.int(),
  state: z.string(),
  log_url: z.string().nullish(),
  created_at: InstantSchema,
});
export type DeploymentStatus = z.output<typeof DeploymentStatusSchema>;
const ReleaseSchema = z.object({
  html_url: z.string(),
  tag_name: z.string(),
  draft: z.boolean(),
  published_at: InstantSchema.nullish(),
});
export type Release = z.output<typeof ReleaseSchema>;
const WorkflowRunSchema = z.object({
  html_url: z.string(),
  name: z.string().nullish(),
  path: z.string().nullish(),
  event: z.string(),
  status: z.string().nullish(),
  conclusion: z.string().nullish(),
  created_at: InstantSchema,
});
export type WorkflowRun = z.output<typeof WorkflowRunSchema>;

export const GITHUB_LISTS = {
  deployments: z.array(DeploymentSchema),
  statuses: z.array(DeploymentStatusSchema),
  releases: z.array(ReleaseSchema),
  runs: z.array(WorkflowRunSchema),
} as const;

/** The repository that an activity belongs to. */
export interface Place {
  /** `owner/name`. */
  repository: string;
  /** Its page: `https://github.com/acme/api`. */
  page: string;
}

/** A name that others chose: as it is where it is a word, else in quotation marks; never long. */
function showName(name: string): string {
  const characters = Array.from(showInvisible(name.slice(0, 4 * NAME_SHOWN)));
  const shown = characters.slice(0, NAME_SHOWN).join('');
  if (/^[\w.-]+$/.test(name) && shown === name) return name;
  return `"${shown.replaceAll('"', "'")}${characters.length > NAME_SHOWN || name.length > 4 * NAME_SHOWN ? '…' : ''}"`;
}

/** An address of the repository's own pages; anything else may lead anywhere, and carry what is not for everybody. */
function ownPage(url: string | null | undefined, { page }: Place): string | undefined {
  if (url === null || url === undefined || !URL.canParse(url)) return undefined;
  const { href, search, hash } = new URL(url);
  return href.startsWith(`${page}/`) && search === '' && hash === '' ? href : undefined;
}

/** States in which nothing has been changed yet. */
const WAITING = new Set(['queued', 'pending', 'waiting', 'requested', 'action_required']);
const FAILED = new Set(['failure', 'error', 'timed_out', 'startup_failure']);

/**
 * A deployment with its statuses in any order; undefined as long as it waits. `inactive` only says that another has
 * followed, so that the status before it counts.
 */
export function toDeploymentActivity(
  { environment, created_at: at }: Deployment,
  statuses: readonly DeploymentStatus[],
  place: Place,
): Activity | undefined {
  const [last] = statuses
    .filter(({ state }) => state !== 'inactive')
    .sort((a, b) => b.created_at - a.created_at || b.id - a.id);
  const state = last?.state ?? 'unknown';
  if (WAITING.has(state)) return undefined;
  const { repository, page } = place;
  const failed = FAILED.has(state);
  const into = `to ${showName(environment)}`;
  const begun = `a deployment of ${repository} ${into} ${failed ? 'failed' : 'began'}`;
  return {
    kind: 'deployment',
    repository,
    at,
    text: state === 'success' ? `${repository} was deployed ${into}` : begun,
    url: ownPage(last?.log_url, place) ?? `${page}/deployments`,
    failed,
  };
}

/** A release; undefined while it is a draft. */
export function toReleaseActivity(release: Release, place: Place): Activity | undefined {
  if (release.draft || release.published_at === undefined || release.published_at === null) return undefined;
  return {
    kind: 'release',
    repository: place.repository,
    at: release.published_at,
    text: `the release ${showName(release.tag_name)} of ${place.repository} was published`,
    url: ownPage(release.html_url, place),
    failed: false,
  };
}

/** Events after which a workflow looks at what somebody proposes or says, and changes nothing that runs. */
const HARMLESS_EVENT = /^(?:pull_request|merge_group|issue|discussion|check_|fork|watch|label|milestone|status$)/;

function runVerb({ status, conclusion }: WorkflowRun): string {
  if (status !== 'completed') return 'began';
  if (conclusion === 'cancelled') return 'was cancelled';
  return FAILED.has(conclusion ?? '') ? 'failed' : 'ran';
}

/** A run of a workflow; undefined where it has not begun, was skipped, or only looked at a proposal. */
export function toRunActivity(run: WorkflowRun, place: Place): Activity | undefined {
  const { status, conclusion, event, name, path } = run;
  if (HARMLESS_EVENT.test(event) || WAITING.has(status ?? '')) return undefined;
  if (conclusion === 'skipped' || WAITING.has(conclusion ?? '')) return undefined;
  const called = name === null || name === undefined || name === '' ? (path ?? 'without a name') : name;
  return {
    kind: 'workflow_run',
    repository: place.repository,
    at: run.created_at,
    text: `the workflow ${showName(called)} of ${place.repository} ${runVerb(run)}`,
    url: ownPage(run.html_url, place),
    failed: FAILED.has(conclusion ?? ''),
  };
}
