/** The post-mortems: what went wrong, why, and what is done about it. */
import type { Strings } from '../en.ts';
import { de, plural } from './grammar.ts';

export const postmortem: Strings['postmortem'] = {
  title: 'Bilans d’incident',
  label: 'Bilan d’incident',
  lead: (n) =>
    n === 0
      ? 'Aucun n’a encore été publié.'
      : 'Ce qui n’a pas fonctionné, pourquoi, et ce que nous avons changé pour que cela ne se reproduise pas.',
  all: 'Tous les bilans d’incident',
  titled: (title) => `Bilan d’incident\u202F: ${title}`,
  published: 'Publication',
  by: (authors) => `Rédigé par ${authors}`,
  correcting: 'Ce bilan est en cours de correction. Vous voyez sa dernière version valable.',

  inWork: 'Nous rédigeons un bilan\u202F; le lien figurera ici.',
  waived: (reason) => `Il n’y aura pas de bilan\u202F: ${reason}`,

  dueBy: (day) => `Un bilan est attendu le ${day} au plus tard`,
  overdueSince: (day) => `Le bilan était attendu le ${day} et est en retard`,
  owed: 'Encore attendus',
  waivedList: 'Écartés',

  about: (n) => (n === 1 ? 'L’incident' : 'Les incidents'),
  impact: 'Les conséquences',
  source: 'Référence',
  sourceOf: (what) => `pour\u202F: ${what}`,

  happened: 'Ce qui s’est passé',
  trigger: 'Le déclencheur',
  triggerKind: {
    deploy: 'Un déploiement',
    config: 'Un changement de configuration',
    load: 'Une charge supérieure à notre capacité',
    dependency: 'Un élément dont nous dépendons',
    hardware: 'Une panne matérielle',
    expiry: 'Une expiration',
    'human-process': 'Une étape effectuée à la main',
    unknown: 'Nous ne savons pas ce qui l’a déclenché',
  },
  detection: 'Comment nous l’avons remarqué',
  detected: {
    check: 'L’un de nos contrôles l’a détecté.',
    alert: 'Une alerte de notre surveillance nous l’a signalé.',
    customer: 'Des clients nous l’ont signalé.',
    staff: 'L’un de nous l’a remarqué en travaillant.',
    provider: 'Notre fournisseur nous l’a signalé.',
  },
  account: 'En détail',

  story: 'Minute par minute',
  began: 'Début de l’incident',
  beganBecause: (because) => `Début de l’incident\u202F: ${because}`,
  told: 'annoncé sur la page d’état',
  recorded: 'tel que consigné sur la page d’état',
  live: 'Lisible ici',
  failed: (check) => `${check} a échoué pour la première fois`,
  recovered: (check) => `${check} a de nouveau réussi`,
  measured: 'mesure de notre contrôle',
  measuredWithin: (duration) => `mesure de notre contrôle, jusqu’à ${duration} après`,
  updateOf: (phase, title) => `${phase}\u202F: ${title}`,

  factors: 'Pourquoi cela a pu se produire',
  factor: (n, of) => (of === 1 ? 'La cause' : `Cause ${n} sur ${of}`),
  why: 'Pourquoi\u202F?',
  because: 'Parce que',
  becomes: {
    monitor: 'Un contrôle existe donc désormais',
    existing: 'Un contrôle existait déjà',
    test: 'Cela devient donc un test',
    process: 'Cela devient donc une règle de travail',
    accepted: 'Nous l’acceptons',
  },
  becomesLink: { test: 'Le test', process: 'La règle' },
  checkOf: (check, component) => `${check}, un contrôle ${de(component)}`,
  checkGone: (check) => `${check}, qui ne fait plus partie de nos contrôles`,
  checkNow: {
    up: 'réussi actuellement',
    degraded: 'lent actuellement',
    down: 'échoue actuellement',
    no_data: 'aucune donnée actuellement',
  },
  added: {
    after: (day) => `ajouté après l’incident, le ${day}`,
    before: (day) => `déjà là avant l’incident, depuis le ${day}`,
    unknown: 'la date de son ajout est inconnue',
  },
  record: (share, day) => `réussi ${share} du temps depuis le ${day}`,
  noRecord: 'pas encore mesuré',
  carriedOut: 'Réalisé par',

  lessons: 'Ce que nous en retenons',
  wentWell: 'Ce qui a bien fonctionné',
  wentBadly: 'Ce qui a mal fonctionné',
  lucky: 'Là où nous avons eu de la chance',

  actions: 'Ce que nous faisons',
  due: (day) => `échéance\u202F: ${day}`,
  actionType: {
    prevent: 'Pour l’éviter',
    detect: 'Pour le voir plus tôt',
    mitigate: 'Pour en réduire les effets',
    process: 'Pour changer notre façon de travailler',
    repair: 'Pour réparer ce qui a été touché',
  },
  owner: 'Responsable',
  issue: 'Ticket',
  declined: (reason) => `Finalement abandonné\u202F: ${reason}`,

  supporting: 'Pour en savoir plus',
  counts: (factors, actions) => `${plural(factors, 'cause', 'causes')} · ${plural(actions, 'mesure', 'mesures')}`,
};
