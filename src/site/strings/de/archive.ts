/** The archive, and the page of all maintenance. */
import type { Strings } from '../en.ts';
import { plural } from './grammar.ts';

export const history: Strings['history'] = {
  title: 'Verlauf',
  lead: (n) => {
    if (n === 0) return 'Bisher wurde nichts gemeldet.';
    return n === 1 ? '1 Eintrag.' : `${n} Einträge, die neuesten zuerst.`;
  },
  months: 'Nach Monat',
  ofMonth: (month) => `Verlauf im ${month}`,
  entries: (n) => (n === 1 ? ' Eintrag' : ' Einträge'),
};

export const maintenance: Strings['maintenance'] = {
  title: 'Wartung',
  lead: (running, upcoming) => {
    if (running > 0) return `${plural(running, 'Wartung läuft', 'Wartungen laufen')} gerade.`;
    return upcoming === 0
      ? 'Zurzeit ist nichts geplant.'
      : `${plural(upcoming, 'Wartung ist', 'Wartungen sind')} geplant.`;
  },
  past: 'Vergangene Wartungen',
  calendar: 'Kalender abonnieren',
};
