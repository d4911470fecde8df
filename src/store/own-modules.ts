/** Lets the pages load Candor's own modules from where they lie, and not from a copy in the bundle. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';

interface Environment {
  config: { consumer: 'client' | 'server' };
}

interface External {
  id: string;
  external: true;
}

/**
 * A plugin that leaves the modules below an absolute `srcFolder` to Node, which has loaded most of them to read the
 * content: bundling them would take longer than all else that is bundled. Only templates and routes are for Astro to
 * translate; what readers' browsers load is bundled as ever.
 */
export function ownModules(srcFolder: string) {
  const routes = path.join(srcFolder, 'pages') + path.sep;
  return {
    name: 'candor:own-modules',
    enforce: 'pre' as const,
    applyToEnvironment: ({ config }: Environment) => config.consumer === 'server',
    resolveId: {
      filter: { id: /^\.{1,2}\/.*\.ts$/ },
      handler(source: string, importer: string | undefined): External | undefined {
        if (importer === undefined) return undefined;
        const file = path.resolve(path.dirname(importer.replace(/\?.*$/s, '')), source);
        if (!file.startsWith(srcFolder + path.sep) || file.startsWith(routes)) return undefined;
        return { id: pathToFileURL(file).href, external: true };
      },
    },
  };
}
