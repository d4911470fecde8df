/** What was changed of an entry after it was published. */
import type { Strings } from '../en.ts';

export const edits: Strings['edits'] = {
  title: 'Modifié après coup',
  correction: (after) => `Orthographe corrigée ${after} plus tard`,
  change: (after) => `Modifié ${after} plus tard`,
  rewrite: (after) => `Réécrit ${after} plus tard`,
  moved: (after) => `Daté autrement ${after} plus tard`,
  restored: (after) => `Rétabli ${after} plus tard`,
  removed: (time, after) => `Mise à jour de ${time} retirée ${after} plus tard`,
  introduction: {
    correction: (after) => `Orthographe de l’introduction corrigée ${after} plus tard`,
    change: (after) => `Introduction modifiée ${after} plus tard`,
    rewrite: (after) => `Introduction réécrite ${after} plus tard`,
  },
  fact: {
    title: (after) => `Titre modifié ${after} plus tard`,
    impact: (after) => `Gravité modifiée ${after} plus tard`,
    category: (after) => `Cause modifiée ${after} plus tard`,
    components: (after) => `Composants concernés modifiés ${after} plus tard`,
    startedAt: (after) => `Début modifié ${after} plus tard`,
    window: (after) => `Horaire prévu modifié ${after} plus tard`,
  },
  gone: (after) => `Retiré ${after} plus tard`,
  back: (after) => `Publié à nouveau ${after} plus tard`,
  times: (count, after) => `Modifié ${count} fois, la dernière ${after} plus tard`,
  earlier: (count) => `${count} modifications antérieures ne figurent que dans le dépôt.`,
  origin: (time, commit) => `${time}, dans le commit ${commit}`,
  originBy: (time, commit, author) => `${time}, dans le commit ${commit} de ${author}`,
  signed: (kind) => `Le commit porte une signature (${kind}), qui n’est pas vérifiée ici.`,
  by: (author) => `par ${author}`,
  words: { removed: 'Supprimé\u202F:', added: 'Ajouté\u202F:', same: 'Inchangé\u202F:' },
  time: 'Heure',
  phase: 'Étape',
  next: 'Prochaine mise à jour',
  nothing: 'rien',
  unknown:
    'On ignore si quelque chose a été modifié après coup\u202F: cette page a été construite sans l’historique complet.',
};
