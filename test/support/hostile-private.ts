/** A private root of which every word is one that occurs nowhere else, and where such a word could be read by everybody. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect } from 'vitest';
import { stringify } from 'yaml';

import { type BothRoots, makeBothRoots, makeCustomer } from './both-roots.ts';
import { startService } from './check-root.ts';
import { commitFiles, git } from './make-repo.ts';
import { findClosedPort, startHttpServer } from './servers.ts';

/** Every object of a repository as text, whatever still refers to it. */
export function objectsOf(repo: string): string {
  const listed = git(repo, ['cat-file', '--batch-all-objects', '--batch-check=%(objecttype) %(objectname)']).split(
    '\n',
  );
  return listed
    .filter((line) => /^(?:blob|commit|tag) /.test(line))
    .map((line) => git(repo, ['cat-file', '-p', line.split(' ')[1] ?? '']))
    .concat(git(repo, ['for-each-ref']), ...treesOf(repo, listed))
    .join('\n');
}

function treesOf(repo: string, listed: readonly string[]): string[] {
  const trees = listed.filter((line) => line.startsWith('tree '));
  return trees.map((line) => git(repo, ['ls-tree', line.split(' ')[1] ?? '']));
}

export function filesBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), 'latin1')}`)
    .join('\n');
}

/** Names that occur nowhere else, in every field of the private root that a person can write. */
const SECRETS = {
  CANDOR_ZORBLAX_TOKEN: 'tok-Quuxwhistle/42',
  CANDOR_ZORBLAX_SLACK: 'https://hooks.example/T0/Vexillology',
};
const PRIVATE_WORDS = [
  ...['zorblax', 'frumious', 'snarkish', 'bandersnatch', 'jabberwock', 'gryphon', 'mimsy', 'borogove', 'outgrabe'],
  ...['Quuxwhistle', 'Vexillology', 'CANDOR_ZORBLAX', 'tulgey', 'vorpal', 'manxome', 'whiffling', 'uffish'],
];

export interface Hostile {
  roots: BothRoots;
  env: Record<string, string>;
  /** Makes services of the private root answer again. */
  recover(): void;
}

/** A private root of which each service fails in another way, and names itself in what it says. */
export async function makeHostile(): Promise<Hostile> {
  const service = await startService();
  let isDown = true;
  const talker = await startHttpServer((request, response) => {
    response.statusMessage = 'manxome';
    response.writeHead(isDown ? 500 : 200, { 'x-whiffling': request.url ?? '', location: 'https://mimsy.example/' });
    response.end(`zorblax says uffish ${request.headers.authorization ?? ''} ${request.url ?? ''}`);
  });
  const closed = `http://127.0.0.1:${await findClosedPort()}`;
  const roots = makeBothRoots(
    { components: { api: `${service.url}/api`, web: `${service.url}/web` }, triage: { recheckAfter: 0 } },
    { components: {}, customers: [], triage: { recheckAfter: 0, correlateAt: 2 } },
  );
  const check = (id: string, url: string, more: object = {}): object => ({
    id,
    type: 'http',
    url,
    retries: 0,
    timeout: '1s',
    ...more,
  });
  const component = (id: string, name: string, ...checks: object[]): object => ({
    id,
    name,
    group: 'The tulgey group',
    description: 'vorpal',
    checks,
  });
  const status = {
    components: [
      component(
        'zorblax-shop',
        'Zorblax shop',
        check('zorblax-web', `${talker.url}/gryphon?key=\${CANDOR_ZORBLAX_TOKEN}`, {
          headers: { authorization: 'Bearer ${CANDOR_ZORBLAX_TOKEN}' },
        }),
      ),
      component(
        'frumious-shop',
        'Frumious & Sons',
        check('frumious-web', `${talker.url}/jabberwock`, { expect: { status: 200, body: 'outgrabe' } }),
      ),
      component(
        'snarkish-api',
        'Snarkish',
        check('snarkish-dns', 'http://borogove.invalid/bandersnatch'),
        check('snarkish-port', closed),
        check('snarkish-unset', '${CANDOR_ZORBLAX_UNSET}'),
      ),
    ],
    triage: { recheckAfter: 0, correlateAt: 2 },
  };
  const customers = [
    { ...makeCustomer('zorblax', 'zorblax-shop', 'api') },
    { ...makeCustomer('frumious', 'frumious-shop', 'api') },
    { ...makeCustomer('snarkish', 'snarkish-api', 'web') },
  ];
  commitFiles(roots.own, { files: { 'status.yml': stringify(status), 'customers.yml': stringify(customers) } });
  git(roots.own, ['push', '--quiet', 'origin', 'main']);
  return { roots, env: SECRETS, recover: () => (isDown = false) };
}

export function expectNothingPrivate(shown: string): void {
  for (const word of PRIVATE_WORDS) expect(shown.toLowerCase()).not.toContain(word.toLowerCase());
}
