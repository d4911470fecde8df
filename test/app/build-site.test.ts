import { describe, expect, test } from 'vitest';

import { type BuildPorts, buildSite } from '../../src/app/build-site.ts';
import { makeContent } from '../support/builders.ts';

/** A world in which pages are written and nothing else happens. */
function makePorts(overrides: Partial<BuildPorts>): BuildPorts {
  return {
    readContent: () => Promise.resolve({ content: makeContent(), warnings: [] }),
    resolveOutput: () => Promise.resolve('/out'),
    createWorkFolder: () => Promise.resolve({ path: '/work', remove: () => Promise.resolve() }),
    renderPages: () => Promise.resolve('/work/site'),
    drawPictures: () => Promise.resolve([]),
    writePictures: () => Promise.resolve(),
    copyFromRoot: () => Promise.resolve('copied'),
    replaceFolder: () => Promise.resolve(),
    ...overrides,
  };
}

describe('buildSite()', () => {
  test('writes the page without pictures where none can be drawn, and says so', async () => {
    const replaced: string[] = [];
    const ports = makePorts({
      drawPictures: () => Promise.reject(new Error('Could not load the "sharp" module')),
      replaceFolder: (target) => Promise.resolve(void replaced.push(target)),
    });
    const { warnings } = await buildSite({ out: 'out' }, ports);
    expect(replaced).toEqual(['/out']);
    expect(warnings).toEqual([
      'links that are shared show no picture: none can be drawn here: Could not load the "sharp" module',
    ]);
  });

  test('has the pictures of the page drawn and written beside the pages', async () => {
    const written: string[] = [];
    await buildSite(
      { out: 'out' },
      makePorts({
        drawPictures: (pictures) => Promise.resolve(pictures.map(({ path }) => ({ path, png: new Uint8Array() }))),
        writePictures: (folder, pictures) =>
          Promise.resolve(void written.push(...pictures.map(({ path }) => `${folder}/${path}`))),
      }),
    );
    expect(written).toEqual(['/work/site/og/status.png', '/work/site/og/page.png']);
  });
});
