/** Cómo va una medida. */
import type { Strings } from '../en.ts';

export const action: Strings['action'] = {
  overdue: 'Con retraso',
  declined: 'Descartada',
  done: (day) => `Hecha el ${day}`,
  notPlanned: (day) => `Cerrada sin hacerse el ${day}`,
  open: (day) => `Abierta, a fecha de ${day}`,
  unknown: {
    no_issue: 'Ningún ticket dice cómo va',
    unreadable: 'Su ticket no se puede leer',
    not_read: 'Su ticket aún no se ha leído',
  },
};
