/** The frame of every page, and pages that say that there is nothing else to say. */
import type { Strings } from '../en.ts';

export const page: Strings['page'] = {
  title: (name) => `Estado de ${name}`,
  titled: (what, name) => `${what} · Estado de ${name}`,
  skip: 'Ir al estado',
  description: (name) => `Estado actual, incidentes y mantenimientos de ${name}`,
  feed: (name) => `${name}: incidentes, mantenimientos y anuncios`,
  back: (name) => `Estado de ${name}`,
  history: 'Todos los incidentes y mantenimientos',
  support: 'Contacto',
  links: 'Otras páginas',
  subscribe: 'Suscribirse',
};

export const freshness: Strings['freshness'] = {
  checked: 'Última comprobación',
  checkedAt: (time) => `Última comprobación: ${time}`,
  notChecked: 'Todavía no se ha hecho ninguna comprobación.',
  built: (time) => `Página generada: ${time}`,
  changed: (time) => `Último cambio: ${time}`,
  oldChecks: (time) => `Es posible que esta página no esté al día: la última comprobación es del ${time}.`,
  blind: (time) =>
    `Desde ${time} nuestras comprobaciones no llegan a nada, seguramente porque no tienen red ellas mismas. Lo que se muestra puede haber cambiado desde entonces.`,
  oldBuild: (time) => `Es posible que esta página no esté al día: se generó el ${time}.`,
  utc: 'Las horas y los días están en UTC.',
  zone: (zone) => `Las horas son las de la zona ${zone}; los días están en UTC.`,
  yourZone: 'Las horas son las de su zona horaria; los días están en UTC.',
};

export const correcting: Strings['correcting'] = {
  settings: 'La configuración de esta página se está corrigiendo. Mientras tanto se aplica la última válida.',
  entry: 'Esta publicación se está corrigiendo. Se muestra su última versión válida.',
  unreadable: 'Esta publicación se está corrigiendo y se mostrará pronto.',
  front: (n) =>
    n === 1
      ? 'Una publicación se está corrigiendo. Se muestra su última versión válida:'
      : `${n} publicaciones se están corrigiendo. Se muestra la última versión válida de cada una:`,
  frontUnreadable: (n) =>
    n === 1
      ? 'Una publicación se está corrigiendo y aún no se puede mostrar:'
      : `${n} publicaciones se están corrigiendo y aún no se pueden mostrar:`,
};

export const withdrawn: Strings['withdrawn'] = {
  title: 'Publicación retirada',
  text: (date) => `Lo que se publicó aquí se retiró el ${date}.`,
};

export const notFound: Strings['notFound'] = {
  title: 'Esta página no existe.',
  text: 'Puede que la dirección esté mal escrita o que el contenido se haya movido.',
  link: 'Ver el estado actual',
};
