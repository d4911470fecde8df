/** Tells when a file changes that a page is made of. */
import path from 'node:path';

import { watch } from 'chokidar';

/** What lies beside status.yml and may be content, or be meant to be: other folders may hold any number of files. */
const CONTENT = /^(?:incidents?|post-?mortems?)(?:\/|$)|^[^/]+\.(?:ya?ml|md)$/i;
const HIDDEN = /(?:^|\/)\./;

export interface ContentWatch {
  /** Watches these files of the root folder from now on, too: what status.yml names for the page. */
  alsoWatch(files: readonly string[]): void;
  close(): Promise<void>;
}

export interface WatchListener {
  onChange(): void;
  /** Watching has become unreliable, as where the system allows no more of it. */
  onError(error: unknown): void;
}

/** Begins to watch an absolute folder; resolves once no change is missed any more. */
export async function watchContent(root: string, { onChange, onError }: WatchListener): Promise<ContentWatch> {
  const named = new Set<string>();
  const isIgnored = (file: string): boolean => {
    const relative = path.relative(root, file).replaceAll('\\', '/');
    return relative !== '' && !named.has(relative) && (HIDDEN.test(relative) || !CONTENT.test(relative));
  };
  const watcher = watch(root, { ignored: isIgnored, ignoreInitial: true });
  watcher.on('all', onChange).on('error', onError);
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return {
    alsoWatch(files) {
      for (const file of files.map((name) => path.posix.normalize(name)).filter((name) => !named.has(name))) {
        // With the folders above it, as none of it need be there yet.
        const parts = file.split('/');
        parts.forEach((_, index) => named.add(parts.slice(0, index + 1).join('/')));
        watcher.add(path.join(root, parts[0] ?? file));
      }
    },
    close: () => watcher.close(),
  };
}
