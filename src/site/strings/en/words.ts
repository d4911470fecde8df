/** The words that every room of the page uses: numbers, states, phases. */
import { plural } from './grammar.ts';

export const words = {
  underAMinute: 'under a minute',
  count: {
    day: (n: number) => plural(n, 'day', 'days'),
    hour: (n: number) => plural(n, 'hour', 'hours'),
    minute: (n: number) => plural(n, 'minute', 'minutes'),
  },
  percent: (number: string) => `${number}%`,
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
