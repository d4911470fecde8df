/** The page of an incident, a maintenance or an announcement. */
import type { Strings } from '../en.ts';

export const entry: Strings['entry'] = {
  timeline: 'Mises à jour',
  evidence: 'Ce que notre surveillance a constaté',
  began: 'Début',
  told: 'Premier signalement',
  mitigated: 'Effets atténués',
  resolved: 'Résolution',
  duration: 'Durée',
  lasting: 'Durée jusqu’ici',
  affected: 'Concerne',
  cause: 'Cause',
  planned: 'Prévue',
  following: 'Ensuite',
  ended: 'Fin',
  published: 'Publication',
  providerReport: 'Rapport du fournisseur',
  toldInPerson: 'Clients prévenus en personne',
  outreach: (count, channel, at) => `${count} par ${channel}, ${at}`,
  permalink: '(lien vers cette mise à jour)',
  openedByMonitor: 'Ouvert par notre surveillance, et non par une personne.',
  backfilled: 'Consigné après coup.',
  importedFrom: (source) => `Repris depuis ${source}.`,
  redacted: (reason) => `Le texte de cette mise à jour a été supprimé\u202F: ${reason}`,
  redactedOn: (day, reason) => `Le texte de cette mise à jour a été supprimé le ${day}\u202F: ${reason}`,
  change: (name, status) => `${name}\u202F: ${status}`,
  changed: (name, from, to) => `${name}\u202F: ${to} (auparavant\u202F: ${from})`,
};

export const cause: Strings['cause'] = {
  undetermined: { open: 'Pas encore connue', closed: 'Non déterminée' },
  upstream: {
    suspected: 'Probablement un fournisseur dont nous dépendons',
    confirmed: 'Un fournisseur dont nous dépendons',
  },
  customer: {
    suspected: 'Probablement l’activité d’un client, qui en a touché d’autres',
    confirmed: 'L’activité d’un client, qui en a touché d’autres',
  },
  internal: { suspected: 'Probablement une erreur de notre part', confirmed: 'Une erreur de notre part' },
};
