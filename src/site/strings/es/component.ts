/** The page of a component. */
import type { Strings } from '../en.ts';

export const component: Strings['component'] = {
  uptime: 'Disponibilidad',
  lastDays: (n) => (n === 1 ? 'Último día' : `Últimos ${n} días`),
  byQuarter: 'Por trimestre',
  byMonth: 'Por mes',
  byDay: 'Día a día',
  quarter: (number, year) => `T${number} ${year}`,
  response: 'Tiempo de respuesta',
  span: { day: 'Últimas 24 horas', week: 'Últimos 7 días', quarter: 'Últimos 90 días' },
  times: (median, p95) => `mediana ${median}, 95\u00A0% en ${p95} como máximo`,
  scale: (top) => `De 0 a ${top}`,
  responseRule:
    'La línea gruesa es la mediana; la fina, lo que tardó como máximo el 95\u00A0% de las respuestas. Solo cuentan las ' +
    'respuestas correctas; donde no hay línea, no hubo ninguna. Se mide desde donde se ejecutan nuestras comprobaciones.',
  entries: 'Incidentes y mantenimientos',
  earlier: 'Antes, por mes',
  newest: (shown, total) => `Arriba están los ${shown} más recientes de ${total}.`,
  search: 'Buscar en todos',
  badge: 'Insignia',
  badgeText: 'El estado en la última generación, como imagen para un README o una página suya:',
  badgeData: 'Como datos para shields.io:',
};
