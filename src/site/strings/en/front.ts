/** The front page: its sections, and its components. */
import { plural } from './grammar.ts';

export const front = {
  incidents: (n: number) => (n === 1 ? 'Open incident' : 'Open incidents'),
  running: 'Maintenance in progress',
  upcoming: 'Upcoming maintenance',
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
  began: 'Began',
  updated: 'Updated',
  until: 'until',
  more: 'All updates',
};

export const components = {
  caption: (from: string, to: string) =>
    `A line is a day, from ${from} to ${to}. Choose a row of lines to read its days.`,
  captionPhone: (from: string, to: string) =>
    `A line is a day, from ${from} to ${to}; uptime is of 90 days. Tap a row of lines to read all of them.`,
  key: 'Key to the lines',
  days: (name: string, troubled: number) =>
    `${name}, day by day: ${troubled === 0 ? 'nothing to report' : `${plural(troubled, 'day', 'days')} with trouble`}`,
  rule: (major: string, partial: string, degraded: string) =>
    `Uptime counts ${major} of a major outage, ${partial} of a partial outage and ${degraded} of degraded performance ` +
    'as time lost. Maintenance and time without data are left out.',
  onDay: (status: string, time: string) => `${time} of ${status.toLowerCase()}`,
};
