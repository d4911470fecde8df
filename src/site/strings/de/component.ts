/** The page of a component. */
import type { Strings } from '../en.ts';

export const component: Strings['component'] = {
  uptime: 'Verfügbarkeit',
  lastDays: (n) => (n === 1 ? 'Letzter Tag' : `Letzte ${n} Tage`),
  byQuarter: 'Nach Quartal',
  byMonth: 'Nach Monat',
  byDay: 'Tag für Tag',
  quarter: (number, year) => `${number}. Quartal ${year}`,
  response: 'Antwortzeit',
  span: { day: 'Letzte 24 Stunden', week: 'Letzte 7 Tage', quarter: 'Letzte 90 Tage' },
  times: (median, p95) => `Median ${median}, 95\u00A0% innerhalb von ${p95}`,
  scale: (top) => `0 bis ${top}`,
  responseRule:
    'Die kräftige Linie ist der Median, die feine zeigt, wie lange 95\u00A0% der Antworten höchstens brauchten. Es zählen ' +
    'nur Antworten, die die Prüfung bestanden haben; wo keine Linie ist, gab es keine. Gemessen wird von dort, wo ' +
    'unsere Prüfungen laufen.',
  entries: 'Störungen und Wartungen',
  earlier: 'Früher, nach Monat',
  newest: (shown, total) => `Oben stehen die neuesten ${shown} von ${total}.`,
  search: 'Alle durchsuchen',
  badge: 'Badge',
  badgeText: 'Der Zustand beim letzten Build, als Bild für eine README oder eine Ihrer Seiten:',
  badgeData: 'Als Daten für shields.io:',
};
