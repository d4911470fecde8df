/** What the feed says of itself and of its items. */
import type { Strings } from '../en.ts';

export const feed: Strings['feed'] = {
  title: (name) => `État des services ${name}`,
  description: (name) => `Incidents, maintenances et annonces des services ${name}`,
  item: (phase, title) => `${phase}\u202F: ${title}`,
  change: (component, status) => `${component}\u202F: ${status}`,
  redacted: (reason) => `Ce texte a été supprimé\u202F: ${reason}`,
};
