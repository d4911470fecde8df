/** What an incident's page says. */
import type { Strings } from '../en.ts';

export const incident: Strings['incident'] = {
  providerCause: {
    suspected: (provider) => `Probablemente ${provider}, un proveedor del que dependemos`,
    confirmed: (provider) => `${provider}, un proveedor del que dependemos`,
  },
  reported: 'Aviso enviado',
  reportedTo: ({ provider, time, ticket }) =>
    `A ${provider ?? 'nuestro proveedor'}, ${time}${ticket === undefined ? '' : ` (caso ${ticket})`}`,
  beganAtLatest: (time) => `${time} como muy tarde`,
  beganBecause: (time, reason) => `${time}: ${reason}`,
  toldAfter: (time, duration) => `${time}, ${duration} después del inicio`,
  promised: 'Actualizaciones prometidas',
  promises: ({ all, late, missed }) => {
    if (late + missed === 0) return all === 1 ? '1, a tiempo' : `${all}, todas a tiempo`;
    return [all, ...(late > 0 ? [`${late} con retraso`] : []), ...(missed > 0 ? [`${missed} sin publicar`] : [])].join(
      ', ',
    );
  },
};

export const promise: Strings['promise'] = {
  ahead: (by) => `Próxima actualización, a más tardar: ${by}`,
  late: (by) => `La próxima actualización va con retraso; plazo prometido: ${by}`,
  missed: (by) => `No llegó una actualización prometida; plazo: ${by}`,
  kept: (by, came) => `Próxima actualización prometida para: ${by}; publicada: ${came}`,
  cameLate: (by, came, late) => `Próxima actualización prometida para: ${by}; publicada: ${came}, retraso: ${late}`,
};

export const found: Strings['found'] = {
  kind: {
    measurement: 'Mediciones de nuestras comprobaciones',
    maintenance: 'Nuestros mantenimientos',
    deployment: 'Nuestros despliegues',
    release: 'Nuestras versiones publicadas',
    workflow_run: 'Nuestras ejecuciones de flujos de trabajo',
    provider: 'Páginas de estado de los proveedores',
    correlation: 'Fallos simultáneos',
    customers: 'Varios clientes a la vez',
  },
  check: (id) => `comprobación ${id}`,
  errorClass: {
    dns: 'no se encontró el nombre',
    connect: 'sin conexión',
    tls: 'sin conexión segura',
    timeout: 'sin respuesta a tiempo',
    http_4xx: 'solicitud rechazada',
    http_5xx: 'error del servidor',
    assertion: 'respuesta distinta de la esperada',
    protocol: 'respuesta ilegible',
  },
  inRow: (n) => (n === 1 ? 'una vez' : `${n} veces seguidas`),
  again: (last) => `de nuevo, la última vez: ${last}`,
};
