/** The post-mortems: what went wrong, why, and what is done about it. */
import type { Strings } from '../en.ts';
import { plural } from './grammar.ts';

export const postmortem: Strings['postmortem'] = {
  title: 'Análisis de incidentes',
  label: 'Análisis del incidente',
  lead: (n) =>
    n === 0
      ? 'Todavía no se ha publicado ninguno.'
      : 'Qué falló, por qué pudo fallar y qué hemos cambiado para que no vuelva a ocurrir.',
  all: 'Todos los análisis',
  titled: (title) => `Análisis del incidente: ${title}`,
  published: 'Publicación',
  by: (authors) => `Escrito por ${authors}`,
  correcting: 'Este análisis se está corrigiendo. Se muestra su última versión válida.',

  inWork: 'Estamos escribiendo un análisis; el enlace aparecerá aquí.',
  waived: (reason) => `No habrá análisis: ${reason}`,

  dueBy: (day) => `Falta el análisis del incidente; plazo: ${day}`,
  overdueSince: (day) => `El análisis del incidente vencía el ${day} y va con retraso`,
  owed: 'Pendientes',
  waivedList: 'Descartados',

  about: (n) => (n === 1 ? 'El incidente' : 'Los incidentes'),
  impact: 'Las consecuencias',
  source: 'Fuente',
  sourceOf: (what) => `de: ${what}`,

  happened: 'Qué ocurrió',
  trigger: 'El desencadenante',
  triggerKind: {
    deploy: 'Un despliegue',
    config: 'Un cambio de configuración',
    load: 'Más carga de la que podemos soportar',
    dependency: 'Algo de lo que dependemos',
    hardware: 'Un fallo de hardware',
    expiry: 'Algo que caducó',
    'human-process': 'Un paso que se hace a mano',
    unknown: 'No sabemos qué lo desencadenó',
  },
  detection: 'Cómo lo notamos',
  detected: {
    check: 'Lo encontró una de nuestras comprobaciones.',
    alert: 'Nos avisó una alerta de nuestra supervisión.',
    customer: 'Nos avisaron los clientes.',
    staff: 'Lo notó alguien del equipo mientras trabajaba.',
    provider: 'Nos avisó nuestro proveedor.',
  },
  account: 'En detalle',

  story: 'Minuto a minuto',
  began: 'Comenzó el incidente',
  beganBecause: (because) => `Comenzó el incidente: ${because}`,
  told: 'comunicado en la página de estado',
  recorded: 'según consta en la página de estado',
  live: 'Se pudo leer aquí',
  failed: (check) => `${check} falló por primera vez`,
  recovered: (check) => `${check} volvió a pasar`,
  measured: 'medición de nuestra comprobación',
  measuredWithin: (duration) => `medición de nuestra comprobación, hasta ${duration} tarde`,
  updateOf: (phase, title) => `${phase}: ${title}`,

  factors: 'Por qué pudo ocurrir',
  factor: (n, of) => (of === 1 ? 'La causa' : `Causa ${n} de ${of}`),
  why: '¿Por qué?',
  because: 'Porque',
  becomes: {
    monitor: 'Por eso ahora hay una comprobación',
    existing: 'Ya había una comprobación',
    test: 'Por eso se convierte en una prueba',
    process: 'Por eso se convierte en una norma de trabajo',
    accepted: 'Lo aceptamos',
  },
  becomesLink: { test: 'La prueba', process: 'La norma' },
  checkOf: (check, component) => `${check}, una comprobación de ${component}`,
  checkGone: (check) => `${check}, que ya no está entre nuestras comprobaciones`,
  checkNow: {
    up: 'ahora se supera',
    degraded: 'ahora va con lentitud',
    down: 'ahora falla',
    no_data: 'ahora sin datos',
  },
  added: {
    after: (day) => `añadida después del incidente, el ${day}`,
    before: (day) => `ya existía antes del incidente, desde el ${day}`,
    unknown: 'se desconoce cuándo se añadió',
  },
  record: (share, day) => `pasó el ${share} del tiempo desde el ${day}`,
  noRecord: 'aún sin mediciones',
  carriedOut: 'Llevado a cabo por',

  lessons: 'Qué hemos aprendido',
  wentWell: 'Qué salió bien',
  wentBadly: 'Qué salió mal',
  lucky: 'Dónde tuvimos suerte',

  actions: 'Qué hacemos al respecto',
  due: (day) => `plazo: ${day}`,
  actionType: {
    prevent: 'Lo evita',
    detect: 'Lo muestra antes',
    mitigate: 'Reduce sus efectos',
    process: 'Cambia nuestra forma de trabajar',
    repair: 'Repara lo dañado',
  },
  owner: 'Responsable',
  issue: 'Tarea',
  declined: (reason) => `Finalmente descartado: ${reason}`,

  supporting: 'Más información',
  counts: (factors, actions) => `${plural(factors, 'causa', 'causas')} · ${plural(actions, 'medida', 'medidas')}`,
};
