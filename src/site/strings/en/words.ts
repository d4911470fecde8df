/** The words that every room of the page uses: numbers, states, phases. */
import { plural } from './grammar.ts';

export const words = {
  /** Whether a row of days is told as short as can be, `8–20 Nov`, or with both days whole, by `range`. */
  rowOfDays: 'short' as 'short' | 'whole',
  underAMinute: 'under a minute',
  count: {
    day: (n: number) => plural(n, 'day', 'days'),
    hour: (n: number) => plural(n, 'hour', 'hours'),
    minute: (n: number) => plural(n, 'minute', 'minutes'),
  },
  /** A duration of its parts, the longest first: `1 hour`, `5 minutes`. */
  duration: (parts: readonly string[]) => parts.join(' '),
  /** Whole sentences one after the other. */
  sentences: (parts: readonly string[]) => parts.join(' '),
  range: (from: string, until: string) => `${from} to ${until}`,
  andMore: (n: number) => `${n} more`,
  status: {
    operational: 'Operational',
    under_maintenance: 'Under maintenance',
    degraded_performance: 'Degraded performance',
    partial_outage: 'Partial outage',
    major_outage: 'Major outage',
    no_data: 'No data',
  },
  /** The same within a sentence, after a time or a word such as "after". */
  statusInside: {
    operational: 'operational',
    under_maintenance: 'maintenance',
    degraded_performance: 'degraded performance',
    partial_outage: 'partial outage',
    major_outage: 'major outage',
    no_data: 'no data',
  },
  /** Of a component that is no more. */
  retired: 'Retired',
  checksFailing: 'Checks are failing; we are looking',
  impact: {
    none: 'Incident without impact',
    minor: 'Minor incident',
    major: 'Major incident',
    critical: 'Critical incident',
  },
  kind: { maintenance: 'Maintenance', announcement: 'Announcement' },
  phase: {
    investigating: 'Investigating',
    identified: 'Identified',
    monitoring: 'Monitoring',
    resolved: 'Resolved',
    scheduled: 'Scheduled',
    in_progress: 'In progress',
    verifying: 'Verifying',
    completed: 'Completed',
    announced: 'Announced',
  },
};
