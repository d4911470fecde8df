/** What the feed says of itself and of its items. */
import type { Strings } from '../en.ts';

export const feed: Strings['feed'] = {
  title: (name) => `Estado de ${name}`,
  description: (name) => `Incidentes, mantenimientos y anuncios de ${name}`,
  item: (phase, title) => `${phase}: ${title}`,
  change: (component, status) => `${component}: ${status}`,
  redacted: (reason) => `Se eliminó este texto: ${reason}`,
  planned: (range) => `Previsto: ${range}`,
  of: (title, what) => `${title} · ${what}`,
  about: (page) =>
    `Esto es un canal de noticias. Introduzca la dirección de esta página en un lector de canales RSS y le avisará de las novedades de ${page}.`,
};
