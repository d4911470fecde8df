/** What a preview shows of a file that is being written: its last text in which nothing was broken. */
import { CONFIG_PATH, parseConfigFile } from '../content/config-file.ts';
import { parseIncidentFile } from '../content/incident-file.ts';
import { INCIDENTS_FOLDER } from '../content/incident-path.ts';
import { parsePostmortemFile } from '../content/postmortem-file.ts';
import type { RootFile, RootFiles } from '../ports.ts';

function canBeShown(path: string, text: string): boolean {
  if (path === CONFIG_PATH) return parseConfigFile(text).config !== undefined;
  const parse = path.startsWith(`${INCIDENTS_FOLDER}/`) ? parseIncidentFile : parsePostmortemFile;
  return parse(path, text).file !== undefined;
}

/**
 * The same files, but for each that cannot be shown, in place of its text the last one that could be, where these files
 * have given one before. An incident that nobody has committed yet has no other good revision. status.yml is kept so
 * when it is gone, too, as there is no page without it.
 */
export function keepLastGood(files: RootFiles): RootFiles {
  const good = new Map<string, string>();
  /** Texts that were broken, as most files are as they were when they are read again. */
  const broken = new Map<string, string>();
  const choose = (found: RootFile): RootFile => {
    const { path, text } = found;
    const last = good.get(path);
    if (text !== undefined && (text === last || (text !== broken.get(path) && canBeShown(path, text)))) {
      good.set(path, text);
      return found;
    }
    if (text !== undefined) broken.set(path, text);
    return last === undefined ? found : { path, text: last, problems: [] };
  };
  return {
    ...files,
    async read(file) {
      const found = await files.read(file);
      const last = file === CONFIG_PATH ? good.get(file) : undefined;
      if (found === undefined) return last === undefined ? undefined : { path: file, text: last, problems: [] };
      return file.endsWith('.md') || file === CONFIG_PATH ? choose(found) : found;
    },
    readMarkdown: async (folder) => (await files.readMarkdown(folder)).map(choose),
  };
}
