/** Wie es um eine Massnahme steht. */
import type { Strings } from '../en.ts';

export const action: Strings['action'] = {
  overdue: 'Überfällig',
  declined: 'Verworfen',
  done: (day) => `Erledigt am ${day}`,
  notPlanned: (day) => `Unerledigt geschlossen am ${day}`,
  open: (day) => `Offen, Stand: ${day}`,
  unknown: {
    no_issue: 'Kein Ticket sagt, wie es darum steht',
    unreadable: 'Das Ticket ist nicht lesbar',
    not_read: 'Das Ticket wurde noch nicht gelesen',
  },
};
