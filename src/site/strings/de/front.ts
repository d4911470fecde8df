/** The front page: its sections, and its components. */
import type { Strings } from '../en.ts';
import { plural } from './grammar.ts';

export const front: Strings['front'] = {
  incidents: (n) => (n === 1 ? 'Offene Störung' : 'Offene Störungen'),
  maintenance: 'Laufende und geplante Wartung',
  announcements: 'Ankündigungen',
  components: 'Komponenten',
  recent: 'Die letzten 14 Tage',
  quiet: 'Keine Störungen',
  subscribe: 'Auf dem Laufenden bleiben',
  subscribeText: 'Jedes Update zu jeder Störung und Wartung, sobald es erscheint:',
  subscribeLink: 'so werden Sie benachrichtigt',
  allMaintenance: 'Alle Wartungen',
  supportText: 'Etwas funktioniert nicht, und Sie sehen es hier nicht?',
  affects: (names) => `Betrifft ${names}`,
  following: (windows) => `Danach ${windows}`,
  began: (time) => `Beginn: ${time}`,
  updated: (time) => `Aktualisiert: ${time}`,
  until: 'bis',
  more: 'Alle Updates',
};

export const components: Strings['components'] = {
  // A day may end in a full stop of its own, so none follows it.
  caption: (from, to) => `Ein Strich steht für einen Tag (${from} bis ${to}).`,
  captionPhone: (from, to) => `Ein Strich steht für einen Tag (${from} bis ${to}); die Verfügbarkeit gilt für 90 Tage.`,
  key: 'Legende',
  slider: (name) => `${name}, Tag für Tag`,
  troubled: (days) => (days === 0 ? 'Neunzig Tage ohne Vorkommnisse' : `Neunzig Tage, davon ${days} mit Problemen`),
  day: {
    after: (parts) => `: ${parts.join(', ')}`,
    up: (share) => `${share} verfügbar`,
    incidents: (n) => plural(n, 'Störung', 'Störungen'),
    major_outage: (time) => `${time} ausgefallen`,
    partial_outage: (time) => `${time} teilweise ausgefallen`,
    degraded_performance: (time) => `${time} eingeschränkt`,
    under_maintenance: (time) => `${time} in Wartung`,
    no_data: 'keine Daten',
    partly_no_data: (time) => `${time} ohne Daten`,
  },
  rule: (major, partial, degraded) =>
    `Die Verfügbarkeit wertet ${major} eines schweren Ausfalls, ${partial} eines Teilausfalls und ${degraded} ` +
    'eingeschränkter Leistung als verlorene Zeit. Wartungen und Zeiten ohne Daten bleiben unberücksichtigt.',
  onDay: (status, time) => `${time} ${status}`,
};
