/** The front page: its sections, and its components. */
import type { Strings } from '../en.ts';
import { plural } from './grammar.ts';

export const front: Strings['front'] = {
  incidents: (n) => (n === 1 ? 'Incidente abierto' : 'Incidentes abiertos'),
  maintenance: 'Mantenimiento en curso y previsto',
  announcements: 'Anuncios',
  components: 'Componentes',
  recent: 'Los últimos 14 días',
  quiet: 'Sin incidentes',
  subscribe: 'Recibir las novedades',
  subscribeText: 'Cada actualización de cada incidente y mantenimiento, en cuanto se publica:',
  subscribeLink: 'cómo recibirla',
  allMaintenance: 'Todos los mantenimientos',
  supportText: '¿Algo no funciona y no aparece aquí?',
  affects: (names) => `Afecta a ${names}`,
  following: (windows) => `Después, ${windows}`,
  began: (time) => `Inicio: ${time}`,
  updated: (time) => `Actualización: ${time}`,
  until: '–',
  more: 'Todas las actualizaciones',
};

export const components: Strings['components'] = {
  caption: (from, to) => `Cada línea es un día, del ${from} al ${to}.`,
  captionPhone: (from, to) => `Cada línea es un día, del ${from} al ${to}; la disponibilidad es la de 90 días.`,
  key: 'Leyenda de las líneas',
  slider: (name) => `${name}, día a día`,
  troubled: (days) => (days === 0 ? 'Noventa días sin novedad' : `Noventa días, ${days} de ellos con problemas`),
  day: {
    after: (parts) => `: ${parts.join(', ')}`,
    up: (share) => `disponibilidad del ${share}`,
    incidents: (n) => plural(n, 'incidente', 'incidentes'),
    major_outage: (time) => `${time} fuera de servicio`,
    partial_outage: (time) => `${time} parcialmente fuera de servicio`,
    degraded_performance: (time) => `${time} de rendimiento degradado`,
    under_maintenance: (time) => `${time} en mantenimiento`,
    no_data: 'sin datos',
    partly_no_data: (time) => `${time} sin datos`,
  },
  rule: (major, partial, degraded) =>
    `La disponibilidad cuenta como tiempo perdido el ${major} de una interrupción grave, el ${partial} de una ` +
    `interrupción parcial y el ${degraded} del rendimiento degradado. No se tienen en cuenta los mantenimientos ni el ` +
    'tiempo sin datos.',
  onDay: (status, time) => `${time} de ${status}`,
};
