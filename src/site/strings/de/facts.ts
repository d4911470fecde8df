/** Was aus einer Störung folgt. */
import type { Strings } from '../en.ts';

export const facts: Strings['facts'] = {
  detected: 'Erkannt',
  silence: 'Längste Stille',
  affected: 'Beeinträchtigt',
  affectedFor: (component, duration) => `${component}: ${duration}`,
  never: (time) => `Niemandem, solange es andauerte; auf dieser Seite ab ${time}`,
  within: (source, duration) => `${source}, oder bis zu ${duration} früher`,
  source: {
    typed: 'von uns festgehalten',
    measurement: 'erste fehlgeschlagene Messung',
    evidence: 'erste fehlgeschlagene Messung, damals festgehalten',
    update: 'aus unseren Updates',
    deploy: 'als die Seite damit online ging',
    commit: 'Zeit des Commits, da kein Deployment festgehalten ist',
    outreach: 'in der Störung festgehalten',
  },
  unknown: {
    imported: 'Nicht bekannt, da von einer anderen Seite übernommen',
    backfilled: 'Nicht bekannt, da nachträglich aufgeschrieben',
    late: 'Nicht bekannt, da erst mehr als 7 Tage nach dem Ende auf dieser Seite',
    no_history: 'Nicht bekannt, da der Verlauf dieser Seite nicht vorlag',
    not_committed: 'Nicht bekannt, da noch nicht veröffentlicht',
    contradictory: 'Nicht bekannt, da der Commit älter ist als das erste Update',
    no_check: 'Nicht bekannt, da keine Prüfung zusah',
  },
};
