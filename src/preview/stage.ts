/** Holds the pages of the page's address, and moves on to others when the address changes. */
import { copyAssets } from '../app/build-site.ts';
import type { RootFiles } from '../ports.ts';
import type { SiteContent } from '../site/site-content.ts';
import { deriveSiteModel } from '../site/site-model.ts';
import { createUrls } from '../site/urls.ts';
import type { OpenPages } from '../store/open-pages.ts';
import { filesBelow, type ReadSiteFile } from '../store/static-host.ts';
import type { WorkFolder } from '../store/work-folder.ts';

export interface StagePorts {
  files: RootFiles;
  createWorkFolder(): Promise<WorkFolder>;
  /** Makes ready to render the pages of a site at `pageUrl`. */
  openPages(pageUrl: string, workFolder: string): Promise<OpenPages>;
}

export interface Stage {
  /** Where the site lies below the host, a slash at both ends; undefined before there is one. */
  readonly base: string | undefined;
  /** Shows a site from now on. Where it throws, what was shown stays. */
  show(content: SiteContent): Promise<void>;
  /** A file of the site that is shown. */
  read: ReadSiteFile;
  close(): Promise<void>;
}

interface Running {
  pageUrl: string;
  work: WorkFolder;
  pages: OpenPages;
}

async function run(pageUrl: string, ports: StagePorts): Promise<Running> {
  const work = await ports.createWorkFolder();
  try {
    return { pageUrl, work, pages: await ports.openPages(pageUrl, work.path) };
  } catch (error) {
    await work.remove();
    throw error;
  }
}

async function end(running: Running | undefined): Promise<void> {
  // A build that fails as it is ended has nothing left to fail at.
  await running?.pages.close().catch(() => undefined);
  await running?.work.remove();
}

/** A stage with nothing on it yet. Close it, or its work folder stays. */
export function createStage(ports: StagePorts): Stage {
  let running: Running | undefined;
  let base: string | undefined;
  let read: ReadSiteFile = async () => undefined;
  let shown = 0;
  return {
    get base() {
      return base;
    },
    async show(content) {
      const { url: pageUrl } = content.config.page;
      const site = { content, model: deriveSiteModel(content) };
      if (running?.pageUrl !== pageUrl) {
        // One process renders for one address at a time.
        await end(running);
        running = undefined;
        running = await run(pageUrl, ports);
      }
      const { pages, work } = running;
      await pages.show(site);
      const assets = `${work.path}/assets-${++shown}`;
      await copyAssets(content, assets, { copyFromRoot: ports.files.copyTo });
      base = createUrls(pageUrl).base;
      const sources = [pages.render, filesBelow(pages.folder), filesBelow(assets)];
      read = async (file) => {
        for (const source of sources) {
          const body = await source(file);
          if (body !== undefined) return body;
        }
        return undefined;
      };
    },
    read: (file) => read(file),
    close: () => end(running),
  };
}
