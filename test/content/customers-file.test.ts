import { describe, expect, test } from 'vitest';

import { parseCustomersFile } from '../../src/content/customers-file.ts';
import { formatProblem } from '../../src/schema/problems.ts';

const KNOWN = ['acme-shop', 'api', 'web'];

function problemsOf(text: string): string[] {
  return parseCustomersFile(text, KNOWN).problems.map(formatProblem);
}

const ACME = '- { id: acme, name: Acme, uses: [acme-shop, api], tell: [{ type: email, to: ops@acme.example }] }\n';

describe('parseCustomersFile()', () => {
  test('reads every way to tell a customer, secrets unresolved', () => {
    const text = `- id: acme
  name: Acme
  uses: [acme-shop, api]
  tell:
    - { type: slack, url: "\${CANDOR_ACME_SLACK}" }
    - { type: email, to: ops@acme.example }
    - { type: webhook, url: https://acme.example/hook, secret: "\${CANDOR_ACME_SECRET}" }
    - { type: discord, url: https://discord.example/hook }
    - { type: teams, url: https://teams.example/hook }
    - { type: telegram, token: "\${CANDOR_TOKEN}", to: "-100" }
`;
    const { customers, problems } = parseCustomersFile(text, KNOWN);
    expect(problems).toEqual([]);
    expect(customers?.[0]?.tell.map(({ type }) => type)).toEqual([
      ...['slack', 'email', 'webhook', 'discord', 'teams', 'telegram'],
    ]);
    expect(customers?.[0]?.tell[0]).toEqual({ type: 'slack', url: '${CANDOR_ACME_SLACK}' });
  });

  test.each(['', '# nobody yet\n', '[]\n'])('has no customers where there are none: %j', (text) => {
    expect(parseCustomersFile(text, KNOWN)).toMatchObject({ customers: [], problems: [] });
  });

  test.each<[string, string, string[]]>([
    [
      'two customers of one id',
      ACME + ACME,
      [
        'customers.yml:2:9: error: Cannot tell two customers "acme" apart: expected an id of its own for each customer, for example id: acme-2, got "acme", as in line 1',
      ],
    ],
    [
      'a component that neither root has',
      ACME.replace('acme-shop, api', 'acme-shp, api'),
      [
        'customers.yml:1:34: error: Cannot find the component "acme-shp": expected a component of the private root or of the public one, for example acme-shop, got "acme-shp". Did you mean "acme-shop"?',
      ],
    ],
    [
      'nobody to tell',
      '- { id: acme, name: Acme, uses: [api] }\n- { id: globex, name: Globex, uses: [api], tell: [] }\n',
      [
        'customers.yml:1:9: warning: Nobody can tell the customer "acme" anything: expected at least one entry in "tell", for example tell: [{ type: email, to: ops@acme.example }], got none',
        'customers.yml:2:50: warning: Nobody can tell the customer "globex" anything: expected at least one entry in "tell", for example tell: [{ type: email, to: ops@acme.example }], got none',
      ],
    ],
    [
      'nothing that is used',
      ACME.replace('[acme-shop, api]', '[]'),
      [
        'customers.yml:1:33: warning: The customer "acme" relies on no component and is never told: expected ids of components of the private root or of the public one, for example uses: [acme-shop], got none',
      ],
    ],
    [
      'an unknown key',
      ACME.replace('uses', 'use'),
      [
        'customers.yml:1:27: error: Cannot use the key "use" in "[0]": expected one of id, name, uses, tell, for example uses: [acme-shop, api], got "use". Did you mean "uses"?',
      ],
    ],
    [
      'a channel that everybody reads',
      ACME.replace('type: email, to: ops@acme.example', 'type: mastodon, url: https://a.example'),
      [
        'customers.yml:1:66: error: Cannot read "[0].tell[0].type": expected one of slack, email, webhook, discord, teams, telegram, for example type: slack, got "mastodon"',
      ],
    ],
    [
      'a key of another channel',
      ACME.replace('to: ops@acme.example', 'url: https://a.example'),
      [
        'customers.yml:1:73: error: Cannot use the key "url" in "[0].tell[0]": expected one of type, to, for example to: ops@acme.example, got "url". Did you mean "to", which is missing?',
      ],
    ],
    [
      'an address that is none',
      ACME.replace('ops@acme.example', 'Acme Ops'),
      [
        'customers.yml:1:77: error: Cannot read "[0].tell[0].to": expected an e-mail address, or a variable that holds one, for example to: ops@acme.example, got "Acme Ops"',
      ],
    ],
    [
      'a variable that is not ours',
      ACME.replace('ops@acme.example', '"${HOME}"'),
      [
        'customers.yml:1:77: error: Cannot read "${HOME}" from the environment: expected a name of capital letters, digits and underscores that begins with CANDOR_, for example ${CANDOR_HOME}, got "${HOME}"',
      ],
    ],
    [
      'a block in place of a list',
      'customers: []\n',
      [
        'customers.yml:1:1: error: Cannot read the file: expected a list, for example [{ id: acme, name: Acme, uses: [acme-shop, api] }], got {"customers":[]}',
      ],
    ],
  ])('tells of %s', (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  test('asks for no component where a root cannot be read', () => {
    expect(parseCustomersFile(ACME.replace('acme-shop', 'unheard-of'), undefined).problems).toEqual([]);
  });

  test.each([
    ['no YAML', '- ['],
    ['a control character', '\u0000'],
    ['an alias of itself', '- &a [*a]\n'],
    ['brackets without end', '['.repeat(5_000)],
    ['a merge that is not finished', '<<<<<<< a\n=======\n>>>>>>> b\n'],
    ['code', '- !!js/function x'],
  ])('survives %s', (_, text) => {
    expect(parseCustomersFile(text, KNOWN).customers).toBeUndefined();
    expect(problemsOf(text).length).toBeGreaterThan(0);
  });
});
