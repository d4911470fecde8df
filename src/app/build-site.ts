/** Builds the whole site of a root folder: reads, derives, renders, replaces the output. */
import type { CurrentSite } from '../site/current-model.ts';
import { listPictures, type SharePicture } from '../site/share-picture.ts';
import type { SiteContent } from '../site/site-content.ts';
import { deriveSiteModel, type SiteModel } from '../site/site-model.ts';
import type { SiteReading } from './read-site-content.ts';

export interface BuildRequest {
  /** Path of the folder to write, relative to the working directory or absolute. */
  out: string;
  onProgress?: ((progress: BuildProgress) => void) | undefined;
}

export type BuildProgress = { step: 'read' } | { step: 'render'; done: number; total: number } | { step: 'write' };

/** What is to be rendered, and where. */
export interface PagesRequest {
  /** Absolute address of the page. */
  pageUrl: string;
  /** Comes while the pages are made ready. */
  site: Promise<CurrentSite>;
  /** Absolute path of an empty folder that belongs to this build alone. */
  workFolder: string;
  /** Puts into a folder what need not be rendered, and says what that is, relative to it. */
  takeKept(site: CurrentSite, folder: string): ReadonlySet<string>;
  /** Called after each file that was rendered. */
  onPage(done: number, total: number): void;
}

/** What an earlier build of the same folder has left. */
export interface KeptPages {
  /** Puts the files that follow from what is as it was into an absolute folder; returns them, relative to it. */
  take(site: CurrentSite, folder: string): ReadonlySet<string>;
  /** Remembers what was built, once it is in its place. */
  record(): void;
}

/** A picture as a file of the site. */
export interface DrawnPicture {
  /** Relative to the site, with forward slashes. */
  path: string;
  png: Uint8Array;
}

/** What a build needs of the world. */
export interface BuildPorts {
  /** Reads the address of the page ahead of all else; undefined where status.yml cannot be read as it stands. */
  readPageUrl(): Promise<string | undefined>;
  /** Reads the content of the root folder. */
  readContent(): Promise<SiteReading>;
  /** The absolute path that `out` names. Throws a StatusError where it must not be replaced. */
  resolveOutput(out: string): Promise<string>;
  /** What an earlier build has left at an absolute path. */
  openKept(target: string): KeptPages;
  /** Makes a folder inside the engine's for this build alone. */
  createWorkFolder(): Promise<{ path: string; remove(): Promise<void> }>;
  /**
   * Renders the pages and returns the absolute path of the folder they lie in, once nothing works there any more. Throws
   * a StatusError where one cannot be, and whatever the site is rejected with.
   */
  renderPages(request: PagesRequest): Promise<string>;
  /** Draws pictures as PNG files, beside the rendering; rejects where that cannot be done here. */
  drawPictures(pictures: readonly SharePicture[]): Promise<DrawnPicture[]>;
  /** Adds pictures to the site in an absolute folder. */
  writePictures(folder: string, pictures: readonly DrawnPicture[]): Promise<void>;
  /** Copies a file of the root folder to the same path below an absolute one. */
  copyFromRoot(file: string, folder: string): Promise<'copied' | 'missing' | 'taken'>;
  /** Makes `built` the content of `target`, whole or not at all. */
  replaceFolder(target: string, built: string): Promise<void>;
}

export interface BuildReport {
  /** Absolute path of the folder that was written. */
  out: string;
  /** How many files were rendered. */
  rendered: number;
  /** How many more were taken over from an earlier build, as they would be the same. */
  kept: number;
  content: SiteContent;
  /** What the person who builds is told, a line each. */
  warnings: string[];
}

/**
 * Writes the whole site to `out`, which is replaced at the end or stays as it was. Broken content is no error: it is
 * shown in its last good form and named in the report. Throws a StatusError where no page can be made.
 */
export async function buildSite(request: BuildRequest, ports: BuildPorts): Promise<BuildReport> {
  const { out, onProgress } = request;
  // Before any work, as a person who has mistyped --out need not wait for a build.
  const target = await ports.resolveOutput(out);
  onProgress?.({ step: 'read' });
  const reading = begin(ports.readContent());
  const pageUrl = (await ports.readPageUrl()) ?? (await reading).content.config.page.url;
  const workFolder = await ports.createWorkFolder();
  const earlier = ports.openKept(target);
  let rendered = 0;
  let kept = 0;
  try {
    const site = begin(reading.then(({ content }) => ({ content, model: deriveSiteModel(content) })));
    const drawing = begin(site.then(({ model }) => drawPictures(model, ports)));
    const built = await ports.renderPages({
      pageUrl,
      site,
      workFolder: workFolder.path,
      takeKept(current, folder) {
        const taken = earlier.take(current, folder);
        kept = taken.size;
        return taken;
      },
      onPage: (done, total) => {
        rendered = done;
        onProgress?.({ step: 'render', done, total });
      },
    });
    const [{ content, warnings }, drawn] = await Promise.all([reading, drawing]);
    await ports.writePictures(built, drawn.pictures);
    const assetWarnings = await copyAssets(content, built, ports);
    onProgress?.({ step: 'write' });
    await ports.replaceFolder(target, built);
    earlier.record();
    return { out: target, rendered, kept, content, warnings: [...warnings, ...drawn.warnings, ...assetWarnings] };
  } finally {
    await workFolder.remove();
  }
}

/** Work that is begun now; whoever waits for it later hears of its failure. */
function begin<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

/** Pictures are for those who share a link; a page without them is better than none. */
async function drawPictures(
  model: SiteModel,
  ports: BuildPorts,
): Promise<{ pictures: DrawnPicture[]; warnings: string[] }> {
  try {
    return { pictures: await ports.drawPictures(listPictures(model)), warnings: [] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { pictures: [], warnings: [`links that are shared show no picture: none can be drawn here: ${reason}`] };
  }
}

/** Puts the files that status.yml names for the page where the pages look for them; says which are not shown. */
export async function copyAssets(
  { config }: SiteContent,
  folder: string,
  ports: Pick<BuildPorts, 'copyFromRoot'>,
): Promise<string[]> {
  const warnings: string[] = [];
  for (const [key, file] of Object.entries({ logo: config.page.logo, css: config.page.css })) {
    if (file === undefined) continue;
    const result = await ports.copyFromRoot(file, folder);
    if (result === 'missing') warnings.push(`page.${key} is not shown: there is no file ${file}`);
    if (result === 'taken') warnings.push(`page.${key} is not shown: the site itself has a page at ${file}`);
  }
  return warnings;
}
