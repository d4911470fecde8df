import { describe, expect, test } from 'vitest';

import { parseConfigFile } from '../../src/content/config-file.ts';
import { formatProblem } from '../../src/schema/problems.ts';
import { languageOf } from '../../src/schema/locale.ts';

function read(locale: string): ReturnType<typeof parseConfigFile> {
  return parseConfigFile(`page:\n  name: Example\n  url: https://status.example.org\n  locale: ${locale}\n`);
}

describe('page.locale', () => {
  test.each([
    ['en', 'en'],
    ['ja', 'ja'],
    ['de-AT', 'de-AT'],
    ['DE-de', 'de-DE'],
    ['fr-CA', 'fr-CA'],
    ['es-419', 'es-419'],
    ['en-UK', 'en-GB'],
  ])('reads %s as %s', (written, locale) => {
    const { config, problems } = read(written);
    expect(problems).toEqual([]);
    expect(config?.page.locale).toBe(locale);
  });

  test('tells at its line what it may be', () => {
    expect(read('pt-BR').problems.map(formatProblem)).toEqual([
      'status.yml:4:11: error: Cannot read "page.locale": expected one of en, de, fr, es, ja, alone or with a region as in ' +
        '"de-AT", for example locale: de, got "pt-BR"',
    ]);
  });

  test.each([
    ['de_DE', 'de-DE'],
    ['fr_CA.UTF-8', 'fr-CA'],
    ['de-DR', 'de'],
    ['ja-JP-u-ca-japanese', 'ja'],
    ['en-Latn', 'en'],
    ['deutsch', 'de'],
    ['French', 'fr'],
    ['日本語', 'ja'],
    ['jp', 'ja'],
    ['us', 'en'],
    ['"de-"', 'de'],
  ])('takes %s to mean %s', (written, meant) => {
    expect(read(written).problems.map(({ hint }) => hint)).toEqual([`Did you mean "${meant}"?`]);
  });

  test.each(['da', 'it', 'pt', 'nl-NL', 'xx', 'klingon', '""'])('has no better word for %s', (written) => {
    expect(read(written).problems.map(({ rule, hint }) => [rule, hint])).toEqual([['schema', undefined]]);
  });
});

test('languageOf() is the language without the region', () => {
  expect(['en', 'de-AT', 'es-419'].map(languageOf)).toEqual(['en', 'de', 'es']);
});
