import { expect, it } from 'vitest';

import { deriveSiteModel } from '../../src/site/site-model.ts';
import { describeVerdict } from '../../src/site/verdict-sentence.ts';
import {
  at,
  makeComponent,
  makeConfig,
  makeContent,
  makeIncident,
  makeMaintenance,
  makeUpdate,
} from '../support/builders.ts';

const NOW = at('2026-11-22T10:45:00Z');

function pageIn(locale: string, names: readonly string[]): ReturnType<typeof makeConfig> {
  return makeConfig({
    page: { name: 'Lindenhof', url: 'https://status.example.org', locale },
    components: names.map((name, index) => makeComponent(`c${index}`, name, { checks: [], since: '2026-01-01' })),
  });
}

/** The verdict in a language, with every space an ordinary one. */
function tell(locale: string, names: readonly string[], entries: Parameters<typeof makeContent>[0]): string[] {
  const model = deriveSiteModel(makeContent({ ...entries, now: NOW, config: pageIn(locale, names) }));
  const { sentence, follow } = describeVerdict(model);
  return [sentence, ...(follow === undefined ? [] : [follow])].map((text) => text.replace(/[\u00A0\u202F]/g, ' '));
}

const NAMES = { de: ['Schnittstelle', 'Post'], fr: ['API', 'Courrier'], es: ['API', 'Correo'], ja: ['API', 'メール'] };
type Locale = keyof typeof NAMES;

const outage = (nextUpdateBy: string, count = 2) =>
  makeIncident({
    impact: 'critical',
    components: Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}`, 'major_outage' as const])),
    updates: [makeUpdate('2026-11-22T10:00:00Z', { phase: 'identified', nextUpdateBy: at(nextUpdateBy) })],
  });

it.each<[Locale, string, string]>([
  [
    'de',
    'Schnittstelle und Post sind ausgefallen.',
    'Wir kennen die Ursache und arbeiten an der Behebung. Das nächste Update folgt bis 11:00 UTC.',
  ],
  [
    'fr',
    'API et Courrier sont en panne.',
    'La cause est connue et nous y remédions ; prochaine mise à jour avant 11:00 UTC.',
  ],
  [
    'es',
    'API y Correo están fuera de servicio.',
    'Conocemos la causa y estamos trabajando en la solución; próxima actualización antes de las 11:00 UTC.',
  ],
  ['ja', 'API、メールが停止しています。', '原因を特定し、対応を進めています。次回の更新は11:00 UTCまでに行います。'],
])('an outage in %s', (locale, sentence, follow) => {
  const names = [...NAMES[locale], 'DNS'];
  expect(tell(locale, names, { entries: [outage('2026-11-22T11:00:00Z')] })).toEqual([sentence, follow]);
});

it.each<[Locale, string, string]>([
  [
    'de',
    'Schnittstelle ist ausgefallen.',
    'Wir kennen die Ursache und arbeiten an der Behebung. Das bis 21. Nov. 2026, 10:30 UTC zugesagte Update verspätet sich.',
  ],
  [
    'fr',
    'API est en panne.',
    'La cause est connue et nous y remédions ; la mise à jour promise avant le 21 nov. 2026, 10:30 UTC est en retard.',
  ],
  [
    'es',
    'API está fuera de servicio.',
    'Conocemos la causa y estamos trabajando en la solución; la actualización prometida para antes del 21 nov 2026, 10:30 UTC va con retraso.',
  ],
  [
    'ja',
    'APIが停止しています。',
    '原因を特定し、対応を進めています。2026年11月21日 10:30 UTCまでとお約束した更新が遅れています。',
  ],
])('a promise of another day that was not kept, in %s', (locale, sentence, follow) => {
  expect(tell(locale, NAMES[locale], { entries: [outage('2026-11-21T10:30:00Z', 1)] })).toEqual([sentence, follow]);
});

it.each<[Locale, string, string]>([
  ['de', 'Schnittstelle wird gerade gewartet.', 'Geplantes Ende: 12:00 UTC.'],
  ['fr', 'API est en maintenance.', 'Fin prévue avant 12:00 UTC.'],
  ['es', 'API está en mantenimiento.', 'Está previsto que termine antes de las 12:00 UTC.'],
  ['ja', 'APIはメンテナンス中です。', '12:00 UTCまでに終了する予定です。'],
])('a maintenance in %s', (locale, sentence, follow) => {
  const maintenance = makeMaintenance(NOW, {
    components: ['c0'],
    scheduled: { from: '2026-11-22T10:00:00Z', until: '2026-11-22T12:00:00Z' },
  });
  expect(tell(locale, NAMES[locale], { entries: [maintenance] })).toEqual([sentence, follow]);
});

it('has an hour of one in Spanish, and hours with their letter in Canada', () => {
  const early = { entries: [outage('2026-11-23T01:00:00Z', 1)] };
  expect(tell('es', NAMES.es, early).at(1)).toContain('antes del 23 nov 2026, 01:00 UTC.');
  expect(tell('fr-CA', NAMES.fr, { entries: [outage('2026-11-22T11:00:00Z', 1)] }).at(1)).toContain(
    'avant 11 h 00 UTC.',
  );
});
