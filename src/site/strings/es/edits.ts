/** What was changed of an entry after it was published. */
import type { Strings } from '../en.ts';

export const edits: Strings['edits'] = {
  title: 'Modificado después',
  correction: (after) => `Ortografía corregida ${after} después`,
  change: (after) => `Editado ${after} después`,
  rewrite: (after) => `Reescrito ${after} después`,
  moved: (after) => `Cambiado de hora ${after} después`,
  restored: (after) => `Restablecido ${after} después`,
  removed: (time, after) => `Actualización de ${time} retirada ${after} después`,
  introduction: {
    correction: (after) => `Ortografía de la introducción corregida ${after} después`,
    change: (after) => `Introducción editada ${after} después`,
    rewrite: (after) => `Introducción reescrita ${after} después`,
  },
  fact: {
    title: (after) => `Título cambiado ${after} después`,
    impact: (after) => `Gravedad cambiada ${after} después`,
    category: (after) => `Causa cambiada ${after} después`,
    components: (after) => `Componentes afectados cambiados ${after} después`,
    startedAt: (after) => `Inicio cambiado ${after} después`,
    window: (after) => `Horario previsto cambiado ${after} después`,
  },
  gone: (after) => `Retirado ${after} después`,
  back: (after) => `Publicado de nuevo ${after} después`,
  times: (count, after) => `Editado ${count} veces, la última ${after} después`,
  earlier: (count) => `${count} cambios anteriores solo figuran en el repositorio.`,
  origin: (time, commit) => `${time}, en el commit ${commit}`,
  originBy: (time, commit, author) => `${time}, en el commit ${commit} de ${author}`,
  signed: (kind) => `El commit lleva una firma (${kind}), que aquí no se ha comprobado.`,
  by: (author) => `por ${author}`,
  words: { removed: 'Quitado:', added: 'Añadido:', same: 'Sin cambios:' },
  time: 'Hora',
  phase: 'Fase',
  next: 'Próxima actualización',
  nothing: 'nada',
  unknown: 'No se sabe si algo se modificó después: esta página se generó sin el historial completo.',
};
