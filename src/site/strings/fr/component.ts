/** The page of a component. */
import type { Strings } from '../en.ts';

export const component: Strings['component'] = {
  uptime: 'Disponibilité',
  lastDays: (n) => (n === 1 ? 'Dernier jour' : `${n} derniers jours`),
  byQuarter: 'Par trimestre',
  byMonth: 'Par mois',
  byDay: 'Jour par jour',
  quarter: (number, year) => `T${number} ${year}`,
  response: 'Temps de réponse',
  span: { day: 'Dernières 24 heures', week: '7 derniers jours', quarter: '90 derniers jours' },
  times: (median, p95) => `médiane ${median}, 95\u00A0% en moins de ${p95}`,
  scale: (top) => `0 à ${top}`,
  responseRule:
    'Le trait épais est la médiane, le trait fin le temps que 95\u00A0% des réponses n’ont pas dépassé. Seules comptent ' +
    'les réponses conformes\u202F; là où il n’y a pas de trait, il n’y en a eu aucune. Mesuré depuis l’endroit où ' +
    'tournent nos contrôles.',
  entries: 'Incidents et maintenances',
  earlier: 'Auparavant, par mois',
  newest: (shown, total) => `Ci-dessus, les ${shown} plus récents sur ${total}.`,
  search: 'Rechercher dans l’ensemble',
  badge: 'Badge',
  badgeText: 'L’état lors de la dernière génération, en image pour un README ou l’une de vos pages\u202F:',
  badgeData: 'En données pour shields.io\u202F:',
};
