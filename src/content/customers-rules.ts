/** What must hold within customers.yml, and between a private root and the public one: one named function a rule. */
import { type Problem, showReceived } from '../schema/problems.ts';
import { CONFIG_PATH, type ParsedConfigFile } from './config-file.ts';
import { findDuplicates, findVariableProblems } from './config-rules.ts';
import { problemAtKey, type RuleSource } from './finding.ts';
import { entriesAt, type PlacedText, textAt, textsAt } from './raw-data.ts';
import { valueAt } from './schema-example.ts';
import { didYouMean } from './suggest.ts';

export interface CustomersContext extends RuleSource {
  /** Ids of the components of both roots; undefined where one root's cannot be told. */
  known: readonly string[] | undefined;
}

type Rule = (context: CustomersContext) => Problem[];

const idsUnique: Rule = (context) => findDuplicates(context, 'customer', textsAt(context.yaml.data, [], 'id'));

function usesOf(data: unknown): PlacedText[] {
  return entriesAt(data, []).flatMap((_, index) => textsAt(data, [index, 'uses']));
}

const usedComponentsExist: Rule = (context) => {
  const { known, yaml } = context;
  if (known === undefined) return [];
  return usesOf(yaml.data)
    .filter(({ text }) => !known.includes(text))
    .map(({ text: id, path: at }) =>
      problemAtKey(context, 'used-components-exist', {
        at,
        message: `Cannot find the component "${id}"`,
        expected: 'a component of the private root or of the public one',
        example: known[0],
        received: showReceived(id),
        hint: didYouMean(id, known),
      }),
    );
};

/** Whom nobody can reach is told nothing when something of theirs fails. */
const customersCanBeTold: Rule = (context) => {
  const { data } = context.yaml;
  return entriesAt(data, []).flatMap((entry, index) => {
    const tell: unknown = valueAt(entry, ['tell']);
    if (typeof entry !== 'object' || entry === null || (tell !== undefined && !Array.isArray(tell))) return [];
    if (Array.isArray(tell) && tell.length > 0) return [];
    return [
      problemAtKey(context, 'customers-can-be-told', {
        severity: 'warning',
        at: [index, ...(tell === undefined ? ['id'] : ['tell'])],
        message: `Nobody can tell the customer "${textAt(entry, ['id']) ?? ''}" anything`,
        expected: 'at least one entry in "tell"',
        example: 'tell: [{ type: email, to: ops@acme.example }]',
        received: 'none',
      }),
    ];
  });
};

/** Who relies on nothing is never affected. */
const customersUseSomething: Rule = (context) =>
  entriesAt(context.yaml.data, []).flatMap((entry, index) => {
    const uses: unknown = valueAt(entry, ['uses']);
    if (!Array.isArray(uses) || uses.length > 0) return [];
    return [
      problemAtKey(context, 'customers-use-something', {
        severity: 'warning',
        at: [index, 'uses'],
        message: `The customer "${textAt(entry, ['id']) ?? ''}" relies on no component and is never told`,
        expected: 'ids of components of the private root or of the public one',
        example: `uses: [${context.known?.[0] ?? 'acme-shop'}]`,
        received: 'none',
      }),
    ];
  });

const RULES: readonly Rule[] = [
  idsUnique,
  usedComponentsExist,
  customersCanBeTold,
  customersUseSomething,
  findVariableProblems,
];

/** Everything that does not hold within customers.yml. */
export function findCustomerProblems(context: CustomersContext): Problem[] {
  return RULES.flatMap((rule) => rule(context));
}

function idsOf(what: 'component' | 'check', data: unknown): PlacedText[] {
  if (what === 'component') return textsAt(data, ['components'], 'id');
  return entriesAt(data, ['components']).flatMap((_, index) => textsAt(data, ['components', index, 'checks'], 'id'));
}

/** The ids in the private root's status.yml that are taken in the public one's: one word would mean two things. */
export function findTakenIds(own: ParsedConfigFile, open: ParsedConfigFile | undefined): Problem[] {
  const { yaml } = own;
  if (yaml === undefined || open?.yaml === undefined) return [];
  const { data } = open.yaml;
  return (['component', 'check'] as const).flatMap((what) => {
    const taken = new Set(idsOf(what, data).map(({ text }) => text));
    return idsOf(what, yaml.data)
      .filter(({ text }) => taken.has(text))
      .map(({ text: id, path: at }) =>
        problemAtKey({ path: CONFIG_PATH, yaml }, 'ids-free-in-public-root', {
          at,
          message: `Cannot use the id "${id}" of a ${what} of the public root`,
          expected: `an id that no ${what} has there`,
          example: `id: acme-${id}`,
          received: showReceived(id),
        }),
      );
  });
}

/** A warning for each component of the private root that no customer relies on: nobody is told of its failures. */
export function findUnusedComponents({ yaml }: ParsedConfigFile, customers: RuleSource['yaml'] | undefined): Problem[] {
  if (yaml === undefined || customers === undefined) return [];
  const used = new Set(usesOf(customers.data).map(({ text }) => text));
  return idsOf('component', yaml.data)
    .filter(({ text }) => !used.has(text))
    .map(({ text: id, path: at }) =>
      problemAtKey({ path: CONFIG_PATH, yaml }, 'components-are-used', {
        severity: 'warning',
        at,
        message: `No customer relies on the component "${id}"; nobody is told of it`,
        expected: 'it in "uses" of a customer in customers.yml',
        example: `uses: [${id}]`,
        received: 'none',
      }),
    );
}
