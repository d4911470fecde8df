/** Which post-mortems the policy asks for. */
import { IMPACTS } from '../../schema/component.ts';
import type { Config } from '../../schema/config.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { whyRetold } from '../told.ts';
import type { Incident } from '../incident.ts';
import type { FirstPublication } from '../publication.ts';
import { endOfBusinessDays } from './business-days.ts';
import type { Duty } from './duty.ts';

export type PostmortemPolicy = Config['postmortems'];

/** A post-mortem's file as far as it matters here. */
export interface WrittenPostmortem {
  id: string;
  /** Ids of what it is about, also earlier ones. */
  incidents: readonly string[];
  status: 'draft' | 'review' | 'published';
}

export type PostmortemDuty = Extract<Duty, { kind: 'postmortem' }>;

export interface PostmortemSources {
  policy: PostmortemPolicy;
  /** When an incident first stood on the page, by its id. */
  publicationOf: (id: string) => FirstPublication;
  now: Instant;
}

/** Whether the policy asks for a post-mortem of a resolved incident; of what was written down afterwards, never. */
function isRequired(incident: Incident, { policy, publicationOf }: PostmortemSources): boolean {
  const { category, impact, frontMatter } = incident;
  return (
    policy.requiredFor.includes(category) &&
    IMPACTS.indexOf(impact) >= IMPACTS.indexOf(policy.fromImpact) &&
    frontMatter.postmortem !== 'waived' &&
    whyRetold(incident, publicationOf(incident.id)) === undefined
  );
}

/**
 * A duty for each resolved incident of the policy that no published post-mortem is about, from its end on; overdue once
 * the business days for it are over.
 */
export function findPostmortemDuties(
  incidents: readonly Incident[],
  postmortems: readonly WrittenPostmortem[],
  sources: PostmortemSources,
): PostmortemDuty[] {
  const { policy, now } = sources;
  return incidents.flatMap((incident): PostmortemDuty[] => {
    const { id, title, resolvedAt, frontMatter } = incident;
    if (resolvedAt === undefined || resolvedAt > now || !isRequired(incident, sources)) return [];
    const names = new Set([id, ...(frontMatter.formerly ?? [])]);
    const about = postmortems.filter((each) => each.incidents.some((named) => names.has(named)));
    if (about.some(({ status }) => status === 'published')) return [];
    const until = endOfBusinessDays(resolvedAt, policy.withinBusinessDays);
    const drafts = about.map((each) => each.id).sort();
    return [{ kind: 'postmortem', incident: id, title, until, isOverdue: now >= until, drafts }];
  });
}
