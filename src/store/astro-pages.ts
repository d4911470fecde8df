/** Renders the pages with Astro into a folder that no other build knows. */
import path from 'node:path';

import type { AstroInlineConfig, AstroIntegration, AstroPrerenderer } from 'astro';

import siteConfig from '../../astro.config.mjs';
import { type CurrentSite, setCurrentSite } from '../site/current-model.ts';
import { finishPage } from '../site/finish-page.ts';
import { describeRenderError } from './render-error.ts';

export interface AstroRequest {
  site: CurrentSite;
  /** Absolute path of the folder with Candor's own `src/` and `node_modules/`. */
  engineFolder: string;
  /** Absolute path of an empty folder inside the engine's that belongs to this build alone. */
  workFolder: string;
  /** Called after each file that was rendered. */
  onPage(done: number, total: number): void;
}

/** Files rendered at the same time; rendering is bound by one core, writing overlaps with it. */
const CONCURRENCY = 4;

let lastBuild: Promise<unknown> = Promise.resolve();

/**
 * Renders the whole site and returns the absolute path of the folder it lies in, inside the work folder. Builds in one
 * process wait for each other, as they share its working directory; builds in several processes share nothing. Throws
 * a StatusError that names the page where one cannot be rendered.
 */
export function renderPages(request: AstroRequest): Promise<string> {
  const result = lastBuild.then(() => runAstro(request));
  lastBuild = result.catch(() => undefined);
  return result;
}

async function runAstro(request: AstroRequest): Promise<string> {
  const folder = path.join(request.workFolder, 'site');
  const rendering: Rendering = { pathname: undefined };
  const before = process.cwd();
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
  // Astro keeps its bundle in a folder of the working directory that builds share, unless the output lies in it.
  process.chdir(request.engineFolder);
  setCurrentSite(request.site);
  try {
    // Loaded now, as it takes a second that a refusal need not wait for.
    const { build } = await import('astro');
    await build(astroConfig(request, { folder, rendering }));
    return folder;
  } catch (error) {
    throw describeRenderError(error, { ...request, pathname: rendering.pathname });
  } finally {
    setCurrentSite(undefined);
    process.chdir(before);
  }
}

/** The page that failed, for the message. */
interface Rendering {
  pathname: string | undefined;
}

function astroConfig(
  request: AstroRequest,
  { folder, rendering }: { folder: string; rendering: Rendering },
): AstroInlineConfig {
  const address = new URL(request.site.content.config.page.url);
  return {
    ...siteConfig,
    configFile: false,
    logLevel: 'silent',
    site: address.origin,
    base: address.pathname.replace(/\/*$/, '/'),
    root: request.workFolder,
    srcDir: path.join(request.engineFolder, 'src'),
    publicDir: path.join(request.engineFolder, 'public'),
    outDir: folder,
    cacheDir: path.join(request.workFolder, 'cache'),
    build: { ...siteConfig.build, concurrency: CONCURRENCY },
    integrations: [watchPages(rendering, request)],
    vite: { cacheDir: path.join(request.workFolder, 'vite'), logLevel: 'silent' },
  };
}

/** An integration that counts the pages and remembers which one failed. */
function watchPages(rendering: Rendering, { onPage }: Pick<AstroRequest, 'onPage'>): AstroIntegration {
  let done = 0;
  let total = 0;
  return {
    name: 'candor:watch-pages',
    hooks: {
      'astro:build:start': ({ setPrerenderer }) => {
        setPrerenderer((standard) => ({
          ...standard,
          async getStaticPaths() {
            const paths = await standard.getStaticPaths();
            total = paths.length;
            return paths;
          },
          async render(request, options) {
            try {
              const result = await finished(await standard.render(request, options));
              onPage(++done, total);
              return result;
            } catch (error) {
              rendering.pathname ??= new URL(request.url).pathname;
              throw error;
            }
          },
        }));
      },
    },
  };
}

type Rendered = Awaited<ReturnType<AstroPrerenderer['render']>>;

/** A page as it is to be written; any other file as it is. */
async function finished(rendered: Rendered): Promise<Rendered> {
  if ('response' in rendered) return { ...rendered, response: await finishedResponse(rendered.response) };
  return finishedResponse(rendered);
}

async function finishedResponse(response: Response): Promise<Response> {
  if (response.headers.get('content-type')?.startsWith('text/html') !== true) return response;
  return new Response(finishPage(await response.text()), response);
}
