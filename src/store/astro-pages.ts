/** Renders the pages with Astro into a folder that no other build knows. */
import path from 'node:path';

import type { AstroInlineConfig, AstroPrerenderer } from 'astro';

import siteConfig from '../../astro.config.mjs';

import { type CurrentSite, setCurrentSite } from '../site/current-model.ts';
import { finishPage } from '../site/finish-page.ts';
import { ownModules } from './own-modules.ts';
import { fileOfPath } from './page-file.ts';
import { pageFileOf, type PageWriter, createPageWriter } from './page-writer.ts';
import { describeRenderError } from './render-error.ts';

/** Where Astro works, and for which address. */
export interface AstroPlace {
  /** Absolute; it may carry a sub-path. */
  pageUrl: string;
  /** Absolute path of the folder with Candor's own `src/` and `node_modules/`. */
  engineFolder: string;
  /** Absolute path of an empty folder inside the engine's that belongs to this build alone. */
  workFolder: string;
}

export interface AstroRequest extends AstroPlace {
  /** What is to be rendered; it may come while the pages are bundled, which takes as long as reading the content. */
  site: CurrentSite | Promise<CurrentSite>;
  /**
   * Puts files into an absolute folder that need not be rendered, and returns them relative to it. Called once the site
   * is there.
   */
  takeKept(site: CurrentSite, folder: string): ReadonlySet<string>;
  /** Called after each file that was rendered. */
  onPage(done: number, total: number): void;
}

/** Lists the pages and renders one. */
export type Prerenderer = AstroPrerenderer;

/** Puts another way of rendering in the place of Astro's own, which it may go on using. */
type Wrap = (standard: Prerenderer) => Prerenderer;

/** Files rendered at the same time; rendering is bound by one core, finishing and writing overlap with it. */
const CONCURRENCY = 8;

let lastBuild: Promise<unknown> = Promise.resolve();

/** Waits for the builds before this one, as all of a process share its working directory and the current site. */
export function inTurn<T>(build: () => Promise<T>): Promise<T> {
  const result = lastBuild.then(build);
  lastBuild = result.catch(() => undefined);
  return result;
}

/**
 * Renders the whole site and returns the absolute path of the folder it lies in, inside the work folder. Builds in one
 * process wait for each other; builds in several processes share nothing. Throws a StatusError that names the page
 * where one cannot be rendered.
 */
export function renderPages(request: AstroRequest): Promise<string> {
  return inTurn(async () => {
    const rendering: Rendering = { request, writer: undefined, failed: undefined };
    try {
      return await runAstro(request, (standard) => watchPages(standard, rendering));
    } catch (error) {
      throw describeRenderError(error, { ...request, pathname: rendering.failed });
    } finally {
      setCurrentSite(undefined);
      await rendering.writer?.close();
    }
  });
}

/** One run of Astro's build; returns the folder of the result. */
export async function runAstro(place: AstroPlace, wrap: Wrap): Promise<string> {
  const folder = siteFolder(place);
  const before = process.cwd();
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
  // Astro keeps its bundle in a folder of the working directory that builds share, unless the output lies in it.
  process.chdir(place.engineFolder);
  try {
    // Loaded now, as it takes a second that a refusal need not wait for.
    const { build } = await import('astro');
    await build(astroConfig(place, folder, wrap));
    return folder;
  } finally {
    process.chdir(before);
  }
}

/** Where the result of a build lies. */
function siteFolder({ workFolder }: AstroPlace): string {
  return path.join(workFolder, 'site');
}

/** The path of the page on its host, a slash at both ends. */
function baseOf({ pageUrl }: AstroPlace): string {
  return new URL(pageUrl).pathname.replace(/\/*$/, '/');
}

function astroConfig(place: AstroPlace, folder: string, wrap: Wrap): AstroInlineConfig {
  const address = new URL(place.pageUrl);
  return {
    ...siteConfig,
    configFile: false,
    logLevel: 'silent',
    site: address.origin,
    base: baseOf(place),
    root: place.workFolder,
    srcDir: path.join(place.engineFolder, 'src'),
    publicDir: path.join(place.engineFolder, 'public'),
    outDir: folder,
    cacheDir: path.join(place.workFolder, 'cache'),
    build: { ...siteConfig.build, concurrency: CONCURRENCY },
    integrations: [
      { name: 'candor:pages', hooks: { 'astro:build:start': ({ setPrerenderer }) => setPrerenderer(wrap) } },
    ],
    vite: {
      cacheDir: path.join(place.workFolder, 'vite'),
      logLevel: 'silent',
      plugins: [ownModules(path.join(place.engineFolder, 'src'))],
    },
  };
}

interface Rendering {
  request: AstroRequest;
  /** Undefined until it is known how many pages there are. */
  writer: PageWriter | undefined;
  /** Path of the page that failed, for the message. */
  failed: string | undefined;
}

/** Has the pages written, counts them and remembers which one failed. */
function watchPages(standard: Prerenderer, rendering: Rendering): Prerenderer {
  let done = 0;
  let total = 0;
  return {
    ...standard,
    async getStaticPaths() {
      const { request } = rendering;
      const site = await request.site;
      setCurrentSite(site);
      const kept = request.takeKept(site, siteFolder(request));
      const paths = (await standard.getStaticPaths()).filter((path) => !kept.has(fileOfPath(path)));
      total = paths.length;
      rendering.writer = createPageWriter(siteFolder(request), total);
      return paths;
    },
    async render(request, options) {
      try {
        const result = await writeRendered(await standard.render(request, options), request.url, rendering);
        rendering.request.onPage(++done, total);
        return result;
      } catch (error) {
        rendering.failed ??= new URL(request.url).pathname;
        throw error;
      }
    },
  };
}

type Rendered = Awaited<ReturnType<Prerenderer['render']>>;

function responseOf(rendered: Rendered): Response {
  return 'response' in rendered ? rendered.response : rendered;
}

function isPage(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('text/html') === true;
}

/** A page as it is to be written; any other file as it is. */
export async function finishRendered(rendered: Rendered): Promise<Response> {
  const response = responseOf(rendered);
  return isPage(response) ? new Response(finishPage(await response.text()), response) : response;
}

/**
 * Has a page written, and leaves nothing of it to Astro: handed over as another response, each would be copied several
 * times. Any other file, and the error page, are Astro's to write.
 */
async function writeRendered(rendered: Rendered, url: string, { writer, request }: Rendering): Promise<Response> {
  const file = pageFileOf(url, baseOf(request));
  const response = responseOf(rendered);
  if (writer === undefined || file === undefined || !isPage(response)) return finishRendered(response);
  await writer.write({ file, html: await response.arrayBuffer() });
  return new Response(null);
}
