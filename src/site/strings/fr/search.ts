/** The search of the history. */
import type { Strings } from '../en.ts';

export const search: Strings['search'] = {
  title: 'Rechercher dans l’historique',
  text: 'Mots des titres et des mises à jour',
  hint: 'Tous les mots doivent y figurer. Mettez une expression entre guillemets.',
  component: 'Composant',
  category: 'Cause',
  impact: 'Impact',
  kind: 'Type',
  any: {
    component: 'Tous les composants',
    category: 'Toutes les causes',
    impact: 'Tous les impacts',
    kind: 'Tous les types',
  },
  retired: (name) => `${name} (retiré)`,
  categories: {
    undetermined: 'Non déterminée',
    upstream: 'Un fournisseur dont nous dépendons',
    customer: 'L’activité d’un client',
    internal: 'Une erreur de notre part',
  },
  impacts: { none: 'Aucun', minor: 'Mineur', major: 'Majeur', critical: 'Critique' },
  kinds: { incident: 'Incidents', maintenance: 'Maintenances', announcement: 'Annonces' },
  searching: 'Recherche en cours…',
  foundNone: 'Rien dans l’historique ne correspond à cette recherche.',
  foundOne: 'Une publication trouvée.',
  foundAll: (found) => `${found} publications trouvées.`,
  foundSome: (found, shown) => `${found} publications trouvées\u202F; voici les ${shown} plus récentes.`,
  foundSoFar: (found, shown) => `Au moins ${found} publications trouvées\u202F; voici les ${shown} plus récentes.`,
  more: 'Afficher les plus anciennes',
  failed: 'La recherche n’a pas pu être chargée. L’historique complet par mois se trouve ci-dessous.',
  failedPartly:
    'Des publications plus anciennes n’ont pas pu être chargées. L’historique complet par mois se trouve ci-dessous.',
  again: 'Réessayer',
  clear: 'Effacer la recherche',
};
