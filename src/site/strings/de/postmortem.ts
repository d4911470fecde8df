/** The post-mortems: what went wrong, why, and what is done about it. */
import type { Strings } from '../en.ts';
import { plural } from './grammar.ts';

export const postmortem: Strings['postmortem'] = {
  title: 'Analysen',
  label: 'Analyse',
  lead: (n) =>
    n === 0
      ? 'Bisher ist keine veröffentlicht.'
      : 'Was schiefging, warum das möglich war und was wir geändert haben, damit es sich nicht wiederholt.',
  all: 'Alle Analysen',
  titled: (title) => `Analyse: ${title}`,
  published: 'Veröffentlicht',
  by: (authors) => `Verfasst von ${authors}`,
  correcting: 'Diese Analyse wird gerade korrigiert. Sie sehen ihre letzte gültige Fassung.',

  inWork: 'Wir schreiben eine Analyse; sie wird hier verlinkt.',
  waived: (reason) => `Es wird keine Analyse geben: ${reason}`,

  dueBy: (day) => `Eine Analyse ist fällig, spätestens am ${day}`,
  overdueSince: (day) => `Die Analyse war am ${day} fällig und ist überfällig`,
  owed: 'Noch ausstehend',
  waivedList: 'Bewusst verzichtet',

  about: (n) => (n === 1 ? 'Die Störung' : 'Die Störungen'),
  impact: 'Die Auswirkungen',
  source: 'Quelle',
  sourceOf: (what) => `zu: ${what}`,

  happened: 'Was geschehen ist',
  trigger: 'Der Auslöser',
  triggerKind: {
    deploy: 'Ein Deployment',
    config: 'Eine Änderung der Konfiguration',
    load: 'Mehr Last, als wir tragen können',
    dependency: 'Etwas, von dem wir abhängen',
    hardware: 'Defekte Hardware',
    expiry: 'Etwas, das abgelaufen war',
    'human-process': 'Ein Schritt, den Menschen von Hand ausführen',
    unknown: 'Wir wissen nicht, was der Auslöser war',
  },
  detection: 'Wie wir es bemerkt haben',
  detected: {
    check: 'Eine unserer Prüfungen hat es gefunden.',
    alert: 'Ein Alarm unserer Überwachung hat es gemeldet.',
    customer: 'Kunden haben es uns gemeldet.',
    staff: 'Jemand von uns hat es bei der Arbeit bemerkt.',
    provider: 'Unser Anbieter hat es uns gemeldet.',
  },
  account: 'Im Einzelnen',

  story: 'Minute für Minute',
  began: 'Es begann',
  beganBecause: (because) => `Es begann: ${because}`,
  told: 'auf der Statusseite mitgeteilt',
  recorded: 'wie auf der Statusseite festgehalten',
  live: 'Hier zu lesen',
  failed: (check) => `${check} schlägt zum ersten Mal fehl`,
  recovered: (check) => `${check} besteht wieder`,
  measured: 'Messung unserer Prüfung',
  measuredWithin: (duration) => `Messung unserer Prüfung, bis zu ${duration} verspätet`,
  updateOf: (phase, title) => `${phase}: ${title}`,

  factors: 'Warum das möglich war',
  factor: (n, of) => (of === 1 ? 'Die Ursache' : `Ursache ${n} von ${of}`),
  why: 'Warum?',
  because: 'Weil',
  becomes: {
    monitor: 'Deshalb gibt es dafür jetzt eine Prüfung',
    existing: 'Eine Prüfung dafür gab es schon',
    test: 'Deshalb wird daraus ein Test',
    process: 'Deshalb wird daraus eine Regel unserer Arbeit',
    accepted: 'Wir nehmen es hin',
  },
  becomesLink: { test: 'Der Test', process: 'Die Regel' },
  checkOf: (check, component) => `${check}, eine Prüfung von ${component}`,
  checkGone: (check) => `${check}, nicht mehr unter unseren Prüfungen`,
  checkNow: {
    up: 'zurzeit bestanden',
    degraded: 'zurzeit langsam',
    down: 'schlägt zurzeit fehl',
    no_data: 'zurzeit keine Daten',
  },
  added: {
    after: (day) => `nach der Störung hinzugefügt, am ${day}`,
    before: (day) => `schon vor der Störung da, seit dem ${day}`,
    unknown: 'seit wann es sie gibt, ist nicht bekannt',
  },
  record: (share, day) => `seit dem ${day} in ${share} der Zeit bestanden`,
  noRecord: 'noch nicht gemessen',
  carriedOut: 'Umgesetzt durch',

  lessons: 'Was wir mitnehmen',
  wentWell: 'Was gut lief',
  wentBadly: 'Was schlecht lief',
  lucky: 'Wo wir Glück hatten',

  actions: 'Was wir dagegen tun',
  due: (day) => `fällig: ${day}`,
  actionType: {
    prevent: 'Verhindert es',
    detect: 'Zeigt es früher',
    mitigate: 'Mildert die Folgen',
    process: 'Ändert, wie wir arbeiten',
    repair: 'Behebt den Schaden',
  },
  owner: 'Zuständig',
  issue: 'Ticket',
  declined: (reason) => `Doch nicht umgesetzt: ${reason}`,

  supporting: 'Weiterführendes',
  counts: (factors, actions) =>
    `${plural(factors, 'Ursache', 'Ursachen')} · ${plural(actions, 'Vorhaben', 'Vorhaben')}`,
};
