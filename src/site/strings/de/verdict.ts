/** What stands largest on the front page: how things are, and what is done about it. */
import type { Strings } from '../en.ts';
import { plural, sind } from './grammar.ts';

export const verdict: Strings['verdict'] = {
  allDown: 'Alle Systeme sind ausgefallen.',
  major_outage: (names) => `${sind(names)} ausgefallen.`,
  partial_outage: (names) => `${sind(names)} teilweise ausgefallen.`,
  degraded_performance: (names) => `${sind(names)} langsam oder unzuverlässig.`,
  affected: {
    major_outage: (names) => `Eine kritische Störung betrifft ${names.text}.`,
    partial_outage: (names) => `Eine schwere Störung betrifft ${names.text}.`,
    degraded_performance: (names) => `Eine leichte Störung betrifft ${names.text}.`,
  },
  open: {
    major_outage: 'Eine kritische Störung ist noch nicht behoben.',
    partial_outage: 'Eine schwere Störung ist noch nicht behoben.',
    degraded_performance: 'Eine leichte Störung ist noch nicht behoben.',
  },
  recovering: ({ text, count }) => `${text} ${count === 1 ? 'funktioniert' : 'funktionieren'} wieder.`,
  failing: (names) => `Prüfungen von ${names.text} schlagen fehl; wir gehen dem nach.`,
  under_maintenance: ({ text, count }) => `${text} ${count === 1 ? 'wird' : 'werden'} gerade gewartet.`,
  maintenance: 'Gerade laufen Wartungsarbeiten.',
  no_data: 'Zurzeit liegen uns keine Messwerte vor.',
  some_no_data: (names) => `Für ${names.text} liegen uns keine Daten vor.`,
  nothing: 'Hier wird noch nichts überwacht.',
  operational: 'Alle Systeme sind betriebsbereit.',
};

export const follow: Strings['follow'] = {
  investigating: 'Wir untersuchen die Störung',
  identified: 'Wir kennen die Ursache und arbeiten an der Behebung',
  monitoring: 'Eine Lösung ist eingespielt, und wir beobachten, ob sie hält',
  several: (n) => `Wir arbeiten an ${n} Störungen`,
  nextUpdate: (what, time) => `${what}. Das nächste Update folgt bis ${time}.`,
  lateUpdate: (what, time) => `${what}. Das bis ${time} zugesagte Update verspätet sich.`,
  plain: (what) => `${what}.`,
  maintenanceUntil: (time) => `Geplantes Ende: ${time}.`,
  maintenanceLate: (time) => `Geplantes Ende war ${time}; die Arbeiten dauern länger.`,
  no_data: 'Deshalb können wir nicht sagen, wie es steht. Was wir von Hand melden, sehen Sie wie gewohnt.',
  some_no_data: 'Alles andere ist betriebsbereit.',
  nothing: 'Was wir melden, erscheint auf dieser Seite.',
  withoutImpact: (n) => `${plural(n, 'Störung', 'Störungen')} ohne Auswirkung ${n === 1 ? 'ist' : 'sind'} offen.`,
};
