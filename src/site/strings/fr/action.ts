/** Où en est une mesure. */
import type { Strings } from '../en.ts';

export const action: Strings['action'] = {
  overdue: 'En retard',
  declined: 'Abandonnée',
  done: (day) => `Faite le ${day}`,
  notPlanned: (day) => `Close sans être faite, le ${day}`,
  open: (day) => `Ouverte, au ${day}`,
  unknown: {
    no_issue: 'Aucun ticket ne dit où elle en est',
    unreadable: 'Son ticket n’est pas lisible',
    not_read: 'Son ticket n’a pas encore été lu',
  },
};
