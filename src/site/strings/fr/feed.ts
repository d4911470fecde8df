/** What the feed says of itself and of its items. */
import type { Strings } from '../en.ts';

export const feed: Strings['feed'] = {
  title: (name) => `État des services ${name}`,
  description: (name) => `Incidents, maintenances et annonces des services ${name}`,
  item: (phase, title) => `${phase}\u202F: ${title}`,
  change: (component, status) => `${component}\u202F: ${status}`,
  redacted: (reason) => `Ce texte a été supprimé\u202F: ${reason}`,
  planned: (range) => `Prévu\u202F: ${range}`,
  of: (title, what) => `${title} · ${what}`,
  about: (page) =>
    `Ceci est un flux. Donnez l’adresse de cette page à un lecteur de flux, et il vous signalera les nouveautés de ${page}.`,
};
