/** A run of validate.yml for pull requests of every kind, on GitHub's merge and the engine of main. */
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { type Preview, PreviewSchema } from '../../src/schema/preview.ts';
import { makeFolder, writeFiles } from '../support/make-repo.ts';
import { checkOutPullRequest, type PullRequestRun } from '../support/pull-request-run.ts';

const MINUTES = 60_000;
const FILE = 'incidents/2026/2026-11-26-mail.md';
const INCIDENT = `---
title: Mail is late & <b>loud</b>
category: internal
impact: major
components: { mail: partial_outage }
---

## Investigating · 2026-11-20T10:05:00Z

We see delays.
`;

function readPreview({ temp }: PullRequestRun): Preview {
  return PreviewSchema.parse(JSON.parse(readFileSync(join(temp, 'preview.json'), 'utf8')));
}

describe('validate.yml', { timeout: 5 * MINUTES }, () => {
  test('finds nothing wrong in a good incident, shows it and builds its page', async () => {
    const pull = await checkOutPullRequest({ base: {}, change: { [FILE]: INCIDENT } });
    expect(await pull.run('pull-request preview')).toMatchObject({ exitCode: 0, outputs: { scope: 'content' } });
    const validated = await pull.run('validate');
    expect(validated, validated.output).toMatchObject({ exitCode: 0 });
    expect(validated.output).toContain('files read: no problem.');
    const built = await pull.run('candor -- build');
    expect(built, built.output).toMatchObject({ exitCode: 0 });
    expect(readPreview(pull)).toMatchObject({
      scope: 'content',
      problems: [],
      entries: [{ path: FILE, change: 'new' }],
    });
    const page = readFileSync(join(pull.temp, 'page/incidents/2026-11-26-mail/index.html'), 'utf8');
    expect(page).toContain('Mail is late');
  });

  test('runs nothing of the pull request, whatever that brings', async () => {
    const proof = join(makeFolder(), 'ran');
    const script = `require('node:fs').writeFileSync(${JSON.stringify(proof)}, 'x');\n`;
    const pull = await checkOutPullRequest({
      base: {},
      change: {
        [FILE]: INCIDENT,
        'package.json': JSON.stringify({
          name: 'candor',
          scripts: { candor: `touch ${proof}`, validate: `touch ${proof}`, preinstall: `touch ${proof}` },
        }),
        '.npmrc': `node-options=--require=./run.cjs\nscript-shell=./run.sh\n`,
        'run.cjs': script,
        'run.sh': `#!/bin/sh\ntouch ${proof}\n`,
        'astro.config.mjs': `import fs from 'node:fs'; fs.writeFileSync(${JSON.stringify(proof)}, 'x'); export default {};\n`,
        'postcss.config.cjs': script,
        'src/cli/candor.mjs': `import fs from 'node:fs'; fs.writeFileSync(${JSON.stringify(proof)}, 'x');\n`,
        '.gitattributes': '*.md filter=run diff=run\n',
        '.env': `NODE_OPTIONS=--require=${proof}\n`,
      },
    });
    expect(await pull.run('pull-request preview')).toMatchObject({ exitCode: 0, outputs: { scope: 'engine' } });
    // These steps are left out of a run for such a pull request; carried out all the same they run nothing of it either.
    expect(await pull.run('validate')).toMatchObject({ exitCode: 0 });
    expect(await pull.run('candor -- build')).toMatchObject({ exitCode: 0 });
    expect(existsSync(proof)).toBe(false);
    expect(readPreview(pull)).toMatchObject({ scope: 'engine' });
    expect(readFileSync(join(pull.temp, 'preview.json'), 'utf8')).not.toContain('Mail is late');
  });

  test('brings nothing from outside the content into what it leaves', async () => {
    const outside = makeFolder();
    writeFiles(outside, { 'secret.md': INCIDENT.replace('Mail is late', 'Secret words') });
    const pull = await checkOutPullRequest({ base: {}, change: {} }, (content) => {
      symlinkSync(join(outside, 'secret.md'), join(content, FILE));
      symlinkSync(outside, join(content, 'incidents/2027'));
      symlinkSync('../../../engine/status.yml', join(content, 'incidents/2026/engine.md'));
    });
    await pull.run('pull-request preview');
    const validated = await pull.run('validate');
    expect(validated).toMatchObject({ exitCode: 1 });
    expect(await pull.run('candor -- build')).toMatchObject({ exitCode: 0 });
    const front = readFileSync(join(pull.temp, 'page/index.html'), 'utf8');
    expect([validated.output, front, JSON.stringify(readPreview(pull))].join('\n')).not.toContain('Secret words');
  });
});
