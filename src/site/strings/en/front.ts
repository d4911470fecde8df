/** The front page: its sections, and its components. */
import { plural } from './grammar.ts';

export const front = {
  incidents: (n: number) => (n === 1 ? 'Open incident' : 'Open incidents'),
  maintenance: 'Current and upcoming maintenance',
  announcements: 'Announcements',
  components: 'Components',
  recent: 'The last 14 days',
  quiet: 'No incidents',
  subscribe: 'Stay informed',
  subscribeText: 'Every update of every incident and maintenance, as it is published:',
  subscribeLink: 'how to be told',
  allMaintenance: 'All maintenance',
  supportText: 'Something is wrong and you do not see it here?',
  affects: (names: string) => `Affects ${names}`,
  /** The windows of a recurring maintenance after the one that stands above. */
  following: (windows: string) => `Then ${windows}`,
  began: (time: string) => `Began ${time}`,
  updated: (time: string) => `Updated ${time}`,
  /** Between two times. */
  until: 'until',
  more: 'All updates',
};

export const components = {
  caption: (from: string, to: string) => `A line is a day, from ${from} to ${to}.`,
  captionPhone: (from: string, to: string) => `A line is a day, from ${from} to ${to}; uptime is of 90 days.`,
  key: 'Key to the lines',
  slider: (name: string) => `${name}, day by day`,
  troubled: (days: number) =>
    days === 0 ? 'Ninety days with nothing to report' : `Ninety days, ${days} of them with trouble`,
  /** What is said of a day, after its date. */
  day: {
    after: (parts: string[]) => `: ${parts.join(', ')}`,
    up: (share: string) => `${share} up`,
    incidents: (n: number) => plural(n, 'incident', 'incidents'),
    major_outage: (time: string) => `${time} down`,
    partial_outage: (time: string) => `${time} partly down`,
    degraded_performance: (time: string) => `${time} degraded`,
    under_maintenance: (time: string) => `${time} under maintenance`,
    no_data: 'no data',
    partly_no_data: (time: string) => `${time} without data`,
  },
  rule: (major: string, partial: string, degraded: string) =>
    `Uptime counts ${major} of a major outage, ${partial} of a partial outage and ${degraded} of degraded performance ` +
    'as time lost. Maintenance and time without data are left out.',
  onDay: (status: string, time: string) => `${time} of ${status}`,
};
