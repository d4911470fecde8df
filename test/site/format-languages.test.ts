import { describe, expect, it } from 'vitest';

import { createFormat, type Format } from '../../src/site/format.ts';
import { chooseCatalogue } from '../../src/site/strings/choose.ts';
import { at } from '../support/builders.ts';

const MINUTE = 60_000;
const NOON = at('2026-11-20T12:05:00Z');
const EARLIER = at('2026-11-08T21:00:00Z');

function formatOf(locale: string): Format {
  return createFormat({ ...chooseCatalogue(locale), timeZone: 'Etc/UTC' });
}

/** Makes spaces seen that do not break, as `_`; a thin one is as good as an ordinary one. */
function shown(text: string): string {
  return text.replaceAll('\u00A0', '_').replaceAll('\u2009', ' ');
}

/** One form of everything; the last two are regions, which have the words of their language. */
const FORMS: Record<string, Record<string, string>> = {
  de: {
    dateTime: '20. Nov. 2026, 12:05_UTC',
    time: '12:05_UTC',
    range: '8. Nov. 2026, 21:00 bis 22:30_UTC',
    longRange: '8. Nov. 2026, 21:00 bis 20. Nov. 2026, 12:05_UTC',
    days: '8.–20. Nov.',
    month: 'November 2026',
    monthInside: 'November 2026',
    duration: '1 Stunde 5 Minuten',
    days3: '3 Tage 1 Stunde',
    short: 'weniger als eine Minute',
    milliseconds: '1,2_s',
    share: '98,65_%',
    whole: '100_%',
    list: 'API, Web und Mail',
  },
  fr: {
    dateTime: '20 nov. 2026, 12:05_UTC',
    time: '12:05_UTC',
    range: '8 nov. 2026, 21:00 – 22:30_UTC',
    longRange: '8 nov. 2026, 21:00 – 20 nov. 2026, 12:05_UTC',
    days: '8–20 nov.',
    month: 'Novembre 2026',
    monthInside: 'novembre 2026',
    duration: '1 heure et 5 minutes',
    days3: '3 jours et 1 heure',
    short: 'moins d’une minute',
    milliseconds: '1,2_s',
    share: '98,65_%',
    whole: '100_%',
    list: 'API, Web et Mail',
  },
  es: {
    dateTime: '20 nov 2026, 12:05_UTC',
    time: '12:05_UTC',
    range: '8 nov 2026, 21:00 – 22:30_UTC',
    longRange: '8 nov 2026, 21:00 – 20 nov 2026, 12:05_UTC',
    days: '8–20 nov',
    month: 'Noviembre de 2026',
    monthInside: 'noviembre de 2026',
    duration: '1 hora y 5 minutos',
    days3: '3 días y 1 hora',
    short: 'menos de un minuto',
    milliseconds: '1,2_s',
    share: '98,65_%',
    whole: '100_%',
    list: 'API, Web y Mail',
  },
  ja: {
    dateTime: '2026年11月20日 12:05_UTC',
    time: '12:05_UTC',
    range: '2026年11月8日 21:00～22:30_UTC',
    longRange: '2026年11月8日 21:00～2026年11月20日 12:05_UTC',
    days: '11月8日～11月20日',
    month: '2026年11月',
    monthInside: '2026年11月',
    duration: '1時間5分',
    days3: '3日1時間',
    short: '1分未満',
    milliseconds: '1.2_s',
    share: '98.65%',
    whole: '100%',
    list: 'API、Web、Mail',
  },
  'en-US': {
    dateTime: 'Nov 20, 2026, 12:05_UTC',
    time: '12:05_UTC',
    range: 'Nov 8, 2026, 21:00 to 22:30_UTC',
    longRange: 'Nov 8, 2026, 21:00 to Nov 20, 2026, 12:05_UTC',
    days: 'Nov 8 – 20',
    month: 'November 2026',
    monthInside: 'November 2026',
    duration: '1 hour 5 minutes',
    days3: '3 days 1 hour',
    short: 'under a minute',
    milliseconds: '1.2_s',
    share: '98.65%',
    whole: '100%',
    list: 'API, Web, and Mail',
  },
  'fr-CA': {
    dateTime: '20 nov. 2026, 12_h_05_UTC',
    time: '12_h_05_UTC',
    range: '8 nov. 2026, 21_h_00 – 22_h_30_UTC',
    longRange: '8 nov. 2026, 21_h_00 – 20 nov. 2026, 12_h_05_UTC',
    days: '8 – 20 nov.',
    month: 'Novembre 2026',
    monthInside: 'novembre 2026',
    duration: '1 heure et 5 minutes',
    days3: '3 jours et 1 heure',
    short: 'moins d’une minute',
    milliseconds: '1,2_s',
    share: '98,65_%',
    whole: '100_%',
    list: 'API, Web et Mail',
  },
};

describe.each(Object.entries(FORMS))('createFormat() in %s', (locale, forms) => {
  it('writes every form as its readers do', () => {
    const format = formatOf(locale);
    const written = {
      dateTime: format.dateTime(NOON),
      time: format.time(NOON),
      range: format.range(EARLIER, at('2026-11-08T22:30:00Z')),
      longRange: format.range(EARLIER, NOON),
      days: format.days(EARLIER, NOON),
      month: format.month(NOON),
      monthInside: format.monthInside(NOON),
      duration: format.duration(65 * MINUTE),
      days3: format.duration(73 * 60 * MINUTE),
      short: format.duration(0),
      milliseconds: format.milliseconds(1_230),
      share: format.share(0.98659),
      whole: format.share(1),
      list: format.list(['API', 'Web', 'Mail']),
    };
    expect(Object.fromEntries(Object.entries(written).map(([form, text]) => [form, shown(text)]))).toEqual(forms);
  });
});

it('names zones as the language does', () => {
  const zones = ['de', 'fr', 'es', 'ja'].map((locale) => {
    const timeZone = locale === 'ja' ? 'Asia/Tokyo' : 'Europe/Berlin';
    return shown(createFormat({ ...chooseCatalogue(locale), timeZone }).time(NOON));
  });
  expect(zones).toEqual(['13:05_MEZ', '13:05_UTC+1', '13:05_CET', '21:05_JST']);
});

it('joins Spanish names that begin with an i by e', () => {
  expect(formatOf('es').list(['API', 'Ingresos'])).toBe('API e Ingresos');
});
