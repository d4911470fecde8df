/** What an incident's page says. */
import type { Strings } from '../en.ts';

export const incident: Strings['incident'] = {
  providerCause: {
    suspected: (provider) => `Probablement ${provider}, un fournisseur dont nous dépendons`,
    confirmed: (provider) => `${provider}, un fournisseur dont nous dépendons`,
  },
  reported: 'Signalement',
  reportedTo: ({ provider, time, ticket }) =>
    `À ${provider ?? 'notre fournisseur'}, ${time}${ticket === undefined ? '' : ` (ticket ${ticket})`}`,
  beganAtLatest: (time) => `${time} au plus tard`,
  beganBecause: (time, reason) => `${time}\u202F: ${reason}`,
  toldAfter: (time, duration) => `${time}, ${duration} après le début`,
  promised: 'Mises à jour promises',
  promises: ({ all, late, missed }) => {
    if (late + missed === 0) return all === 1 ? '1, à temps' : `${all}, toutes à temps`;
    return [all, ...(late > 0 ? [`${late} en retard`] : []), ...(missed > 0 ? [`${missed} sans suite`] : [])].join(
      ', ',
    );
  },
};

export const promise: Strings['promise'] = {
  ahead: (by) => `Prochaine mise à jour au plus tard\u202F: ${by}`,
  late: (by) => `La prochaine mise à jour est en retard\u202F; échéance promise\u202F: ${by}`,
  missed: (by) => `Une mise à jour promise n’est pas venue\u202F; échéance\u202F: ${by}`,
  kept: (by, came) => `Prochaine mise à jour promise pour\u202F: ${by}\u202F; publiée\u202F: ${came}`,
  cameLate: (by, came, late) =>
    `Prochaine mise à jour promise pour\u202F: ${by}\u202F; publiée\u202F: ${came}, retard\u202F: ${late}`,
};

export const found: Strings['found'] = {
  kind: {
    measurement: 'Mesures de nos contrôles',
    maintenance: 'Nos maintenances',
    deployment: 'Nos déploiements',
    release: 'Nos versions publiées',
    workflow_run: 'Nos exécutions de workflows',
    provider: 'Pages d’état des fournisseurs',
    correlation: 'Pannes simultanées',
    customers: 'Plusieurs clients à la fois',
  },
  check: (id) => `contrôle ${id}`,
  errorClass: {
    dns: 'nom introuvable',
    connect: 'pas de connexion',
    tls: 'pas de connexion sécurisée',
    timeout: 'pas de réponse à temps',
    http_4xx: 'requête refusée',
    http_5xx: 'erreur du serveur',
    assertion: 'réponse autre que celle attendue',
    protocol: 'réponse illisible',
  },
  inRow: (n) => (n === 1 ? 'une fois' : `${n} fois de suite`),
  again: (last) => `de nouveau, dernière fois\u202F: ${last}`,
};
