/** The archive, and the page of all maintenance. */
import type { Strings } from '../en.ts';
import { de, plural } from './grammar.ts';

export const history: Strings['history'] = {
  title: 'Historique',
  lead: (n) => {
    if (n === 0) return 'Rien n’a encore été signalé.';
    return n === 1 ? '1 publication.' : `${n} publications, les plus récentes d’abord.`;
  },
  months: 'Par mois',
  ofMonth: (month) => `Historique ${de(month)}`,
  entries: (n) => (n === 1 ? ' publication' : ' publications'),
};

export const maintenance: Strings['maintenance'] = {
  title: 'Maintenances',
  lead: (running, upcoming) => {
    if (running > 0) return `${plural(running, 'maintenance est', 'maintenances sont')} en cours.`;
    return upcoming === 0
      ? 'Rien n’est prévu.'
      : `${plural(upcoming, 'maintenance est prévue', 'maintenances sont prévues')}.`;
  },
  past: 'Maintenances passées',
  calendar: 'S’abonner au calendrier',
};
