/** The entry that an update is for. */
import type { ParsedIncidentFile } from '../../content/incident-file.ts';
import type { ExistingFile } from '../../content/compose-update.ts';
import { StatusError } from '../../errors.ts';
import { ambiguous, chooseEntry, type EntryChoice } from './chosen-entry.ts';
import type { PlaceContent } from './place.ts';
import type { Question } from './work.ts';

/** Which file an id means there. Throws a StatusError where none fits, which says where it looked. */
export function findThere(wanted: string | undefined, { incidents, now, elsewhere }: PlaceContent): EntryChoice {
  try {
    return chooseEntry(wanted, incidents, now);
  } catch (error) {
    if (!(error instanceof StatusError) || elsewhere === undefined) throw error;
    throw new StatusError(error.message, { hint: `${error.hint ?? ''}\n${elsewhere}`.trim(), cause: error });
  }
}

export function idQuestion(): Question {
  return {
    field: 'id',
    flag: 'ID',
    example: ({ id }, content) =>
      `one of ${findThere(id, content)
        .candidates.slice(-10)
        .map((each) => each.id)
        .join(', ')}`,
    isRequired: true,
    isGiven: ({ id }, content) => findThere(id, content).entry !== undefined,
    ask: async (asker, { id }, content) => {
      const { candidates } = findThere(id, content);
      const choices = candidates.map((each) => ({
        value: each.id,
        name: `${each.file?.frontMatter.title ?? each.id} (${each.id})`,
      }));
      return { id: await asker.choose<string>({ message: 'Which one?', choices }) };
    },
  };
}

/** The file that an id means now, with its text. Throws a StatusError where that is not one file. */
export async function readTarget(
  wanted: string | undefined,
  content: PlaceContent,
): Promise<{ entry: ParsedIncidentFile; existing: ExistingFile }> {
  const choice = findThere(wanted, content);
  const { entry } = choice;
  if (entry === undefined) throw ambiguous(wanted, choice);
  const text = await content.textOf(entry.path);
  if (text === undefined) throw new StatusError(`Cannot read ${entry.path}; "candor validate" says why.`);
  return { entry, existing: { path: entry.path, text } };
}
