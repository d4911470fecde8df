/** Which post-mortems the policy asks for. */
import { IMPACTS } from '../../schema/component.ts';
import type { Config } from '../../schema/config.ts';
import type { Instant } from '../../schema/timestamp.ts';
import type { Incident } from '../incident.ts';
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

/** Whether the policy asks for a post-mortem of a resolved incident; of what was not seen when it happened, never. */
function isRequired({ category, impact, frontMatter }: Incident, policy: PostmortemPolicy): boolean {
  return (
    policy.requiredFor.includes(category) &&
    IMPACTS.indexOf(impact) >= IMPACTS.indexOf(policy.fromImpact) &&
    frontMatter.postmortem !== 'waived' &&
    frontMatter.backfilled !== true &&
    frontMatter.importedFrom === undefined
  );
}

/**
 * A duty for each resolved incident of the policy that no published post-mortem is about, from its end on; overdue once
 * the business days for it are over.
 */
export function findPostmortemDuties(
  incidents: readonly Incident[],
  postmortems: readonly WrittenPostmortem[],
  { policy, now }: { policy: PostmortemPolicy; now: Instant },
): Duty[] {
  return incidents.flatMap((incident): Duty[] => {
    const { id, title, resolvedAt, frontMatter } = incident;
    if (resolvedAt === undefined || resolvedAt > now || !isRequired(incident, policy)) return [];
    const names = new Set([id, ...(frontMatter.formerly ?? [])]);
    const about = postmortems.filter((each) => each.incidents.some((named) => names.has(named)));
    if (about.some(({ status }) => status === 'published')) return [];
    const until = endOfBusinessDays(resolvedAt, policy.withinBusinessDays);
    const drafts = about.map((each) => each.id).sort();
    return [{ kind: 'postmortem', incident: id, title, until, isOverdue: now >= until, drafts }];
  });
}
