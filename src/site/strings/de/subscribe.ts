/** How to be told. */
import type { Strings } from '../en.ts';

export const subscribe: Strings['subscribe'] = {
  title: 'Abonnieren',
  lead: 'Lassen Sie sich benachrichtigen, wenn etwas ausfällt, wenn daran gearbeitet wird und wenn es wieder funktioniert.',
  feed: 'Per Feed',
  feedText: 'Jedes Update zu jeder Störung, Wartung und Ankündigung ist ein Eintrag dieses Feeds:',
  feedHow:
    'Geben Sie die Adresse in einen Feedreader, in Slack (/feed subscribe), Microsoft Teams oder Ihr Mailprogramm ein. ' +
    'Ein Konto brauchen Sie nicht, und wir erfahren nicht, wer den Feed liest.',
  feedOf: 'Nur was Sie nutzen',
  feedOfText: 'Dasselbe nur für eine Komponente, für geplante Wartungen oder für Post-mortems:',
  calendar: 'Per Kalender',
  calendarText:
    'Geplante Wartungen als Kalender, in dem sich ein Termin verschiebt, wenn wir ihn verschieben. Abonnieren Sie in Ihrem Kalenderprogramm:',
  elsewhere: 'Bei anderen Diensten',
  elsewhereText: 'Dort sagen wir dasselbe wie hier:',
  embed: 'Auf einer Ihrer Seiten',
  embedText:
    'Eine Zeile HTML zeigt in einem Satz, wie es uns geht, und lädt nichts von Dritten. Mit Skript, so hoch wie nötig, oder ohne:',
  programs: 'Für Programme',
  programsText: 'Der Zustand in der Form der API von Statuspage:',
};
