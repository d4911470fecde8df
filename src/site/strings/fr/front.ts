/** The front page: its sections, and its components. */
import type { Strings } from '../en.ts';
import { plural } from './grammar.ts';

export const front: Strings['front'] = {
  incidents: (n) => (n === 1 ? 'Incident en cours' : 'Incidents en cours'),
  maintenance: 'Maintenance en cours et à venir',
  announcements: 'Annonces',
  components: 'Composants',
  recent: 'Les 14 derniers jours',
  quiet: 'Aucun incident',
  subscribe: 'Suivre l’état des services',
  subscribeText: 'Chaque mise à jour de chaque incident et maintenance, dès sa publication\u202F:',
  subscribeLink: 'comment la recevoir',
  allMaintenance: 'Toutes les maintenances',
  supportText: 'Quelque chose ne fonctionne pas et vous ne le voyez pas ici\u202F?',
  affects: (names) => `Concerne ${names}`,
  following: (windows) => `Ensuite\u202F: ${windows}`,
  began: (time) => `Début\u202F: ${time}`,
  updated: (time) => `Mise à jour\u202F: ${time}`,
  until: '–',
  more: 'Toutes les mises à jour',
};

export const components: Strings['components'] = {
  // A day may end in a full stop of its own, so none follows it.
  caption: (from, to) => `Chaque trait représente un jour (du ${from} au ${to}).`,
  captionPhone: (from, to) =>
    `Chaque trait représente un jour (du ${from} au ${to})\u202F; la disponibilité porte sur 90 jours.`,
  key: 'Légende des traits',
  slider: (name) => `${name}, jour par jour`,
  troubled: (days) =>
    days === 0
      ? 'Quatre-vingt-dix jours sans rien à signaler'
      : `Quatre-vingt-dix jours, dont ${days} avec un problème`,
  day: {
    after: (parts) => `\u202F: ${parts.join(', ')}`,
    up: (share) => `disponibilité ${share}`,
    incidents: (n) => plural(n, 'incident', 'incidents'),
    major_outage: (time) => `${time} en panne`,
    partial_outage: (time) => `${time} en panne partielle`,
    degraded_performance: (time) => `${time} de performances dégradées`,
    under_maintenance: (time) => `${time} en maintenance`,
    no_data: 'aucune donnée',
    partly_no_data: (time) => `${time} sans données`,
  },
  rule: (major, partial, degraded) =>
    `La disponibilité compte comme temps perdu ${major} d’une panne majeure, ${partial} d’une panne partielle et ` +
    `${degraded} des performances dégradées. Les maintenances et les périodes sans données ne sont pas prises en compte.`,
  onDay: (status, time) => `${time} de ${status}`,
};
