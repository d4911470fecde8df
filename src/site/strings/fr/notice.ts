/** What channels say around an update. */
import type { Strings } from '../en.ts';

export const notice: Strings['notice'] = {
  corrected: (subject) => `Rectificatif\u202F: ${subject}`,
  affected: (components) => `Concerné\u202F: ${components}`,
  component: (name, status) => `${name} (${status})`,
  link: 'Lire sur la page d’état',
  reason: (page) => `Vous recevez ce message parce que votre adresse figure sur la liste de la page d’état de ${page}.`,
  unsubscribe: 'Ne plus me prévenir',
  byClock: {
    in_progress: 'La période prévue pour ces travaux a commencé.',
    completed: 'La période prévue pour ces travaux est terminée.',
  },
  customer: {
    concerns: (components) => `Cela concerne ce que vous utilisez\u202F: ${components}`,
    reason: (page) => `Vous recevez ceci de ${page} parce que cela concerne ce que vous utilisez.`,
  },
  test: {
    title: 'Un essai de ce canal',
    text: (page) =>
      `Il ne s’est rien passé. Là où vous lisez ceci, ${page} vous préviendra s’il se passe quelque chose.`,
  },
};
