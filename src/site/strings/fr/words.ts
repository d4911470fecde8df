/** The words that every room of the page uses: numbers, states, phases. */
import type { Strings } from '../en.ts';
import type { words as english } from '../en/words.ts';
import { plural } from './grammar.ts';

export const words: Pick<Strings, keyof typeof english> = {
  rowOfDays: 'short',
  underAMinute: 'moins d’une minute',
  count: {
    day: (n) => plural(n, 'jour', 'jours'),
    hour: (n) => plural(n, 'heure', 'heures'),
    minute: (n) => plural(n, 'minute', 'minutes'),
  },
  duration: (parts) => parts.join(' et '),
  sentences: (parts) => parts.join(' '),
  range: (from, until) => `${from} – ${until}`,
  andMore: (n) => `${n} autres`,
  status: {
    operational: 'Opérationnel',
    under_maintenance: 'En maintenance',
    degraded_performance: 'Performances dégradées',
    partial_outage: 'Panne partielle',
    major_outage: 'Panne majeure',
    no_data: 'Aucune donnée',
  },
  statusInside: {
    operational: 'opérationnel',
    under_maintenance: 'maintenance',
    degraded_performance: 'performances dégradées',
    partial_outage: 'panne partielle',
    major_outage: 'panne majeure',
    no_data: 'aucune donnée',
  },
  retired: 'Retiré',
  checksFailing: 'Des contrôles échouent\u202F; nous vérifions',
  impact: {
    none: 'Incident sans impact',
    minor: 'Incident mineur',
    major: 'Incident majeur',
    critical: 'Incident critique',
  },
  kind: { maintenance: 'Maintenance', announcement: 'Annonce' },
  phase: {
    investigating: 'En cours d’analyse',
    identified: 'Cause identifiée',
    monitoring: 'Sous surveillance',
    resolved: 'Résolu',
    scheduled: 'Planifiée',
    in_progress: 'En cours',
    verifying: 'En vérification',
    completed: 'Terminée',
    announced: 'Annonce',
  },
};
