/** What stands largest on the front page: how things are, and what is done about it. */
import type { Strings } from '../en.ts';
import { antesDe, están, plural } from './grammar.ts';

export const verdict: Strings['verdict'] = {
  allDown: 'Todos los sistemas están fuera de servicio.',
  major_outage: (names) => `${están(names)} fuera de servicio.`,
  partial_outage: (names) => `${están(names)} parcialmente fuera de servicio.`,
  degraded_performance: ({ text, count }) =>
    `${text} ${count === 1 ? 'funciona' : 'funcionan'} con lentitud o de forma inestable.`,
  affected: {
    major_outage: (names) => `Un incidente crítico afecta a ${names.text}.`,
    partial_outage: (names) => `Un incidente grave afecta a ${names.text}.`,
    degraded_performance: (names) => `Un incidente leve afecta a ${names.text}.`,
  },
  open: {
    major_outage: 'Hay un incidente crítico abierto.',
    partial_outage: 'Hay un incidente grave abierto.',
    degraded_performance: 'Hay un incidente leve abierto.',
  },
  recovering: ({ text, count }) => `${text} ${count === 1 ? 'vuelve' : 'vuelven'} a funcionar.`,
  failing: (names) => `Fallan comprobaciones de ${names.text}; lo estamos revisando.`,
  under_maintenance: (names) => `${están(names)} en mantenimiento.`,
  maintenance: 'Hay un mantenimiento en curso.',
  no_data: 'En este momento no tenemos mediciones.',
  some_no_data: (names) => `No tenemos datos de ${names.text}.`,
  nothing: 'Aquí todavía no se supervisa nada.',
  operational: 'Todos los sistemas funcionan con normalidad.',
};

export const follow: Strings['follow'] = {
  investigating: 'Lo estamos investigando',
  identified: 'Conocemos la causa y estamos trabajando en la solución',
  monitoring: 'Hemos aplicado una solución y estamos comprobando su efecto',
  several: (n) => `Estamos trabajando en ${n} incidentes`,
  nextUpdate: (what, time) => `${what}; próxima actualización ${antesDe(time)}.`,
  lateUpdate: (what, time) => `${what}; la actualización prometida para ${antesDe(time)} va con retraso.`,
  plain: (what) => `${what}.`,
  maintenanceUntil: (time) => `Está previsto que termine ${antesDe(time)}.`,
  maintenanceLate: (time) => `Estaba previsto que terminara ${antesDe(time)}, pero está tardando más.`,
  no_data:
    'Por eso no podemos decir cómo están los servicios. Lo que comunicamos manualmente se muestra como de costumbre.',
  some_no_data: 'Todo lo demás funciona con normalidad.',
  nothing: 'Lo que comuniquemos se mostrará en esta página.',
  withoutImpact: (n) => `Hay ${plural(n, 'incidente sin impacto abierto', 'incidentes sin impacto abiertos')}.`,
};
