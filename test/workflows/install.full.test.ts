import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { checkOut, makeRemote, runStep } from '../support/fresh-clone.ts';
import { startHttpServer } from '../support/servers.ts';

const MINUTES = 60_000;

/** A clone without packages. */
function checkOutBare(remote: string): string {
  const clone = checkOut(remote, ['--depth=1']);
  rmSync(join(clone, 'node_modules'));
  return clone;
}

describe('npm ci in a fresh clone', { timeout: 10 * MINUTES }, () => {
  test('with --omit=dev --ignore-scripts brings all that a run of the checks needs', async () => {
    const service = await startHttpServer((_request, response) => response.writeHead(503).end());
    const remote = makeRemote({
      'status.yml': `page: { name: Example Cloud, url: "https://status.example.org" }
components: [{ id: website, name: Website, checks: [{ id: front, type: http, url: "${service.url}", retries: 0 }] }]
triage: { recheckAfter: 0 }
`,
    });
    const clone = checkOutBare(remote);
    expect(await runStep(clone, 'npm ci --omit=dev --ignore-scripts')).toMatchObject({ exitCode: 0 });
    expect(existsSync(join(clone, 'node_modules/astro'))).toBe(false);
    const result = await runStep(clone, 'npm run candor -- check');
    expect(result, result.output).toMatchObject({ exitCode: 0, outputs: { deploy: 'true' } });
  });

  test('brings a current Node and all that a build needs', async () => {
    const clone = checkOutBare(makeRemote({}));
    expect(await runStep(clone, 'npm ci')).toMatchObject({ exitCode: 0 });
    const result = await runStep(clone, 'npm run build');
    expect(result, result.output).toMatchObject({ exitCode: 0 });
    expect(existsSync(join(clone, 'dist/index.html'))).toBe(true);
  });
});
