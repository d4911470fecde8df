/** The files of a cState site, sorted into posts and the rest. */
import { compareText } from '../../domain/compare-text.ts';
import { type CstateConfig, readCstateConfig } from './config.ts';
import { fieldOf, type HugoPage, readHugoPage, textOf } from './front-matter.ts';

export interface SourceFile {
  /** Path relative to the folder of the site, with forward slashes. */
  path: string;
  text: string;
}

export interface CstatePage {
  path: string;
  text: string;
  /** The last part of its URL. */
  slug: string;
  page: HugoPage;
}

export interface CstateHistory {
  posts: CstatePage[];
  /** Pages about a system: `content/affected/<system>/_index.md`. */
  systems: CstatePage[];
  /** Every other page. */
  pages: CstatePage[];
  config?: CstateConfig | undefined;
  /** Files of the configuration, and those of it that are not read. */
  configs: SourceFile[];
  unreadConfigs: SourceFile[];
}

/** The last part of a page's URL: the file name, or the folder's of a page that is a folder. */
function slugOf(path: string): string {
  const parts = path.split('/');
  const name = (parts.pop() ?? path).replace(/\.[a-z]+$/i, '');
  const bundle = /^index(\.[a-z-]{2,5})?$/i.exec(name);
  return bundle === null ? name : `${parts.pop() ?? name}${bundle[1] ?? ''}`;
}

/**
 * cState takes a page for a post by `section: issue` alone, but a page in a folder of posts that lost its front matter
 * was meant as one. Lists (`_index.md`) and explanations (`README.md`) are none.
 */
function isPost(path: string, page: HugoPage): boolean {
  const name = path.split('/').at(-1) ?? path;
  if (/^_index\./i.test(name)) return false;
  if (/^issues?$/i.test(textOf(page, 'section') ?? '')) return true;
  const looksLikeOne = ['severity', 'resolved', 'resolvedWhen', 'affected'].some(
    (key) => fieldOf(page, key) !== undefined,
  );
  if (/^(?:readme|contributing|changelog)\b/i.test(name)) return looksLikeOne;
  return looksLikeOne || /(?:^|\/)(?:issues|posts?|incidents)\//i.test(path) || !path.includes('/');
}

/**
 * Reads the pages and the configuration of a cState site. Never throws: whatever stands in a file, it is a page with
 * a body at least.
 */
export function parseCstateHistory(source: {
  files: readonly SourceFile[];
  /** Files of the configuration; of two that say the same the later holds. */
  configs?: readonly SourceFile[] | undefined;
  /** Files of it for other languages or environments. */
  unreadConfigs?: readonly SourceFile[] | undefined;
}): CstateHistory {
  const { configs = [], unreadConfigs = [] } = source;
  const lists = { configs: [...configs], unreadConfigs: [...unreadConfigs] };
  const history: CstateHistory = { posts: [], systems: [], pages: [], config: readCstateConfig(configs), ...lists };
  const files = [...source.files].sort((a, b) => compareText(a.path, b.path));
  for (const { path, text } of files) {
    const page = { path, text, slug: slugOf(path), page: readHugoPage(text) };
    if (isPost(path, page.page)) history.posts.push(page);
    else if (/(?:^|\/)affected\/[^/]+\/_index\./i.test(path)) history.systems.push(page);
    else history.pages.push(page);
  }
  return history;
}
