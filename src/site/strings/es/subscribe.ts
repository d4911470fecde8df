/** How to be told. */
import type { Strings } from '../en.ts';

export const subscribe: Strings['subscribe'] = {
  title: 'Suscribirse',
  lead: 'Reciba un aviso cuando algo falle, se esté reparando o vuelva a funcionar.',
  feed: 'Por canal de noticias',
  feedText: 'Cada actualización de cada incidente, mantenimiento y anuncio es una entrada de este canal:',
  feedHow:
    'Introduzca su dirección en un lector de canales RSS, en Slack (/feed subscribe), en Microsoft Teams o en su programa ' +
    'de correo. No hace falta ninguna cuenta y no sabemos quién lo lee.',
  feedOf: 'Solo lo que usa',
  feedOfText: 'Lo mismo para un solo componente, para los mantenimientos previstos o para los análisis posteriores:',
  calendar: 'Por calendario',
  calendarText:
    'Los mantenimientos previstos en un calendario, donde una cita se mueve cuando la movemos. Suscriba su programa de calendario a:',
  elsewhere: 'En otros servicios',
  elsewhereText: 'Allí decimos lo mismo que aquí:',
  embed: 'En una página suya',
  embedText:
    'Una línea de HTML muestra en una frase cómo estamos y no carga nada de terceros. Con un script, con la altura que necesite, o sin él:',
  programs: 'Para programas',
  programsText: 'El estado actual, en la forma de la API de Statuspage:',
};
