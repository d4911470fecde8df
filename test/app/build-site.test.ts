import { describe, expect, test } from 'vitest';

import { type BuildPorts, buildSite } from '../../src/app/build-site.ts';
import { StatusError } from '../../src/errors.ts';
import { makeContent } from '../support/builders.ts';

/** A world in which pages are written and nothing else happens. */
function makePorts(overrides: Partial<BuildPorts>): BuildPorts {
  return {
    readPageUrl: () => Promise.resolve('https://status.example.org'),
    readContent: () => Promise.resolve({ content: makeContent(), warnings: [] }),
    resolveOutput: () => Promise.resolve('/out'),
    openKept: () => ({ take: () => new Set(), record: () => undefined }),
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

  test('fails as the reading does, and removes its work folder only once the rendering has ended', async () => {
    const happened: string[] = [];
    const ports = makePorts({
      readContent: () => Promise.reject(new StatusError('Cannot read the history')),
      createWorkFolder: () =>
        Promise.resolve({ path: '/work', remove: () => Promise.resolve(void happened.push('removed')) }),
      renderPages: async ({ site }) => {
        const { model } = await site.finally(() => happened.push('rendering ended'));
        return model.urls.home;
      },
    });
    await expect(buildSite({ out: 'out' }, ports)).rejects.toThrow('Cannot read the history');
    expect(happened).toEqual(['rendering ended', 'removed']);
  });

  test('needs no Astro to refuse a status.yml that never was good', async () => {
    const ports = makePorts({
      readPageUrl: () => Promise.resolve(undefined),
      readContent: () => Promise.reject(new StatusError('Cannot build the page')),
      renderPages: () => Promise.reject(new Error('Astro was started')),
    });
    await expect(buildSite({ out: 'out' }, ports)).rejects.toThrow('Cannot build the page');
  });
});
