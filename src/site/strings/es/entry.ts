/** The page of an incident, a maintenance or an announcement. */
import type { Strings } from '../en.ts';

export const entry: Strings['entry'] = {
  timeline: 'Actualizaciones',
  evidence: 'Lo que detectó nuestra supervisión',
  began: 'Inicio',
  told: 'Primer aviso',
  mitigated: 'Mitigación',
  resolved: 'Resolución',
  duration: 'Duración',
  lasting: 'Duración hasta ahora',
  affected: 'Afecta a',
  cause: 'Causa',
  planned: 'Previsto',
  following: 'Después',
  ended: 'Fin',
  published: 'Publicación',
  providerReport: 'Informe del proveedor',
  toldInPerson: 'Clientes avisados en persona',
  outreach: (count, channel, at) => `${count} por ${channel}, ${at}`,
  permalink: '(enlace a esta actualización)',
  openedByMonitor: 'Lo abrió nuestra supervisión, no una persona.',
  backfilled: 'Se registró a posteriori.',
  importedFrom: (source) => `Procede de ${source}.`,
  redacted: (reason) => `Se eliminó el texto de esta actualización: ${reason}`,
  redactedOn: (day, reason) => `El ${day} se eliminó el texto de esta actualización: ${reason}`,
  change: (name, status) => `${name}: ${status}`,
  changed: (name, from, to) => `${name}: ${to} (antes: ${from})`,
};

export const cause: Strings['cause'] = {
  undetermined: { open: 'Aún no se conoce', closed: 'No se determinó' },
  upstream: {
    suspected: 'Probablemente un proveedor del que dependemos',
    confirmed: 'Un proveedor del que dependemos',
  },
  customer: {
    suspected: 'Probablemente la actividad de un cliente, que afectó a otros',
    confirmed: 'La actividad de un cliente, que afectó a otros',
  },
  internal: { suspected: 'Probablemente un error nuestro', confirmed: 'Un error nuestro' },
};
