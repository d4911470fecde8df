/** Wie offen die Seite war. Dauern stehen im Nominativ oder Akkusativ, da sie keine andere Form haben. */
import type { Strings } from '../en.ts';
import { plural } from './grammar.ts';

/** Wie viele davon überfällig sind. */
function davon(count: number, overdue: number): string {
  if (overdue === 0) return '';
  if (overdue !== count) return `, davon ${overdue} überfällig`;
  return count === 1 ? ' und ist überfällig' : ', alle überfällig';
}

export const transparency: Strings['transparency'] = {
  title: 'Transparenz',
  lead: 'Wie bald informiert wurde, was nachträglich geändert wurde und was noch aussteht: die letzten zwölf Monate, abgeleitet aus den Dateien dieser Seite und ihrer Geschichte. Nichts davon ist von Hand eingetragen.',
  noHistory:
    'Diese Seite wurde ohne die ganze Geschichte ihrer Dateien gebaut. Was nur diese sagen kann, ist hier nicht bekannt, und nichts tritt an seine Stelle.',
  table: 'Als Tabelle',
  more: (count) => `Die Daten enthalten ${count} weitere.`,
  count: 'Anzahl',
  dot: (title, after) => `${title}: ${after}`,
  counted: (what, count) => `${what}: ${count}`,
  thinned: (count) => `Jeder Punkt steht für ${count} davon.`,
  data: 'Dieselben Zahlen als Daten',
  dataText: 'Alles auf dieser Seite, vollständig und mit jeder Dauer in Millisekunden:',
  figuresText:
    'Jede Zahl dieser Website mit dem Commit, aus dem sie folgt. In einem Klon leitet „candor verify“ sie neu her:',

  tell: {
    title: 'Wie bald informiert wurde',
    found: (count, median, most) =>
      `Bei der Hälfte von ${count} Störungen dauerte es höchstens ${median}, bis sie auf dieser Seite standen, bei neun von zehn höchstens ${most}.`,
    foundOne: (after) => `Bei der einen Störung dauerte es ${after}, bis sie auf dieser Seite stand.`,
    none: 'In diesen Monaten begann keine Störung.',
    noneMeasured: (n) =>
      n === 1
        ? 'Bei der einen Störung dieser Monate ist nicht bekannt, wie lange man darauf wartete.'
        : `Bei keiner der ${n} Störungen dieser Monate ist bekannt, wie lange man darauf wartete.`,
    source:
      'Vom Beginn einer Störung, bis die Seite mit der Mitteilung online war. Eine Störung, die eine Prüfung fand, begann mit der ersten fehlgeschlagenen Messung oder bis zu einer Messung früher.',
    byCommit: (n) => `Bei ${n} davon ist kein Deployment festgehalten; dort zählt die Zeit des Commits.`,
    key: 'Ein Punkt für jede Störung. Die Linie zeigt, nach welcher Zeit die Hälfte mitgeteilt war, die gestrichelte Linie neun von zehn.',
    dots: 'Ein Punkt für jede Störung, nach der Zeit vom Beginn bis zur Mitteilung.',
    incident: 'Störung',
    after: 'Mitgeteilt nach',
    longer: (duration) => `oder bis zu ${duration} mehr`,
    apart: 'Nicht gemessen und in keiner dieser Zahlen',
    startNotKnown: 'Nicht bekannt, da sie irgendwann vor dem ersten Update begonnen haben kann',
    toldBeforeStart: 'Nicht bekannt, da vor dem angegebenen Beginn darüber informiert wurde',
  },

  edits: {
    title: 'Was nachträglich geändert wurde',
    found: (n, updates) =>
      `${plural(n, 'Änderung', 'Änderungen')} an bereits Veröffentlichtem; neu veröffentlicht in derselben Zeit: ${plural(updates, 'Update', 'Updates')}.`,
    none: (updates) =>
      `Nichts bereits Veröffentlichtes wurde geändert; neu veröffentlicht in derselben Zeit: ${plural(updates, 'Update', 'Updates')}.`,
    source:
      'Aus der Geschichte in Git: jede Fassung jeder Datei, die auf dieser Seite stand, Wort für Wort verglichen. Eine andere Reihenfolge oder Formatierung ist keine Änderung.',
    key: 'Ein Punkt für jede Änderung eines Textes, nach der Zeit seit der ersten Veröffentlichung.',
    kind: {
      correction: 'Schreibfehler berichtigt',
      change: 'Bearbeitet',
      rewrite: 'Neu geschrieben',
      removal: 'Herausgenommen',
      restoration: 'Wieder aufgenommen',
      move: 'Mit anderer Zeit versehen',
      heading: 'Stand, Status oder Zusage geändert',
      fact: 'Titel, Schwere, Ursache und Ähnliches geändert',
    },
    what: 'Änderung',
    each: 'Jede Änderung',
    when: 'Geändert',
    takenBack: 'Zurückgenommen',
    entry: 'Eintrag',
    withdrawn: 'Zurückgezogen',
  },

  promises: {
    title: 'Ob Updates wie zugesagt kamen',
    found: (kept, made) => `${kept} von ${made} zugesagten Updates kamen rechtzeitig.`,
    none: 'Für keine bestimmte Zeit war ein Update zugesagt.',
    source:
      'Nach den Zeiten, die Updates tragen: Eine Zusage ist eingehalten, wenn das nächste Update derselben Störung nicht später kam.',
    promise: 'Zugesagte Updates',
    kept: 'Rechtzeitig',
    late: 'Verspätet',
    missed: 'Ausgeblieben',
    waiting: 'Zeit vorbei, noch keines da',
    broken: 'Nicht eingehalten',
  },

  postmortems: {
    title: 'Welche Analysen ausstehen',
    nothing: 'Keine war gefordert, und keine ist veröffentlicht.',
    noneOwed: (done) =>
      done === 0
        ? 'Keine steht aus.'
        : `Keine steht aus. ${plural(done, 'Störung hat', 'Störungen haben')} eine veröffentlichte.`,
    owed: (owed, overdue) =>
      `${plural(owed, 'Analyse steht', 'Analysen stehen')} aus${davon(owed, overdue)}.`.replace(
        'aus und',
        'aus und ist',
      ),
    source: (days) =>
      `Frist nach dem Ende einer Störung, für die unsere Regeln eine Analyse fordern: ${plural(days, 'Arbeitstag', 'Arbeitstage')}. Was aussteht, bleibt hier stehen, wie alt es auch ist.`,
    postmortem: 'Analysen nach Störung',
    inTime: 'Rechtzeitig veröffentlicht',
    late: 'Verspätet veröffentlicht',
    unasked: 'Veröffentlicht, nicht gefordert',
    undated: 'Veröffentlicht, unbekannt wann',
    due: 'Fällig',
    overdue: 'Überfällig',
    waived: 'Bewusst verzichtet',
  },

  actions: {
    title: 'Was dagegen zugesagt ist',
    found: (open, overdue) =>
      `${plural(open, 'Vorhaben gilt', 'Vorhaben gelten')} nicht als erledigt${davon(open, overdue)}.`,
    none: 'Kein Vorhaben aus einer Analyse ist offen.',
    done: (n) => `${plural(n, 'Vorhaben wurde', 'Vorhaben wurden')} in diesen Monaten erledigt.`,
    source:
      'Vorhaben stehen in Analysen; wie es um jedes steht, sagt sein Ticket oder, wo es keines hat, die Analyse. Sie sind so alt wie die Analyse, die sie nennt.',
    action: 'Vorhaben',
    age: 'Alter',
    under: (duration) => `Unter ${duration}`,
    over: (duration) => `${duration} und mehr`,
    ageNotKnown: 'Alter nicht bekannt',
    overdue: (n) => `${n} überfällig`,
    open: 'Nicht als erledigt bekannt',
    declined: 'Doch nicht umgesetzt',
    noReason: 'das Ticket wurde als nicht geplant geschlossen',
  },

  categories: {
    title: 'Wer die Ursache war',
    found: (n) => `${plural(n, 'Störung begann', 'Störungen begannen')} in diesen Monaten.`,
    source: 'Wie jede Störung es heute von sich sagt. Eine Ursache gilt als vermutet, bis jemand sie bestätigt hat.',
    category: 'Ursache',
    count: 'Störungen',
    of: {
      internal: 'Wir selbst',
      upstream: 'Ein Anbieter, auf den wir angewiesen sind',
      customer: 'Die Aktivität eines einzelnen Kunden',
      undetermined: 'Nicht ermittelt',
    },
    suspected: (n) => `${n} vermutet`,
  },

  checks: {
    title: 'Die Prüfungen, die aus Störungen entstanden',
    found: (n, passing) => {
      const came = `${plural(n, 'Prüfung', 'Prüfungen')} als Antwort darauf, warum etwas möglich war`;
      if (n === 1) return `${came}; zurzeit ${passing === 1 ? 'bestanden' : 'nicht bestanden'}.`;
      return passing === n ? `${came}; zurzeit alle bestanden.` : `${came}; zurzeit bestanden: ${passing}.`;
    },
    none: 'Noch keine Analyse hat zu einer Prüfung geführt.',
    source:
      'Aus den Analysen: Aus der letzten Antwort einer Kette von Warum-Fragen wird eine Prüfung, ein Test, eine Regel, oder sie wird begründet hingenommen. Wann eine Prüfung hinzukam, sagt die Geschichte von status.yml.',
    outcome: 'Was aus letzten Antworten wurde',
    monitor: 'Eine Prüfung',
    test: 'Ein Test',
    process: 'Eine Regel unserer Arbeit',
    accepted: 'Hingenommen',
  },

  monitoring: {
    title: 'Wann niemand hinsah',
    found: (count, whole, longest) =>
      `Unsere Prüfungen sahen insgesamt ${whole} lang nichts, in ${count} Lücken; die längste dauerte ${longest}.`,
    foundOne: (whole) => `Unsere Prüfungen sahen ${whole} lang nichts, in einer Lücke.`,
    watched: (share) => `In ${share} der Zeit sahen sie hin.`,
    none: 'Unsere Prüfungen sahen die ganze Zeit hin.',
    nothing: 'Es wurde noch nichts gemessen.',
    source: (duration) =>
      `Eine Messung gilt bis zur nächsten, höchstens ${duration} lang; was keine Messung abdeckt, ist eine Lücke. Ebenso die Zeit von Läufen, die gar nichts erreichten.`,
    since: (day) => `Gemessen seit dem ${day}`,
    gap: 'Lücke',
    length: 'Dauer',
    blind: (duration) => `davon liefen ${duration} lang Prüfungen, die nichts erreichten`,
    ongoing: 'noch nicht vorbei',
    key: 'Die zwölf Monate von links nach rechts; jeder Strich ist eine Lücke.',
  },
};
