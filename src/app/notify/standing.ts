/** The page in one word of Statuspage, as its subscribers are told it. */
import type { Entry } from '../../domain/describe-notice.ts';
import type { NoticeWords } from '../../domain/notice-words.ts';
import { IMPACTS } from '../../schema/component.ts';

type Standing = NoticeWords['standing'];

const DESCRIPTIONS: Readonly<Record<Standing['indicator'], string>> = {
  none: 'All Systems Operational',
  minor: 'Partially Degraded Service',
  major: 'Partial System Outage',
  critical: 'Major System Outage',
  maintenance: 'Service Under Maintenance',
};

/** The worst of the open incidents, else a maintenance that is at work. Measurements say nothing to it. */
export function deriveStanding(entries: readonly Entry[]): Standing {
  const open = entries.flatMap((entry) =>
    entry.kind === 'incident' && entry.resolvedAt === undefined ? [entry.impact] : [],
  );
  const worst = IMPACTS.findLast((impact) => open.includes(impact)) ?? 'none';
  const isAtWork = entries.some(
    (entry) => entry.kind === 'maintenance' && (entry.phase === 'in_progress' || entry.phase === 'verifying'),
  );
  const indicator = worst === 'none' && isAtWork ? 'maintenance' : worst;
  return { indicator, description: DESCRIPTIONS[indicator] };
}
