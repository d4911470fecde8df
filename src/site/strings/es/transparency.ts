/** La transparencia de la página. */
import type { Strings } from '../en.ts';
import { plural } from './grammar.ts';

/** Cuántos van con retraso. */
function conRetraso(count: number, overdue: number, all: 'todos' | 'todas'): string {
  if (overdue === 0) return '';
  if (overdue !== count) return `, ${overdue} con retraso`;
  return count === 1 ? ', con retraso' : `, ${all} con retraso`;
}

export const transparency: Strings['transparency'] = {
  title: 'Transparencia',
  lead: 'Cuánto se tardó en informar, qué se modificó después y qué sigue pendiente: los últimos doce meses, deducidos de los archivos de esta página y de su historial. Nada se ha escrito a mano.',
  noHistory:
    'Esta página se generó sin el historial completo de sus archivos. Lo que solo él puede decir se desconoce aquí, y nada lo sustituye.',
  table: 'Como tabla',
  more: (count) => `Los datos contienen ${count} más.`,
  count: 'Cantidad',
  dot: (title, after) => `${title}: ${after}`,
  counted: (what, count) => `${what}: ${count}`,
  thinned: (count) => `Cada punto representa ${count} de ellos.`,
  data: 'Las mismas cifras como datos',
  dataText: 'Todo lo que dice esta página, completo y con cada duración en milisegundos:',
  figuresText:
    'Cada cifra de este sitio con el commit del que se deriva. En un clon, «candor verify» las calcula de nuevo:',

  tell: {
    title: 'Cuánto se tardó en informar',
    found: (count, median, most) =>
      `De ${count} incidentes, la mitad figuraba en esta página como mucho ${median} después de su inicio, y nueve de cada diez como mucho ${most}.`,
    foundOne: (after) => `El único incidente se comunicó ${after} después de su inicio.`,
    none: 'Ningún incidente comenzó en estos meses.',
    noneMeasured: (n) =>
      n === 1
        ? 'Del único incidente de estos meses se desconoce cuánto hubo que esperar.'
        : `De ninguno de los ${n} incidentes de estos meses se sabe cuánto hubo que esperar.`,
    source:
      'Desde el inicio de un incidente hasta que se publicó la página que lo contaba. Un incidente que detectó una comprobación comenzó con la primera medición fallida, o hasta una medición antes.',
    byCommit: (n) => `De ${n} no consta ningún despliegue; en ellos cuenta la fecha del commit.`,
    key: 'Un punto por incidente. La línea marca el tiempo tras el cual se había comunicado la mitad; la discontinua, nueve de cada diez.',
    dots: 'Un punto por incidente, según el tiempo desde su inicio hasta que se comunicó.',
    incident: 'Incidente',
    after: 'Comunicado tras',
    longer: (duration) => `o hasta ${duration} más`,
    apart: 'Sin medir, y fuera de estas cifras',
    startNotKnown: 'Se desconoce, pues pudo comenzar en cualquier momento antes de la primera actualización',
    toldBeforeStart: 'Se desconoce, pues se comunicó antes del inicio indicado',
  },

  edits: {
    title: 'Qué se modificó después',
    found: (n, updates) =>
      `${plural(n, 'cambio', 'cambios')} en lo ya publicado; en el mismo tiempo, ${plural(updates, 'actualización nueva', 'actualizaciones nuevas')}.`,
    none: (updates) =>
      `No se modificó nada de lo publicado; en el mismo tiempo, ${plural(updates, 'actualización nueva', 'actualizaciones nuevas')}.`,
    source:
      'Del historial en Git: cada versión de cada archivo que figuró en esta página, comparada palabra por palabra. Otro orden u otro formato no es un cambio.',
    key: 'Un punto por cada cambio de un texto, según el tiempo desde su primera publicación.',
    kind: {
      correction: 'Ortografía corregida',
      change: 'Editado',
      rewrite: 'Reescrito',
      removal: 'Retirado',
      restoration: 'Restablecido',
      move: 'Cambiado de hora',
      heading: 'Fase, estado o promesa cambiados',
      fact: 'Título, gravedad, causa y similares cambiados',
    },
    what: 'Cambio',
    each: 'Cada cambio',
    when: 'Modificado',
    takenBack: 'Eliminados',
    entry: 'Publicación',
    withdrawn: 'Retirados',
  },

  promises: {
    title: 'Si las actualizaciones llegaron según lo prometido',
    found: (kept, made) => `A tiempo: ${kept} de ${made} actualizaciones prometidas.`,
    none: 'No se prometió ninguna actualización para una hora concreta.',
    source:
      'Según las horas que llevan las actualizaciones: una promesa se cumple si la siguiente actualización del mismo incidente no llega más tarde.',
    promise: 'Actualizaciones prometidas',
    kept: 'A tiempo',
    late: 'Con retraso',
    missed: 'Sin publicar',
    waiting: 'Plazo vencido, aún ninguna',
    broken: 'No cumplidas',
  },

  postmortems: {
    title: 'Qué análisis están pendientes',
    nothing: 'No se exigió ninguno, y no hay ninguno publicado.',
    noneOwed: (done) =>
      done === 0
        ? 'Ninguno está pendiente.'
        : `Ninguno está pendiente. ${plural(done, 'incidente tiene', 'incidentes tienen')} uno publicado.`,
    owed: (owed, overdue) =>
      `${plural(owed, 'análisis pendiente', 'análisis pendientes')}${conRetraso(owed, overdue, 'todos')}.`,
    source: (days) =>
      `Plazo tras el fin de un incidente para el que nuestras normas exigen un análisis: ${plural(days, 'día hábil', 'días hábiles')}. Lo pendiente permanece aquí, por antiguo que sea.`,
    postmortem: 'Análisis por incidente',
    inTime: 'Publicado a tiempo',
    late: 'Publicado con retraso',
    unasked: 'Publicado sin exigirse',
    undated: 'Publicado, se desconoce cuándo',
    due: 'Pendiente',
    overdue: 'Con retraso',
    waived: 'Descartado',
  },

  actions: {
    title: 'Qué se prometió hacer',
    found: (open, overdue) =>
      `${plural(open, 'medida que no consta como hecha', 'medidas que no constan como hechas')}${conRetraso(open, overdue, 'todas')}.`,
    none: 'Ninguna medida de un análisis está abierta.',
    done: (n) => `${plural(n, 'medida hecha', 'medidas hechas')} en estos meses.`,
    source:
      'Las medidas figuran en los análisis; su tarea, o el análisis si no la hay, dice cómo va cada una. Tienen la edad del análisis que las nombra.',
    action: 'Medida',
    age: 'Antigüedad',
    under: (duration) => `Menos de ${duration}`,
    over: (duration) => `${duration} o más`,
    ageNotKnown: 'Antigüedad desconocida',
    overdue: (n) => `${n} con retraso`,
    open: 'No constan como hechas',
    declined: 'Finalmente descartadas',
    noReason: 'su tarea se cerró como no prevista',
  },

  categories: {
    title: 'De quién fue la causa',
    found: (n) => `${plural(n, 'incidente comenzó', 'incidentes comenzaron')} en estos meses.`,
    source: 'Como lo dice hoy cada incidente. Una causa se supone hasta que alguien la confirma.',
    category: 'Causa',
    count: 'Incidentes',
    of: {
      internal: 'Nuestra',
      upstream: 'De un proveedor del que dependemos',
      customer: 'De la actividad de un solo cliente',
      undetermined: 'Sin determinar',
    },
    suspected: (n) => `${n} sin confirmar`,
  },

  checks: {
    title: 'Las comprobaciones que dejaron nuestros incidentes',
    found: (n, passing) => {
      const came = `${plural(n, 'comprobación surgida', 'comprobaciones surgidas')} de preguntar por qué`;
      if (n === 1) return `${came}; ahora ${passing === 1 ? 'se supera' : 'no se supera'}.`;
      return passing === n ? `${came}; ahora se superan todas.` : `${came}; ahora se superan: ${passing}.`;
    },
    none: 'Ningún análisis ha dado lugar todavía a una comprobación.',
    source:
      'De los análisis: la última respuesta de una cadena de porqués se convierte en una comprobación, una prueba o una norma, o se acepta con un motivo. Cuándo se añadió una comprobación consta en el historial de status.yml.',
    outcome: 'En qué se convirtieron las últimas respuestas',
    monitor: 'Una comprobación',
    test: 'Una prueba',
    process: 'Una norma de trabajo',
    accepted: 'Aceptado',
  },

  monitoring: {
    title: 'Cuándo no miraba nadie',
    found: (count, whole, longest) =>
      `Nuestras comprobaciones no vieron nada durante ${whole} en total, en ${count} interrupciones; la más larga duró ${longest}.`,
    foundOne: (whole) => `Nuestras comprobaciones no vieron nada durante ${whole}, en una sola interrupción.`,
    watched: (share) => `Miraban el ${share} del tiempo.`,
    none: 'Nuestras comprobaciones miraron todo el tiempo.',
    nothing: 'Todavía no se ha medido nada.',
    source: (duration) =>
      `Una medición vale hasta la siguiente, como mucho ${duration}; lo que ninguna medición cubre es una interrupción, y también el tiempo de ejecuciones que no alcanzaron nada.`,
    since: (day) => `Medido desde el ${day}`,
    gap: 'Interrupción',
    length: 'Duración',
    blind: (duration) => `de ella, ${duration} con comprobaciones que no alcanzaron nada`,
    ongoing: 'sin terminar',
    key: 'Los doce meses de izquierda a derecha; cada marca es una interrupción.',
  },
};
