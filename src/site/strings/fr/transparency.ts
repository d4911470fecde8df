/** La transparence de la page. */
import type { Strings } from '../en.ts';
import { plural } from './grammar.ts';

/** Combien sont en retard. */
function enRetard(count: number, overdue: number, all: 'tous' | 'toutes'): string {
  if (overdue === 0) return '';
  if (overdue !== count) return `, dont ${overdue} en retard`;
  return count === 1 ? ', en retard' : `, ${all} en retard`;
}

export const transparency: Strings['transparency'] = {
  title: 'Transparence',
  lead: 'En combien de temps l’information est venue, ce qui a été modifié après coup et ce qui reste dû\u202F: les douze derniers mois, déduits des fichiers de cette page et de leur historique. Rien n’est saisi à la main.',
  noHistory:
    'Cette page a été construite sans l’historique complet de ses fichiers. Ce que lui seul peut dire est inconnu ici, et rien n’en tient lieu.',
  table: 'Sous forme de tableau',
  more: (count) => `Les données en contiennent ${count} de plus.`,
  count: 'Nombre',
  dot: (title, after) => `${title}\u202F: ${after}`,
  counted: (what, count) => `${what}\u202F: ${count}`,
  thinned: (count) => `Chaque point en représente ${count}.`,
  data: 'Les mêmes chiffres sous forme de données',
  dataText: 'Tout ce que dit cette page, en entier et avec chaque durée en millisecondes\u202F:',
  figuresText:
    'Chaque chiffre de ce site avec le commit dont il découle. Dans un clone, «\u202Fcandor verify\u202F» les recalcule\u202F:',

  tell: {
    title: 'En combien de temps l’information est venue',
    found: (count, median, most) =>
      `Sur ${count} incidents, la moitié figuraient sur cette page au plus ${median} après leur début, et neuf sur dix au plus ${most}.`,
    foundOne: (after) => `L’unique incident a été annoncé ${after} après son début.`,
    none: 'Aucun incident n’a commencé pendant ces mois.',
    noneMeasured: (n) =>
      n === 1
        ? 'Pour l’unique incident de ces mois, on ignore combien de temps il a fallu attendre.'
        : `Pour aucun des ${n} incidents de ces mois on ne sait combien de temps il a fallu attendre.`,
    source:
      'Du début d’un incident à la mise en ligne de la page qui l’annonçait. Un incident détecté par un contrôle a commencé à la première mesure en échec, ou jusqu’à une mesure plus tôt.',
    byCommit: (n) =>
      `Pour ${n} d’entre eux, aucun déploiement n’est consigné\u202F; c’est la date du commit qui compte.`,
    key: 'Un point par incident. Le trait marque le temps au bout duquel la moitié étaient annoncés, le trait interrompu neuf sur dix.',
    dots: 'Un point par incident, selon le temps écoulé de son début à son annonce.',
    incident: 'Incident',
    after: 'Annoncé après',
    longer: (duration) => `ou jusqu’à ${duration} de plus`,
    apart: 'Non mesurés, et absents de ces chiffres',
    startNotKnown: 'Inconnu, car le début a pu précéder la première mise à jour de n’importe quelle durée',
    toldBeforeStart: 'Inconnu, car annoncé avant le début indiqué',
  },

  edits: {
    title: 'Ce qui a été modifié après coup',
    found: (n, updates) =>
      `${plural(n, 'modification', 'modifications')} de ce qui était déjà publié, pour ${plural(updates, 'nouvelle mise à jour', 'nouvelles mises à jour')} dans le même temps.`,
    none: (updates) =>
      `Rien de ce qui était publié n’a été modifié, pour ${plural(updates, 'nouvelle mise à jour', 'nouvelles mises à jour')} dans le même temps.`,
    source:
      'D’après l’historique dans Git\u202F: chaque version de chaque fichier qui figurait sur cette page, comparée mot à mot. Un autre ordre ou une autre mise en forme n’est pas une modification.',
    key: 'Un point par modification d’un texte, selon le temps écoulé depuis sa première publication.',
    kind: {
      correction: 'Orthographe corrigée',
      change: 'Modifié',
      rewrite: 'Réécrit',
      removal: 'Retiré',
      restoration: 'Rétabli',
      move: 'Daté autrement',
      heading: 'Étape, état ou promesse modifiés',
      fact: 'Titre, gravité, cause et autres modifiés',
    },
    what: 'Modification',
    each: 'Chaque modification',
    when: 'Modifié le',
    takenBack: 'Repris',
    entry: 'Publication',
    withdrawn: 'Retirés',
  },

  promises: {
    title: 'Si les mises à jour sont venues comme promis',
    found: (kept, made) => `À temps\u202F: ${kept} des ${made} mises à jour promises.`,
    none: 'Aucune mise à jour n’a été promise pour une heure précise.',
    source:
      'D’après les heures que portent les mises à jour\u202F: une promesse est tenue si la mise à jour suivante du même incident ne vient pas plus tard.',
    promise: 'Mises à jour promises',
    kept: 'À temps',
    late: 'En retard',
    missed: 'Jamais venues',
    waiting: 'Délai passé, encore aucune',
    broken: 'Non tenues',
  },

  postmortems: {
    title: 'Quels bilans sont attendus',
    nothing: 'Aucun n’était demandé, et aucun n’est publié.',
    noneOwed: (done) =>
      done === 0
        ? 'Aucun n’est attendu.'
        : `Aucun n’est attendu. ${plural(done, 'incident en a', 'incidents en ont')} un qui est publié.`,
    owed: (owed, overdue) =>
      `${plural(owed, 'bilan est attendu', 'bilans sont attendus')}${enRetard(owed, overdue, 'tous')}.`,
    source: (days) =>
      `Délai après la fin d’un incident pour lequel nos règles demandent un bilan\u202F: ${plural(days, 'jour ouvré', 'jours ouvrés')}. Ce qui est attendu reste ici, quel que soit son âge.`,
    postmortem: 'Bilans par incident',
    inTime: 'Publié à temps',
    late: 'Publié en retard',
    unasked: 'Publié sans être demandé',
    undated: 'Publié à une date inconnue',
    due: 'Attendu',
    overdue: 'En retard',
    waived: 'Écarté',
  },

  actions: {
    title: 'Ce qu’il a été promis de faire',
    found: (open, overdue) =>
      `${plural(open, 'mesure dont on ne sait pas si elle est faite', 'mesures dont on ne sait pas si elles sont faites')}${enRetard(open, overdue, 'toutes')}.`,
    none: 'Aucune mesure d’un bilan n’est ouverte.',
    done: (n) => `${plural(n, 'mesure faite', 'mesures faites')} pendant ces mois.`,
    source:
      'Les mesures figurent dans les bilans\u202F; leur ticket, ou à défaut le bilan, dit où en est chacune. Elles ont l’âge du bilan qui les nomme.',
    action: 'Mesure',
    age: 'Âge',
    under: (duration) => `Moins de ${duration}`,
    over: (duration) => `${duration} et plus`,
    ageNotKnown: 'Âge inconnu',
    overdue: (n) => `${n} en retard`,
    open: 'Pas faites, à notre connaissance',
    declined: 'Finalement abandonnées',
    noReason: 'son ticket a été clos comme non prévu',
  },

  categories: {
    title: 'D’où venaient les incidents',
    found: (n) => `${plural(n, 'incident a commencé', 'incidents ont commencé')} pendant ces mois.`,
    source: 'Tel que chaque incident le dit aujourd’hui. Une cause est supposée tant que personne ne l’a confirmée.',
    category: 'Origine',
    count: 'Nombre d’incidents',
    of: {
      internal: 'Nous-mêmes',
      upstream: 'Un fournisseur dont nous dépendons',
      customer: 'L’activité d’un seul client',
      undetermined: 'Non déterminée',
    },
    suspected: (n) => `${n} à confirmer`,
  },

  checks: {
    title: 'Les contrôles issus de nos incidents',
    found: (n, passing) => {
      const came = `${plural(n, 'contrôle né', 'contrôles nés')} d’avoir demandé pourquoi`;
      if (n === 1) return `${came}\u202F; ${passing === 1 ? 'réussi' : 'non réussi'} actuellement.`;
      return passing === n
        ? `${came}\u202F; tous réussis actuellement.`
        : `${came}\u202F; réussis actuellement\u202F: ${passing}.`;
    },
    none: 'Aucun bilan n’a encore donné lieu à un contrôle.',
    source:
      'D’après les bilans\u202F: la dernière réponse d’une chaîne de pourquoi devient un contrôle, un test, une règle, ou est acceptée avec une raison. La date d’ajout d’un contrôle vient de l’historique de status.yml.',
    outcome: 'Ce que sont devenues les dernières réponses',
    monitor: 'Un contrôle',
    test: 'Un test',
    process: 'Une règle de travail',
    accepted: 'Accepté',
  },

  monitoring: {
    title: 'Quand personne ne regardait',
    found: (count, whole, longest) =>
      `Nos contrôles n’ont rien vu pendant ${whole} au total, en ${count} interruptions\u202F; la plus longue a duré ${longest}.`,
    foundOne: (whole) => `Nos contrôles n’ont rien vu pendant ${whole}, en une seule interruption.`,
    watched: (share) => `Ils regardaient pendant ${share} du temps.`,
    none: 'Nos contrôles ont regardé tout le temps.',
    nothing: 'Rien n’a encore été mesuré.',
    source: (duration) =>
      `Une mesure vaut jusqu’à la suivante, au plus ${duration}\u202F; ce qu’aucune mesure ne couvre est une interruption, comme le temps des exécutions qui n’ont rien atteint.`,
    since: (day) => `Mesuré depuis le ${day}`,
    gap: 'Interruption',
    length: 'Durée',
    blind: (duration) => `dont ${duration} de contrôles qui n’ont rien atteint`,
    ongoing: 'pas terminée',
    key: 'Les douze mois de gauche à droite\u202F; chaque trait est une interruption.',
  },
};
