/** The words that every room of the page uses: numbers, states, phases. */
import type { Strings } from '../en.ts';
import type { words as english } from '../en/words.ts';
import { plural } from './grammar.ts';

export const words: Pick<Strings, keyof typeof english> = {
  rowOfDays: 'short',
  underAMinute: 'menos de un minuto',
  count: {
    day: (n) => plural(n, 'día', 'días'),
    hour: (n) => plural(n, 'hora', 'horas'),
    minute: (n) => plural(n, 'minuto', 'minutos'),
  },
  duration: (parts) => parts.join(' y '),
  sentences: (parts) => parts.join(' '),
  range: (from, until) => `${from} – ${until}`,
  andMore: (n) => `${n} más`,
  status: {
    operational: 'Operativo',
    under_maintenance: 'En mantenimiento',
    degraded_performance: 'Rendimiento degradado',
    partial_outage: 'Interrupción parcial',
    major_outage: 'Interrupción grave',
    no_data: 'Sin datos',
  },
  statusInside: {
    operational: 'operativo',
    under_maintenance: 'mantenimiento',
    degraded_performance: 'rendimiento degradado',
    partial_outage: 'interrupción parcial',
    major_outage: 'interrupción grave',
    no_data: 'sin datos',
  },
  retired: 'Retirado',
  checksFailing: 'Hay comprobaciones que fallan; lo estamos revisando',
  impact: {
    none: 'Incidente sin impacto',
    minor: 'Incidente leve',
    major: 'Incidente grave',
    critical: 'Incidente crítico',
  },
  kind: { maintenance: 'Mantenimiento', announcement: 'Anuncio' },
  phase: {
    investigating: 'En investigación',
    identified: 'Causa identificada',
    monitoring: 'En observación',
    resolved: 'Resuelto',
    scheduled: 'Programado',
    in_progress: 'En curso',
    verifying: 'En verificación',
    completed: 'Completado',
    announced: 'Anuncio',
  },
};
