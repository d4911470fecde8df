/** What channels say around an update. */
import type { Strings } from '../en.ts';

export const notice: Strings['notice'] = {
  corrected: (subject) => `Corregido: ${subject}`,
  affected: (components) => `Afectado: ${components}`,
  component: (name, status) => `${name} (${status})`,
  link: 'Leerlo en la página de estado',
  reason: (page) => `Recibe este mensaje porque su dirección está en la lista de la página de estado de ${page}.`,
  unsubscribe: 'No avisarme más',
  byClock: {
    in_progress: 'Ha comenzado el tiempo previsto para estos trabajos.',
    completed: 'Ha terminado el tiempo previsto para estos trabajos.',
  },
  customer: {
    concerns: (components) => `Esto afecta a lo que usted utiliza: ${components}`,
    reason: (page) => `Recibe esto de ${page} porque afecta a lo que utiliza.`,
  },
  test: {
    title: 'Una prueba de este canal',
    text: (page) => `No ha pasado nada. Donde lea esto, ${page} le avisará cuando pase algo.`,
  },
};
