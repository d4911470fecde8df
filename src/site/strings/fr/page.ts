/** The frame of every page, and pages that say that there is nothing else to say. */
import type { Strings } from '../en.ts';

export const page: Strings['page'] = {
  title: (name) => `État des services ${name}`,
  titled: (what, name) => `${what} · État des services ${name}`,
  skip: 'Aller à l’état des services',
  description: (name) => `État actuel des services ${name}, incidents et maintenances`,
  feed: (name) => `${name}\u202F: incidents, maintenances et annonces`,
  back: (name) => `État des services ${name}`,
  history: 'Tous les incidents et maintenances',
  support: 'Nous contacter',
  links: 'Autres pages',
  subscribe: 'S’abonner',
};

export const freshness: Strings['freshness'] = {
  checked: 'Dernier contrôle',
  checkedAt: (time) => `Dernier contrôle\u202F: ${time}`,
  notChecked: 'Les contrôles n’ont pas encore eu lieu.',
  built: (time) => `Page générée le ${time}`,
  changed: (time) => `Dernière modification\u202F: ${time}`,
  oldChecks: (time) => `Cette page n’est peut-être plus à jour\u202F: le dernier contrôle date du ${time}.`,
  blind: (time) =>
    `Depuis ${time}, nos contrôles n’atteignent plus rien, sans doute faute de réseau de leur côté. Ce qui est affiché a pu changer depuis.`,
  oldBuild: (time) => `Cette page n’est peut-être plus à jour\u202F: elle a été générée le ${time}.`,
  utc: 'Les heures et les jours sont en UTC.',
  zone: (zone) => `Les heures sont celles du fuseau ${zone}\u202F; les jours sont en UTC.`,
  yourZone: 'Les heures sont celles de votre fuseau horaire\u202F; les jours sont en UTC.',
};

export const correcting: Strings['correcting'] = {
  settings:
    'Les réglages de cette page sont en cours de correction. D’ici là, les derniers réglages valables s’appliquent.',
  entry: 'Cette publication est en cours de correction. Vous voyez sa dernière version valable.',
  unreadable: 'Cette publication est en cours de correction et sera bientôt affichée.',
  front: (n) =>
    n === 1
      ? 'Une publication est en cours de correction. Vous voyez sa dernière version valable\u202F:'
      : `${n} publications sont en cours de correction. Vous voyez leur dernière version valable\u202F:`,
  frontUnreadable: (n) =>
    n === 1
      ? 'Une publication est en cours de correction et ne peut pas encore être affichée\u202F:'
      : `${n} publications sont en cours de correction et ne peuvent pas encore être affichées\u202F:`,
};

export const withdrawn: Strings['withdrawn'] = {
  title: 'Publication retirée',
  text: (date) => `Ce qui était publié ici a été retiré le ${date}.`,
};

export const notFound: Strings['notFound'] = {
  title: 'Cette page n’existe pas.',
  text: 'L’adresse contient peut-être une faute de frappe, ou le contenu a été déplacé.',
  link: 'Voir l’état actuel',
};
