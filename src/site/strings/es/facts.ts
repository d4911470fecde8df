/** Lo que se deduce de un incidente. */
import type { Strings } from '../en.ts';

export const facts: Strings['facts'] = {
  detected: 'Detectado',
  silence: 'Silencio más largo',
  affected: 'Afectado',
  affectedFor: (component, duration) => `${component} durante ${duration}`,
  never: (time) => `A nadie mientras duró; en esta página desde ${time}`,
  within: (source, duration) => `${source}, o hasta ${duration} antes`,
  source: {
    typed: 'anotado por nosotros',
    measurement: 'primera medición fallida',
    evidence: 'primera medición fallida, anotada entonces',
    update: 'según nuestras actualizaciones',
    deploy: 'cuando se publicó la página que lo contaba',
    commit: 'fecha del commit, pues no consta ningún despliegue',
    outreach: 'anotado en el incidente',
  },
  unknown: {
    imported: 'Se desconoce, pues se trajo de otra página',
    backfilled: 'Se desconoce, pues se anotó después',
    late: 'Se desconoce, pues llegó a esta página más de 7 días después de su fin',
    no_history: 'Se desconoce, pues no se disponía del historial de esta página',
    not_committed: 'Se desconoce, pues aún no se ha publicado',
    contradictory: 'Se desconoce, pues su commit está fechado antes de la primera actualización',
    no_check: 'Se desconoce, pues ninguna comprobación lo vigilaba',
  },
};
