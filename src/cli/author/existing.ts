/** The entry that an update is for. */
import { ambiguous, findEntry } from '../../app/author/find-entry.ts';
import type { ParsedIncidentFile } from '../../content/incident-file.ts';
import type { ExistingFile } from '../../content/compose-update.ts';
import { StatusError } from '../../errors.ts';
import type { PlaceContent } from './place.ts';
import type { Question } from './work.ts';

export function idQuestion(): Question {
  return {
    field: 'id',
    flag: 'ID',
    example: ({ id }, { incidents, now }) =>
      `one of ${findEntry(id, incidents, now)
        .candidates.slice(-10)
        .map((each) => each.id)
        .join(', ')}`,
    isRequired: true,
    isGiven: ({ id }, { incidents, now }) => findEntry(id, incidents, now).entry !== undefined,
    ask: async (asker, { id }, { incidents, now }) => {
      const { candidates } = findEntry(id, incidents, now);
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
  const choice = findEntry(wanted, content.incidents, content.now);
  const { entry } = choice;
  if (entry === undefined) throw ambiguous(wanted, choice);
  const text = await content.textOf(entry.path);
  if (text === undefined) throw new StatusError(`Cannot read ${entry.path}; "candor validate" says why.`);
  return { entry, existing: { path: entry.path, text } };
}
