/** The search of the history. */
import type { Strings } from '../en.ts';

export const search: Strings['search'] = {
  title: 'Verlauf durchsuchen',
  text: 'Wörter in Titeln und Updates',
  hint: 'Jedes Wort muss vorkommen. Setzen Sie zusammenhängende Wörter in Anführungszeichen.',
  component: 'Komponente',
  category: 'Ursache',
  impact: 'Auswirkung',
  kind: 'Art',
  any: { component: 'Alle Komponenten', category: 'Jede Ursache', impact: 'Jede Auswirkung', kind: 'Alle Arten' },
  retired: (name) => `${name} (nicht mehr in Betrieb)`,
  categories: {
    undetermined: 'Nicht ermittelt',
    upstream: 'Ein Anbieter, auf den wir angewiesen sind',
    customer: 'Die Aktivität eines Kunden',
    internal: 'Ein eigener Fehler',
  },
  impacts: { none: 'Keine', minor: 'Leicht', major: 'Schwer', critical: 'Kritisch' },
  kinds: { incident: 'Störungen', maintenance: 'Wartungen', announcement: 'Ankündigungen' },
  searching: 'Suche läuft …',
  foundNone: 'Im Verlauf passt nichts zu dieser Suche.',
  foundOne: 'Ein Eintrag gefunden.',
  foundAll: (found) => `${found} Einträge gefunden.`,
  foundSome: (found, shown) => `${found} Einträge gefunden; Sie sehen die neuesten ${shown}.`,
  foundSoFar: (found, shown) => `Mindestens ${found} Einträge gefunden; Sie sehen die neuesten ${shown}.`,
  more: 'Ältere anzeigen',
  failed: 'Die Suche konnte nicht geladen werden. Unten steht der vollständige Verlauf nach Monat.',
  failedPartly: 'Ältere Einträge konnten nicht geladen werden. Unten steht der vollständige Verlauf nach Monat.',
  again: 'Erneut versuchen',
  clear: 'Suche zurücksetzen',
};
