/** The archive, and the page of all maintenance. */
import { plural } from './grammar.ts';

export const history = {
  title: 'History',
  lead: (n: number) => (n === 0 ? 'Nothing has been reported yet.' : `${plural(n, 'entry', 'entries')}, newest first.`),
  months: 'By month',
  ofMonth: (month: string) => `History of ${month}`,
  entries: (n: number) => (n === 1 ? ' entry' : ' entries'),
};

export const maintenance = {
  title: 'Maintenance',
  lead: (running: number, upcoming: number) => {
    if (running > 0) return `${plural(running, 'maintenance is', 'maintenances are')} in progress.`;
    return upcoming === 0
      ? 'Nothing is planned.'
      : `${plural(upcoming, 'maintenance is', 'maintenances are')} planned.`;
  },
  past: 'Past maintenance',
  calendar: 'Subscribe to the calendar',
};
