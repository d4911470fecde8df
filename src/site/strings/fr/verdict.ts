/** What stands largest on the front page: how things are, and what is done about it. */
import type { Strings } from '../en.ts';
import { avant, de, fonctionnent, plural, sont } from './grammar.ts';

export const verdict: Strings['verdict'] = {
  allDown: 'Tous les systèmes sont en panne.',
  major_outage: (names) => `${sont(names)} en panne.`,
  partial_outage: (names) => `${sont(names)} partiellement en panne.`,
  degraded_performance: (names) => `${fonctionnent(names)} lentement ou de façon instable.`,
  affected: {
    major_outage: (names) => `Un incident critique touche ${names.text}.`,
    partial_outage: (names) => `Un incident majeur touche ${names.text}.`,
    degraded_performance: (names) => `Un incident mineur touche ${names.text}.`,
  },
  open: {
    major_outage: 'Un incident critique est en cours.',
    partial_outage: 'Un incident majeur est en cours.',
    degraded_performance: 'Un incident mineur est en cours.',
  },
  recovering: (names) => `${fonctionnent(names)} à nouveau.`,
  failing: (names) => `Des contrôles ${de(names.text)} échouent\u202F; nous vérifions.`,
  under_maintenance: (names) => `${sont(names)} en maintenance.`,
  maintenance: 'Une maintenance est en cours.',
  no_data: 'Nous n’avons aucune mesure pour le moment.',
  some_no_data: (names) => `Nous n’avons aucune donnée pour ${names.text}.`,
  nothing: 'Rien n’est encore surveillé ici.',
  operational: 'Tous les systèmes sont opérationnels.',
};

export const follow: Strings['follow'] = {
  investigating: 'Nous cherchons la cause',
  identified: 'La cause est connue et nous y remédions',
  monitoring: 'Un correctif est en place et nous en surveillons l’effet',
  several: (n) => `Nous travaillons sur ${n} incidents`,
  nextUpdate: (what, time) => `${what}\u202F; prochaine mise à jour ${avant(time)}.`,
  lateUpdate: (what, time) => `${what}\u202F; la mise à jour promise ${avant(time)} est en retard.`,
  plain: (what) => `${what}.`,
  maintenanceUntil: (time) => `Fin prévue ${avant(time)}.`,
  maintenanceLate: (time) => `La fin était prévue ${avant(time)}\u202F; l’intervention se prolonge.`,
  no_data:
    'Nous ne pouvons donc pas dire dans quel état sont les services. Ce que nous signalons à la main s’affiche comme ' +
    'd’habitude.',
  some_no_data: 'Tout le reste est opérationnel.',
  nothing: 'Ce que nous signalerons s’affichera sur cette page.',
  withoutImpact: (n) => `${plural(n, 'incident sans impact est', 'incidents sans impact sont')} en cours.`,
};
