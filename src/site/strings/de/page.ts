/** The frame of every page, and pages that say that there is nothing else to say. */
import type { Strings } from '../en.ts';

export const page: Strings['page'] = {
  title: (name) => `Status von ${name}`,
  titled: (what, name) => `${what} · Status von ${name}`,
  skip: 'Zum Status springen',
  description: (name) => `Aktueller Status, Störungen und Wartungen von ${name}`,
  feed: (name) => `${name}: Störungen, Wartungen und Ankündigungen`,
  back: (name) => `Status von ${name}`,
  history: 'Alle Störungen und Wartungen',
  support: 'Kontakt aufnehmen',
  links: 'Weitere Seiten',
  subscribe: 'Abonnieren',
};

export const freshness: Strings['freshness'] = {
  checked: 'Zuletzt geprüft',
  checkedAt: (time) => `Zuletzt geprüft: ${time}`,
  notChecked: 'Die Prüfungen sind noch nicht gelaufen.',
  built: (time) => `Seite erstellt: ${time}`,
  changed: (time) => `Zuletzt geändert: ${time}`,
  oldChecks: (time) => `Diese Seite ist möglicherweise veraltet (letzte Prüfung: ${time}).`,
  blind: (time) =>
    `Unsere Prüfungen erreichen seit ${time} nichts mehr, wohl weil ihnen selbst die Verbindung fehlt. Was hier steht, kann sich seitdem geändert haben.`,
  oldBuild: (time) => `Diese Seite ist möglicherweise veraltet (Stand: ${time}).`,
  utc: 'Zeiten und Tage sind in UTC angegeben.',
  zone: (zone) => `Zeiten sind in der Zeitzone ${zone} angegeben, Tage in UTC.`,
  yourZone: 'Zeiten sind in Ihrer Zeitzone angegeben, Tage in UTC.',
};

export const correcting: Strings['correcting'] = {
  settings: 'Die Einstellungen dieser Seite werden gerade korrigiert. Bis dahin gelten die letzten gültigen.',
  entry: 'Dieser Eintrag wird gerade korrigiert. Sie sehen seine letzte gültige Fassung.',
  unreadable: 'Dieser Eintrag wird gerade korrigiert und ist bald zu sehen.',
  front: (n) =>
    n === 1
      ? 'Ein Eintrag wird gerade korrigiert. Sie sehen seine letzte gültige Fassung:'
      : `${n} Einträge werden gerade korrigiert. Sie sehen jeweils die letzte gültige Fassung:`,
  frontUnreadable: (n) =>
    n === 1
      ? 'Ein Eintrag wird gerade korrigiert und kann noch nicht gezeigt werden:'
      : `${n} Einträge werden gerade korrigiert und können noch nicht gezeigt werden:`,
};

export const withdrawn: Strings['withdrawn'] = {
  title: 'Zurückgezogen',
  text: (date) => `Was hier veröffentlicht war, wurde am ${date} zurückgezogen.`,
};

export const notFound: Strings['notFound'] = {
  title: 'Diese Seite gibt es nicht.',
  text: 'Vielleicht ist die Adresse falsch geschrieben, oder der Inhalt ist umgezogen.',
  link: 'Zum aktuellen Status',
};
