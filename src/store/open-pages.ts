/** Renders pages one by one, as they are asked for and as a build would. */
import path from 'node:path';

import { type CurrentSite, setCurrentSite } from '../site/current-model.ts';
import { type AstroPlace, inTurn, finishRendered, type Prerenderer, runAstro } from './astro-pages.ts';
import { fileOfPath } from './page-file.ts';
import { describeRenderError } from './render-error.ts';

/** The pages of one bundle, rendered when they are asked for. */
export interface OpenPages {
  /** Absolute path of the folder with what is no page: scripts, public files. */
  folder: string;
  /** Takes the site that is to be shown from now on. Throws a StatusError where its pages cannot be listed. */
  show(site: CurrentSite): Promise<void>;
  /** What the file of the built site would hold (`history/index.html`); undefined for one that it would not have. */
  render(file: string): Promise<Uint8Array | undefined>;
  /** Ends it; the work folder may be removed then. */
  close(): Promise<void>;
}

/**
 * Bundles the pages as every build does, and stays where a build begins to render, so that each page is rendered when
 * it is asked for, by the very code that renders it in a build. Until it is closed no other build of this process runs.
 */
export async function openPages(place: AstroPlace): Promise<OpenPages> {
  const opened = Promise.withResolvers<Prerenderer>();
  const closing = Promise.withResolvers<[]>();
  const building = inTurn(() =>
    runAstro(place, (standard) => ({
      ...standard,
      getStaticPaths() {
        opened.resolve(standard);
        return closing.promise;
      },
    })),
  );
  building.catch((error: unknown) => opened.reject(describeRenderError(error, { ...place, pathname: undefined })));
  const standard = await opened.promise;
  return {
    folder: path.join(place.workFolder, 'site'),
    ...renderOnDemand(standard, place),
    async close() {
      closing.resolve([]);
      setCurrentSite(undefined);
      await building;
    },
  };
}

function renderOnDemand(standard: Prerenderer, place: AstroPlace): Pick<OpenPages, 'show' | 'render'> {
  const { origin, pathname: base } = new URL(place.pageUrl);
  let pages: ReadonlyMap<string, () => Promise<Uint8Array>> = new Map();
  async function renderPage({ pathname, route }: PathWithRoute): Promise<Uint8Array> {
    const address = `${base}/${pathname}${route.type === 'endpoint' ? '' : '/'}`.replace(/\/+/g, '/');
    try {
      const request = new Request(new URL(address, origin));
      const response = await finishRendered(await standard.render(request, { routeData: route }));
      return new Uint8Array(await response.arrayBuffer());
    } catch (error) {
      throw describeRenderError(error, { ...place, pathname });
    }
  }
  return {
    async show(site) {
      setCurrentSite(site);
      forgetPaths(standard);
      try {
        const paths = await standard.getStaticPaths();
        pages = new Map(paths.map((page) => [fileOfPath(page), () => renderPage(page)]));
      } catch (error) {
        throw describeRenderError(error, { ...place, pathname: undefined });
      }
    },
    render: async (file) => pages.get(file)?.(),
  };
}

type PathWithRoute = Awaited<ReturnType<Prerenderer['getStaticPaths']>>[number];

/**
 * Makes Astro ask the pages again which of them there are. It keeps what they answered with all that they were given,
 * as a build asks once; its own way of rendering holds the cache.
 */
function forgetPaths(standard: Prerenderer & { app?: { routeCache?: { clearAll(): void } } }): void {
  const cache = standard.app?.routeCache;
  if (cache === undefined) throw new Error('Cannot show the pages anew: this version of Astro keeps them elsewhere');
  cache.clearAll();
}
