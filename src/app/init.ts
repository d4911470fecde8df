/** What becomes of a root folder that somebody makes their own: the template's examples go, their status.yml comes. */
import { CONFIG_PATH, parseConfigFile } from '../content/config-file.ts';
import { ENTRY_FOLDERS } from '../content/incident-path.ts';
import { StatusError } from '../errors.ts';
import type { RootFiles } from '../ports.ts';
import type { Problem } from '../schema/problems.ts';
import type { Instant } from '../schema/timestamp.ts';
import { isTemplateExample } from './template-examples.ts';
import { validate } from './validate.ts';

export interface Beginning {
  /** The status.yml that is replaced although a person wrote it; undefined where none did. */
  replaced: string | undefined;
  /** Its `page.id`, which must not change. */
  pageId: string | undefined;
  /** Files of the template's examples, relative to the root folder. */
  examples: string[];
  /** Files of incidents/ and postmortems/ that are somebody's own. */
  kept: string[];
}

/**
 * Looks at what is there and changes nothing. Throws a StatusError where a status.yml is somebody's own, unless forced, and
 * where it cannot be read and so could not be kept.
 */
export async function readBeginning(files: RootFiles, isForced: boolean): Promise<Beginning> {
  const config = await files.read(CONFIG_PATH);
  const isOwn = config !== undefined && (config.text === undefined || !isTemplateExample(config.text));
  if (isOwn && !isForced) {
    throw new StatusError(`Cannot write ${CONFIG_PATH}: it is there, and not the example of the template any more.`, {
      hint: 'Nothing was changed. Go on editing it; --force begins anew and keeps the old one beside the new.',
    });
  }
  if (config !== undefined && config.text === undefined) {
    throw new StatusError(`Cannot replace ${CONFIG_PATH}: it cannot be read as text, and so could not be kept.`, {
      hint: 'Nothing was changed. Move it to another place yourself.',
    });
  }
  const found = (await Promise.all(ENTRY_FOLDERS.map((folder) => files.readMarkdown(folder)))).flat();
  const isExample = ({ text }: { text: string | undefined }): boolean => text !== undefined && isTemplateExample(text);
  return {
    replaced: isOwn ? config.text : undefined,
    pageId: isOwn ? parseConfigFile(config.text ?? '').draft?.page.id : undefined,
    examples: found.filter(isExample).map(({ path }) => path),
    kept: found.filter((file) => !isExample(file)).map(({ path }) => path),
  };
}

/** The errors of files that were kept, most often since they name what only the examples' status.yml had. */
export async function findMisfits(files: RootFiles, kept: readonly string[], now: Instant): Promise<Problem[]> {
  if (kept.length === 0) return [];
  const { problems } = await validate(files, { now });
  return problems.filter(({ file, severity }) => severity === 'error' && kept.includes(file));
}
