/**
 * How a build hands its content to the pages. They are loaded by Node itself, which may know this module a second time
 * where a build is started by something else, as tests are; the global registry of symbols is what both sides share.
 */
import type { SiteContent } from './site-content.ts';
import type { SiteModel } from './site-model.ts';

const SLOT = Symbol.for('candor.current-site');

/** What is being built: the content as it was read, and all that pages need derived from it. */
export interface CurrentSite {
  content: SiteContent;
  model: SiteModel;
}

const shared: typeof globalThis & { [SLOT]?: CurrentSite | undefined } = globalThis;

/** Lets the pages see a site until it is called with undefined. One build at a time in one process. */
export function setCurrentSite(site: CurrentSite | undefined): void {
  shared[SLOT] = site;
}

/** The site that is being built. Throws where no build has set one, as when Astro is started by itself. */
export function currentSite(): CurrentSite {
  const site = shared[SLOT];
  if (site === undefined) {
    throw new Error('Cannot render a page: no site is being built. Use "npm run build", which reads the content first');
  }
  return site;
}

/** All that pages need of the site that is being built. */
export function currentModel(): SiteModel {
  return currentSite().model;
}
