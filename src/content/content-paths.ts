import { CONFIG_PATH } from './config-file.ts';
import { ENTRY_FOLDERS } from './incident-path.ts';

/** Everything that a page is made from, relative to the root folder: one file, and folders. */
export const CONTENT_PATHS: readonly string[] = [CONFIG_PATH, ...ENTRY_FOLDERS];
