/** The words that every room of the page uses: numbers, states, phases. */
import type { Strings } from '../en.ts';
import type { words as english } from '../en/words.ts';
import { plural } from './grammar.ts';

export const words: Pick<Strings, keyof typeof english> = {
  rowOfDays: 'short',
  underAMinute: 'weniger als eine Minute',
  count: {
    day: (n) => plural(n, 'Tag', 'Tage'),
    hour: (n) => plural(n, 'Stunde', 'Stunden'),
    minute: (n) => plural(n, 'Minute', 'Minuten'),
  },
  duration: (parts) => parts.join(' '),
  sentences: (parts) => parts.join(' '),
  range: (from, until) => `${from} bis ${until}`,
  andMore: (n) => `${n} weitere`,
  status: {
    operational: 'Betriebsbereit',
    under_maintenance: 'In Wartung',
    degraded_performance: 'Eingeschränkte Leistung',
    partial_outage: 'Teilausfall',
    major_outage: 'Schwerer Ausfall',
    no_data: 'Keine Daten',
  },
  statusInside: {
    operational: 'betriebsbereit',
    under_maintenance: 'Wartung',
    degraded_performance: 'eingeschränkte Leistung',
    partial_outage: 'Teilausfall',
    major_outage: 'schwerer Ausfall',
    no_data: 'keine Daten',
  },
  retired: 'Nicht mehr in Betrieb',
  checksFailing: 'Prüfungen schlagen fehl; wir gehen dem nach',
  impact: {
    none: 'Störung ohne Auswirkung',
    minor: 'Leichte Störung',
    major: 'Schwere Störung',
    critical: 'Kritische Störung',
  },
  kind: { maintenance: 'Wartung', announcement: 'Ankündigung' },
  phase: {
    investigating: 'Wird untersucht',
    identified: 'Ursache gefunden',
    monitoring: 'Wird beobachtet',
    resolved: 'Behoben',
    scheduled: 'Geplant',
    in_progress: 'Läuft',
    verifying: 'Wird überprüft',
    completed: 'Abgeschlossen',
    announced: 'Angekündigt',
  },
};
