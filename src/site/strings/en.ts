/** Every word that the page itself says, in English. Another language is a module of the same type. */

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

export const en = {
  lang: 'en',
  /** British form: the day stands before the month, and zones of Europe have their names. */
  tag: 'en-GB',

  underAMinute: 'under a minute',
  count: {
    day: (n: number) => plural(n, 'day', 'days'),
    hour: (n: number) => plural(n, 'hour', 'hours'),
    minute: (n: number) => plural(n, 'minute', 'minutes'),
  },
  percent: (number: string) => `${number}%`,
  range: (from: string, until: string) => `${from} to ${until}`,

  status: {
    operational: 'Operational',
    under_maintenance: 'Under maintenance',
    degraded_performance: 'Degraded performance',
    partial_outage: 'Partial outage',
    major_outage: 'Major outage',
    no_data: 'No data',
  },
  impact: {
    none: 'Incident without impact',
    minor: 'Minor incident',
    major: 'Major incident',
    critical: 'Critical incident',
  },
  kind: { incident: 'Incident', maintenance: 'Maintenance', announcement: 'Announcement' },
};

export type Strings = typeof en;
