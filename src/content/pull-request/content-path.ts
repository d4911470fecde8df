/** Which files of the repository are content: what people write for readers, and nothing that is ever run. */
import { CONFIG_PATH } from '../config-file.ts';
import { ENTRY_FOLDERS, isEntryPath } from '../incident-path.ts';

/** Folders of the engine, in which a picture or a style sheet is part of it. */
const ENGINE_FOLDERS = ['src', 'test', 'bench', 'node_modules'];
/** What `page.logo` and `page.css` can name: pictures and style sheets, which nothing but a reader's browser opens. */
const ASSET = /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*\.(?:svg|png|jpe?g|gif|webp|avif|ico|css)$/;

/** Whether a path is that of content that `validate` reads. */
export function isValidatedPath(path: string): boolean {
  return path === CONFIG_PATH || isEntryPath(path);
}

/** Whether a path, relative to the root folder with forward slashes, is that of content. */
export function isContentPath(path: string): boolean {
  const [top = ''] = path.split('/');
  if (path === CONFIG_PATH) return true;
  // Git has no such name, yet nobody need rely on that.
  if (path.split('/').includes('..')) return false;
  if (ENTRY_FOLDERS.includes(top)) return path !== top;
  return ASSET.test(path) && !ENGINE_FOLDERS.includes(top);
}
