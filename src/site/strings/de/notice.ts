/** What channels say around an update. */
import type { Strings } from '../en.ts';

export const notice: Strings['notice'] = {
  corrected: (subject) => `Korrigiert: ${subject}`,
  affected: (components) => `Betroffen: ${components}`,
  component: (name, status) => `${name} (${status})`,
  link: 'Auf der Statusseite lesen',
  reason: (page) => `Sie erhalten diese Nachricht, weil Ihre Adresse auf der Liste der Statusseite von ${page} steht.`,
  unsubscribe: 'Nicht mehr benachrichtigen',
  byClock: {
    in_progress: 'Die für diese Arbeiten geplante Zeit hat begonnen.',
    completed: 'Die für diese Arbeiten geplante Zeit ist vorüber.',
  },
  customer: {
    concerns: (components) => `Das betrifft, was Sie nutzen: ${components}`,
    reason: (page) => `Sie erhalten dies von ${page}, weil es betrifft, was Sie nutzen.`,
  },
  test: {
    title: 'Ein Test dieses Kanals',
    text: (page) => `Es ist nichts geschehen. Wo Sie dies lesen, meldet ${page} Ihnen, wenn etwas geschieht.`,
  },
};
