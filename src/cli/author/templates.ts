/** Ready-made incidents in `.github/incident-templates/`: front matter with the same keys, and the message as text. */
import { readFrontMatter } from '../../content/front-matter.ts';
import { idOfPath } from '../../content/incident-path.ts';
import { textAt } from '../../content/raw-data.ts';
import { valueAt } from '../../content/schema-example.ts';
import { didYouMean } from '../../content/suggest.ts';
import { trimBlankLines } from '../../content/markdown.ts';
import type { ComponentField } from '../../content/compose-fields.ts';
import { StatusError } from '../../errors.ts';
import type { RootFile, RootFiles } from '../../ports.ts';
import { describeProblem } from '../../schema/problems.ts';
import type { Draft } from './draft.ts';

export const TEMPLATES_FOLDER = '.github/incident-templates';

/** What a template gives; the rest is asked for. */
export type IncidentTemplate = { name: string } & Pick<Draft, 'title' | 'category' | 'impact' | 'statuses' | 'message'>;

/** Every template of a root folder that can be read, by name; its README is none. */
export async function readTemplates(files: RootFiles): Promise<IncidentTemplate[]> {
  const found = await files.readMarkdown(TEMPLATES_FOLDER);
  return found
    .filter(({ path }) => !/(?:^|\/)readme\.md$/i.test(path))
    .flatMap((file) => {
      const { template } = parseTemplate(file);
      return template === undefined ? [] : [template];
    });
}

/** The template of a name. Throws a StatusError where there is none, or where it cannot be read. */
export async function findTemplate(files: RootFiles, wanted: string): Promise<IncidentTemplate> {
  const name = idOfPath(wanted.trim());
  const found = (await files.readMarkdown(TEMPLATES_FOLDER)).find(({ path }) => idOfPath(path) === name);
  if (found !== undefined) {
    const { template, letter } = parseTemplate(found);
    if (template !== undefined) return template;
    throw new StatusError(`Cannot read the template ${found.path}: ${letter ?? 'it is no text'}`);
  }
  const names = (await readTemplates(files)).map((template) => template.name);
  const known = names.length === 0 ? `There is none in ${TEMPLATES_FOLDER}/.` : `There are: ${names.join(', ')}.`;
  const hint = didYouMean(name, names);
  throw new StatusError(`Cannot find the template "${name}". ${known}`, hint === undefined ? {} : { hint });
}

function filledAt(data: unknown, key: string): string | undefined {
  const text = textAt(data, [key]);
  return text?.trim() === '' ? undefined : text;
}

function componentsAt(data: unknown): ComponentField[] | undefined {
  const value = valueAt(data, ['components']);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const fields = Object.entries(value).map(([id, status]) => ({ id, status: String(status) }));
  return fields.length === 0 ? undefined : fields;
}

function parseTemplate({ path, text, problems }: RootFile): {
  template?: IncidentTemplate;
  letter?: string | undefined;
} {
  const read = text === undefined ? { problems } : readFrontMatter(path, text);
  const [first] = read.problems;
  const content = 'content' in read ? read.content : undefined;
  if (content === undefined || first !== undefined) return { letter: first && describeProblem(first) };
  const { data } = content.yaml;
  const message = trimBlankLines(content.body);
  return {
    template: {
      name: idOfPath(path),
      title: filledAt(data, 'title'),
      category: filledAt(data, 'category'),
      impact: filledAt(data, 'impact'),
      statuses: componentsAt(data),
      message: message === '' ? undefined : message,
    },
  };
}
