/** The archive, and the page of all maintenance. */
import type { Strings } from '../en.ts';
import { plural } from './grammar.ts';

export const history: Strings['history'] = {
  title: 'Historial',
  lead: (n) => {
    if (n === 0) return 'Todavía no se ha comunicado nada.';
    return n === 1 ? '1 publicación.' : `${n} publicaciones, de la más reciente a la más antigua.`;
  },
  months: 'Por mes',
  ofMonth: (month) => `Historial de ${month}`,
  entries: (n) => (n === 1 ? ' publicación' : ' publicaciones'),
};

export const maintenance: Strings['maintenance'] = {
  title: 'Mantenimiento',
  lead: (running, upcoming) => {
    if (running > 0) return `Hay ${plural(running, 'mantenimiento', 'mantenimientos')} en curso.`;
    return upcoming === 0
      ? 'No hay nada previsto.'
      : `Hay ${plural(upcoming, 'mantenimiento previsto', 'mantenimientos previstos')}.`;
  },
  past: 'Mantenimientos anteriores',
  calendar: 'Suscribirse al calendario',
};
