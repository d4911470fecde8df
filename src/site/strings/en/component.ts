/** The page of a component. */
import { plural } from './grammar.ts';

export const component = {
  uptime: 'Uptime',
  lastDays: (n: number) => `Last ${plural(n, 'day', 'days')}`,
  byQuarter: 'By quarter',
  byMonth: 'By month',
  byDay: 'Day by day',
  quarter: (number: number, year: number) => `Q${number} ${year}`,
  response: 'Response time',
  span: { day: 'Last day', week: 'Last 7 days', quarter: 'Last 90 days' },
  times: (median: string, p95: string) => `median ${median}, 95% within ${p95}`,
  scale: (top: string) => `0 to ${top}`,
  responseRule:
    'The strong line is the median, the fine one what 95% of the answers took at most. Only answers that passed count; ' +
    'where there is no line, there was none. Measured from where our checks run.',
  entries: 'Incidents and maintenance',
  earlier: 'Earlier, by month',
  newest: (shown: number, total: number) => `Above are the newest ${shown} of ${total}.`,
  search: 'Search all of them',
  badge: 'Badge',
  badgeText: 'How it was at the last build, as a picture for a README or a page of yours:',
  badgeData: 'As data for shields.io:',
};
