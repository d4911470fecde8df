/** Ce qui se déduit d’un incident. */
import type { Strings } from '../en.ts';

export const facts: Strings['facts'] = {
  detected: 'Détecté',
  silence: 'Plus long silence',
  affected: 'Touché',
  affectedFor: (component, duration) => `${component} pendant ${duration}`,
  never: (time) => `À personne tant qu’il durait\u202F; sur cette page à partir de ${time}`,
  within: (source, duration) => `${source}, ou jusqu’à ${duration} plus tôt`,
  source: {
    typed: 'consigné par nous',
    measurement: 'première mesure en échec',
    evidence: 'première mesure en échec, consignée alors',
    update: 'd’après nos mises à jour',
    deploy: 'à la mise en ligne de la page qui l’annonçait',
    commit: 'date du commit, faute de déploiement consigné',
    outreach: 'consigné dans l’incident',
  },
  unknown: {
    imported: 'Inconnu, car repris d’une autre page',
    backfilled: 'Inconnu, car consigné après coup',
    late: 'Inconnu, car arrivé sur cette page plus de 7 jours après sa fin',
    no_history: 'Inconnu, car l’historique de cette page n’était pas disponible',
    not_committed: 'Inconnu, car pas encore publié',
    contradictory: 'Inconnu, car son commit est daté d’avant la première mise à jour',
    no_check: 'Inconnu, car aucun contrôle ne surveillait',
  },
};
