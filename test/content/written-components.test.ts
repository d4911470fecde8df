import { describe, expect, test } from 'vitest';

import { readWrittenComponents } from '../../src/content/written-components.ts';
import { ConfigSchema } from '../../src/schema/config.ts';

const { components: COMPONENTS } = ConfigSchema.parse({
  page: { name: 'Acme', url: 'https://status.example.org' },
  components: [
    { id: 'api', name: 'Public API' },
    { id: 'mail', name: 'Mail, inbound: IMAP' },
    { id: 'web-eu', name: 'Web - Europe' },
    { id: 'twin-a', name: 'Twin' },
    { id: 'twin-b', name: 'Twin' },
  ],
});

function read(text: string): [string, string | undefined][] {
  const { components, findings } = readWrittenComponents(text, COMPONENTS);
  expect(findings).toEqual([]);
  return components.map(({ id, status }) => [id, status]);
}

describe('readWrittenComponents', () => {
  test.each([
    ['api', [['api', undefined]]],
    ['API', [['api', undefined]]],
    ['public  api', [['api', undefined]]],
    ['api: partial_outage', [['api', 'partial_outage']]],
    ['api = Partial outage', [['api', 'Partial outage']]],
    ['Public API - major outage', [['api', 'major outage']]],
    ['Public API — major outage', [['api', 'major outage']]],
    ['Public API (major outage)', [['api', 'major outage']]],
    ['`api`: `partial_outage`', [['api', 'partial_outage']]],
    ['api:', [['api', undefined]]],
    [
      'api, mail; web-eu',
      [
        ['api', undefined],
        ['mail', undefined],
        ['web-eu', undefined],
      ],
    ],
    [
      '- api: degraded_performance\n* mail\n\n1. web-eu: operational\n',
      [
        ['api', 'degraded_performance'],
        ['mail', undefined],
        ['web-eu', 'operational'],
      ],
    ],
    ['- [x] api', [['api', undefined]]],
    [
      'api: major outage, web-eu',
      [
        ['api', 'major outage'],
        ['web-eu', undefined],
      ],
    ],
    // Names with signs in them that elsewhere divide.
    ['Mail, inbound: IMAP', [['mail', undefined]]],
    ['Mail, inbound: IMAP: major_outage', [['mail', 'major_outage']]],
    ['Web - Europe', [['web-eu', undefined]]],
    ['Web - Europe - partial_outage', [['web-eu', 'partial_outage']]],
    ['web-eu - partial_outage', [['web-eu', 'partial_outage']]],
    ['', []],
    [' , ;\n', []],
  ])('reads %j', (text, components) => {
    expect(read(text)).toEqual(components);
  });

  test.each([
    ['apj: partial_outage', 'apj', 'Did you mean "api"?'],
    ['Publik API', 'Publik API', 'Did you mean "Public API"?'],
    ['database', 'database', undefined],
    ['Twin', 'Twin', 'Several have this name; write the id: twin-a or twin-b.'],
    ['__proto__', '__proto__', undefined],
  ])('says of %j what may be meant', (text, name, hint) => {
    expect(readWrittenComponents(text, COMPONENTS).findings).toEqual([
      {
        message: `Cannot find the component "${name}"`,
        expected: 'one of api, mail, web-eu, twin-a, twin-b',
        example: 'api',
        received: JSON.stringify(text),
        hint,
      },
    ]);
  });

  test('tells of ten at most', () => {
    expect(readWrittenComponents('x\n'.repeat(5_000), COMPONENTS).findings).toHaveLength(10);
  });

  test.each([`api${' '.repeat(60_000)}x`, `${'a - '.repeat(15_000)}x`, `${'(a'.repeat(30_000)}x`, ':'.repeat(60_000)])(
    'is quick with a long line that names nothing',
    (text) => {
      expect(readWrittenComponents(text, COMPONENTS).components).toEqual([]);
    },
  );
});
