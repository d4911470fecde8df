/** The page of an incident, a maintenance or an announcement. */
import type { Strings } from '../en.ts';

export const entry: Strings['entry'] = {
  timeline: 'Updates',
  evidence: 'Was unsere Überwachung festgestellt hat',
  began: 'Beginn',
  told: 'Zuerst gemeldet',
  mitigated: 'Entschärft',
  resolved: 'Behoben',
  duration: 'Dauer',
  lasting: 'Dauer bisher',
  affected: 'Betroffen',
  cause: 'Ursache',
  planned: 'Geplant',
  following: 'Danach',
  ended: 'Ende',
  published: 'Veröffentlicht',
  providerReport: 'Bericht des Anbieters',
  toldInPerson: 'Persönlich benachrichtigt',
  outreach: (count, channel, at) => `${count} per ${channel}, ${at}`,
  permalink: '(Link zu diesem Update)',
  openedByMonitor: 'Von unserer Überwachung eröffnet, nicht von einem Menschen.',
  backfilled: 'Nachträglich aufgezeichnet.',
  importedFrom: (source) => `Übernommen aus ${source}.`,
  redacted: (reason) => `Der Text dieses Updates wurde entfernt: ${reason}`,
  redactedOn: (day, reason) => `Der Text dieses Updates wurde am ${day} entfernt: ${reason}`,
  change: (name, status) => `${name}: ${status}`,
  changed: (name, from, to) => `${name}: ${to} (zuvor ${from})`,
};

export const cause: Strings['cause'] = {
  undetermined: { open: 'Noch nicht bekannt', closed: 'Nicht ermittelt' },
  upstream: {
    suspected: 'Vermutlich ein Anbieter, auf den wir angewiesen sind',
    confirmed: 'Ein Anbieter, auf den wir angewiesen sind',
  },
  customer: {
    suspected: 'Vermutlich die Aktivität eines Kunden, die sich auf andere auswirkte',
    confirmed: 'Die Aktivität eines Kunden, die sich auf andere auswirkte',
  },
  internal: { suspected: 'Vermutlich ein eigener Fehler', confirmed: 'Ein eigener Fehler' },
};
