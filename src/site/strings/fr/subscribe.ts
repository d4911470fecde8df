/** How to be told. */
import type { Strings } from '../en.ts';

export const subscribe: Strings['subscribe'] = {
  title: 'S’abonner',
  lead: 'Soyez au courant quand quelque chose tombe en panne, est en cours de réparation ou fonctionne à nouveau.',
  feed: 'Par flux',
  feedText: 'Chaque mise à jour de chaque incident, maintenance et annonce est un élément de ce flux\u202F:',
  feedHow:
    'Donnez son adresse à un lecteur de flux, à Slack (/feed subscribe), à Microsoft Teams ou à votre messagerie. Aucun ' +
    'compte n’est nécessaire, et nous ne savons pas qui le lit.',
  feedOf: 'Seulement ce que vous utilisez',
  feedOfText: 'La même chose pour un seul composant, pour les maintenances prévues ou pour les post-mortems\u202F:',
  calendar: 'Par calendrier',
  calendarText:
    'Les maintenances prévues dans un calendrier, où une date change quand nous la changeons. Abonnez votre agenda à cette adresse\u202F:',
  elsewhere: 'Sur d’autres services',
  elsewhereText: 'Nous y disons la même chose qu’ici\u202F:',
  embed: 'Sur l’une de vos pages',
  embedText:
    'Une ligne de HTML montre en une phrase où nous en sommes, et ne charge rien d’autre. Avec un script, à la hauteur qu’il faut, ou sans\u202F:',
  programs: 'Pour les programmes',
  programsText: 'L’état actuel, sous la forme de l’API de Statuspage\u202F:',
};
