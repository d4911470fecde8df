/** What was changed of an entry after it was published. */
import type { Strings } from '../en.ts';

export const edits: Strings['edits'] = {
  title: 'Nachträglich geändert',
  correction: (after) => `Schreibfehler ${after} später berichtigt`,
  change: (after) => `${after} später bearbeitet`,
  rewrite: (after) => `${after} später neu geschrieben`,
  moved: (after) => `${after} später mit anderer Zeit versehen`,
  restored: (after) => `${after} später wieder aufgenommen`,
  removed: (time, after) => `Update von ${time}: ${after} später herausgenommen`,
  introduction: {
    correction: (after) => `Schreibfehler der Einleitung ${after} später berichtigt`,
    change: (after) => `Einleitung ${after} später bearbeitet`,
    rewrite: (after) => `Einleitung ${after} später neu geschrieben`,
  },
  fact: {
    title: (after) => `Titel ${after} später geändert`,
    impact: (after) => `Schwere ${after} später geändert`,
    category: (after) => `Ursache ${after} später geändert`,
    components: (after) => `Betroffene Komponenten ${after} später geändert`,
    startedAt: (after) => `Beginn ${after} später geändert`,
    window: (after) => `Geplante Zeit ${after} später geändert`,
  },
  gone: (after) => `${after} später zurückgezogen`,
  back: (after) => `${after} später wieder veröffentlicht`,
  times: (count, after) => `${count} Mal bearbeitet, zuletzt ${after} später`,
  earlier: (count) => `${count} frühere Änderungen stehen nur im Repository.`,
  origin: (time, commit) => `${time}, mit Commit ${commit}`,
  originBy: (time, commit, author) => `${time}, mit Commit ${commit} von ${author}`,
  signed: (kind) => `Der Commit trägt eine Signatur (${kind}), die hier nicht geprüft ist.`,
  by: (author) => `von ${author}`,
  words: { removed: 'Entfernt:', added: 'Hinzugefügt:', same: 'Unverändert:' },
  time: 'Zeit',
  phase: 'Stand',
  next: 'Nächstes Update',
  nothing: 'nichts',
  unknown:
    'Ob nachträglich etwas geändert wurde, ist nicht bekannt: Diese Seite wurde ohne die ganze Geschichte gebaut.',
};
