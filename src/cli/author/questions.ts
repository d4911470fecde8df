/** Questions that several commands ask. */
import type { ComponentField } from '../../content/compose-fields.ts';
import { readWrittenTime } from '../../content/written-time.ts';
import { highestImpact, impactOf } from '../../domain/impact.ts';
import { isRetiredAt } from '../../domain/retired.ts';
import {
  COMPONENT_STATUSES,
  ComponentStatusSchema,
  INCIDENT_STATUSES,
  type Impact,
  IMPACTS,
} from '../../schema/component.ts';
import { CATEGORIES, type Category } from '../../schema/category.ts';
import { describeProblem } from '../../schema/problems.ts';
import { wordTitle } from '../../schema/word-title.ts';
import type { Asker, Choice } from './asker.ts';
import { zoneOf } from './fields.ts';
import type { Draft } from './draft.ts';
import type { PlaceContent } from './place.ts';
import type { Question } from './work.ts';

export function titleQuestion(example: string): Question {
  return {
    field: 'title',
    flag: '--title',
    example: () => `"${example}"`,
    isRequired: true,
    isGiven: ({ title }) => title !== undefined,
    ask: async (asker, { title }) => {
      const check = (text: string): string | true => (text.trim() === '' ? 'Expected a title.' : true);
      return { title: await asker.line({ message: 'Title', initial: title, check }) };
    },
  };
}

export function messageQuestion(example: string, { isRequired = true }: { isRequired?: boolean } = {}): Question {
  return {
    field: 'message',
    flag: '--message',
    example: () => `"${example}"`,
    isRequired,
    isGiven: ({ message }) => message !== undefined,
    ask: async (asker, { message }) => ({
      message: await asker.text({
        message: `What do readers get told?${isRequired ? '' : ' May be empty.'}`,
        initial: message,
        isRequired,
      }),
    }),
  };
}

/** The components that readers see. */
function componentChoices({ config, now }: PlaceContent): Choice<string>[] {
  return (config?.components ?? [])
    .filter((component) => !isRetiredAt(component, now))
    .map(({ id, name }) => ({ value: id, name: name === id ? id : `${name} (${id})` }));
}

const STATUS_CHOICES = INCIDENT_STATUSES.map((status) => ({ value: status, name: wordTitle(status) }));

interface StatusesOptions {
  message: string;
  isRequired: boolean;
  /** The status that is offered first. */
  first: string;
  /** How components are, as the entry has it; these are offered first. */
  current?: (draft: Draft, content: PlaceContent) => Readonly<Record<string, string>>;
}

async function askStatuses(
  asker: Asker,
  { message, isRequired, first }: StatusesOptions,
  given: { choices: readonly Choice<string>[]; statuses: readonly ComponentField[] | undefined },
): Promise<ComponentField[]> {
  const { choices, statuses = [] } = given;
  const initial = statuses.map(({ id }) => id);
  const ids = await asker.chooseMany({ message, choices, atLeast: isRequired ? 1 : 0, initial });
  const fields: ComponentField[] = [];
  for (const id of ids) {
    const earlier = statuses.find((each) => each.id === id)?.status;
    const offered = ComponentStatusSchema.safeParse(earlier).data ?? first;
    fields.push({
      id,
      status: await asker.choose<string>({ message: `Status of ${id}`, choices: STATUS_CHOICES, initial: offered }),
    });
  }
  return fields;
}

/** Which components, and how each of them is. Optional where nothing need change, and where there are none. */
export function statusesQuestion(options: StatusesOptions): Question {
  return {
    field: 'components',
    flag: '--component',
    example: (_, { config }) => `${config?.components[0]?.id ?? 'api'}=partial_outage`,
    isRequired: options.isRequired,
    isGiven: ({ statuses }, content) => statuses !== undefined || componentChoices(content).length === 0,
    ask: async (asker, draft, content) => {
      const current = options.current?.(draft, content) ?? {};
      const choices = componentChoices(content)
        .map(({ value, name }) => {
          const status = current[value];
          return { value, name: status === undefined ? name : `${name}: ${wordTitle(status).toLowerCase()}` };
        })
        .sort((a, b) => Number(b.value in current) - Number(a.value in current));
      return { statuses: await askStatuses(asker, options, { choices, statuses: draft.statuses }) };
    },
  };
}

/** Which components. */
export function componentsQuestion(isRequired: boolean): Question {
  return {
    field: 'components',
    flag: '--component',
    example: (_, { config }) => config?.components[0]?.id ?? 'api',
    isRequired,
    isGiven: ({ components }, content) => components !== undefined || componentChoices(content).length === 0,
    ask: async (asker, { components }, content) => {
      const choices = componentChoices(content);
      return {
        components: await asker.chooseMany({
          message: isRequired ? 'Components' : 'Components (none: just Enter)',
          choices,
          atLeast: isRequired ? 1 : 0,
          initial: components,
        }),
      };
    },
  };
}

const CATEGORY_WORDS: Readonly<Record<Category, string>> = {
  undetermined: 'not known yet',
  upstream: 'a provider we rely on',
  customer: "one customer's activity",
  internal: 'our own fault',
};

export function categoryQuestion(): Question {
  return {
    field: 'category',
    flag: '--category',
    example: () => `internal (${CATEGORIES.join(', ')})`,
    isRequired: true,
    isGiven: ({ category }) => category !== undefined,
    ask: async (asker) => {
      const choices = CATEGORIES.map((value) => ({ value, name: `${wordTitle(value)}: ${CATEGORY_WORDS[value]}` }));
      return { category: await asker.choose<string>({ message: 'Whose doing is it?', choices }) };
    },
  };
}

/** What the worst status suggests, as a machine's incident has it. */
function suggestImpact(statuses: readonly ComponentField[] | undefined): Impact {
  const known = COMPONENT_STATUSES.filter((status) => statuses?.some((component) => component.status === status));
  return highestImpact(known.map(impactOf));
}

export function impactQuestion(): Question {
  return {
    field: 'impact',
    flag: '--impact',
    example: () => `major (${IMPACTS.join(', ')})`,
    isRequired: true,
    isGiven: ({ impact }) => impact !== undefined,
    ask: async (asker, { statuses }) => {
      const choices = IMPACTS.map((value) => ({ value, name: wordTitle(value) }));
      const impact = await asker.choose<string>({ message: 'Impact', choices, initial: suggestImpact(statuses) });
      return { impact };
    },
  };
}

/** A time in words; optional ones may be left empty. */
export function timeQuestion(
  field: 'from' | 'until' | 'next',
  options: { message: string; example: string; isRequired: boolean },
): Question {
  const { message, example, isRequired } = options;
  return {
    field,
    flag: `--${field}`,
    example: () => `"${example}"`,
    isRequired,
    isGiven: (draft) => draft[field] !== undefined,
    ask: async (asker, draft, content) => {
      const context = { now: content.now, timeZone: zoneOf(draft, content) };
      const from = field === 'until' && draft.from !== undefined ? readWrittenTime(draft.from, context).at : undefined;
      const check = (text: string): string | true => {
        if (text.trim() === '' && !isRequired) return true;
        const { finding } = readWrittenTime(text, { ...context, from });
        return finding === undefined || describeProblem(finding);
      };
      return { [field]: await asker.line({ message, initial: draft[field], check }) };
    },
  };
}
