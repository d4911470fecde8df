/** What an incident's page says. */
import type { Strings } from '../en.ts';

export const incident: Strings['incident'] = {
  providerCause: {
    suspected: (provider) => `Vermutlich ${provider}, ein Anbieter, auf den wir angewiesen sind`,
    confirmed: (provider) => `${provider}, ein Anbieter, auf den wir angewiesen sind`,
  },
  reported: 'Gemeldet',
  reportedTo: ({ provider, time, ticket }) =>
    `An ${provider ?? 'den Anbieter'}, ${time}${ticket === undefined ? '' : ` (Ticket ${ticket})`}`,
  beganAtLatest: (time) => `Spätestens ${time}`,
  beganBecause: (time, reason) => `${time}: ${reason}`,
  toldAfter: (time, duration) => `${time}, Zeit seit dem Beginn: ${duration}`,
  promised: 'Zugesagte Updates',
  promises: ({ all, late, missed }) => {
    if (late + missed === 0) return all === 1 ? '1, rechtzeitig' : `${all}, alle rechtzeitig`;
    return [all, ...(late > 0 ? [`${late} verspätet`] : []), ...(missed > 0 ? [`${missed} ausgeblieben`] : [])].join(
      ', ',
    );
  },
};

export const promise: Strings['promise'] = {
  ahead: (by) => `Nächstes Update bis ${by}`,
  late: (by) => `Das nächste Update war bis ${by} zugesagt und verspätet sich`,
  missed: (by) => `Bis ${by} war ein Update zugesagt; es blieb aus`,
  kept: (by, came) => `Nächstes Update zugesagt bis ${by}; erschienen: ${came}`,
  cameLate: (by, came, late) => `Nächstes Update zugesagt bis ${by}; erschienen: ${came}, Verspätung: ${late}`,
};

export const found: Strings['found'] = {
  kind: {
    measurement: 'Messungen unserer Prüfungen',
    maintenance: 'Unsere Wartungen',
    deployment: 'Unsere Deployments',
    release: 'Unsere Releases',
    workflow_run: 'Unsere Workflow-Läufe',
    provider: 'Statusseiten von Anbietern',
    correlation: 'Gemeinsam ausgefallen',
    customers: 'Mehrere Kunden zugleich',
  },
  check: (id) => `Prüfung ${id}`,
  errorClass: {
    dns: 'Name nicht gefunden',
    connect: 'keine Verbindung',
    tls: 'keine sichere Verbindung',
    timeout: 'keine rechtzeitige Antwort',
    http_4xx: 'Anfrage abgelehnt',
    http_5xx: 'Fehler des Servers',
    assertion: 'nicht die erwartete Antwort',
    protocol: 'unlesbare Antwort',
  },
  inRow: (n) => (n === 1 ? 'einmal' : `${n}-mal in Folge`),
  again: (last) => `erneut, zuletzt ${last}`,
};
