/** What must hold within status.yml beyond its schema: one named function a rule. */
import type { Config } from '../schema/config.ts';
import { type Problem, showName, showReceived } from '../schema/problems.ts';
import { parseDay } from '../schema/timestamp.ts';
import { isReadableName, readableName, VARIABLE_EXPECTED, variableNames } from '../schema/variable.ts';
import type { DocumentPath } from './yaml.ts';
import { problemAtKey, type RuleSource, unknownReference } from './finding.ts';

interface RuleContext extends RuleSource {
  /** Undefined where the schema already found problems; such rules look at the plain data or wait. */
  config: Config | undefined;
}

type Rule = (context: RuleContext) => Problem[];

interface PlacedId {
  id: string;
  path: DocumentPath;
}

function duplicates(context: RuleContext, what: string, ids: readonly PlacedId[]): Problem[] {
  const seen = new Map<string, PlacedId>();
  return ids.flatMap((placed) => {
    const first = seen.get(placed.id);
    seen.set(placed.id, first ?? placed);
    if (first === undefined) return [];
    return [
      problemAtKey(context, `${what}-ids-unique`, {
        at: placed.path,
        message: `Cannot tell two ${what}s "${placed.id}" apart`,
        expected: `an id of its own for each ${what}`,
        example: `id: ${placed.id}-2`,
        received: `"${placed.id}", as in line ${context.yaml.placeOf(first.path).line}`,
      }),
    ];
  });
}

function idsOf(list: readonly { id: string }[], key: string): PlacedId[] {
  return list.map((item, index) => ({ id: item.id, path: [key, index, 'id'] }));
}

function checkIds(config: Config): PlacedId[] {
  return config.components.flatMap((component, componentIndex) =>
    component.checks.map((check, index) => ({
      id: check.id,
      path: ['components', componentIndex, 'checks', index, 'id'],
    })),
  );
}

const idsUnique: Rule = (context) => {
  const { config } = context;
  if (config === undefined) return [];
  return [
    ...duplicates(context, 'component', idsOf(config.components, 'components')),
    ...duplicates(context, 'check', checkIds(config)),
    ...duplicates(context, 'provider', idsOf(config.providers, 'providers')),
    ...duplicates(context, 'channel', idsOf(config.channels, 'channels')),
  ];
};

const RESERVED = ['next', 'notify'];

/** In an update's heading these words open another part. */
const componentIdsNotReserved: Rule = (context) => {
  const components = context.config?.components ?? [];
  return components.flatMap((component, index) => {
    if (!RESERVED.includes(component.id)) return [];
    return [
      problemAtKey(context, 'component-ids-not-reserved', {
        at: ['components', index, 'id'],
        message: `Cannot name a component "${component.id}"`,
        expected: 'another id: update headings use this word',
        example: `id: ${component.id}-service`,
        received: component.id,
      }),
    ];
  });
};

const dependenciesExist: Rule = (context) => {
  const { config } = context;
  const known = config?.providers.map((provider) => provider.id) ?? [];
  return (config?.components ?? []).flatMap((component, componentIndex) =>
    component.dependsOn.flatMap((dependency, index) => {
      if (known.includes(dependency.provider)) return [];
      const at = ['components', componentIndex, 'dependsOn', index, 'provider'];
      const finding = unknownReference({ what: 'provider', id: dependency.provider, known });
      return [problemAtKey(context, 'providers-exist', { at, ...finding })];
    }),
  );
};

const channelComponentsExist: Rule = (context) => {
  const { config } = context;
  const known = config?.components.map((component) => component.id) ?? [];
  return (config?.channels ?? []).flatMap((channel, channelIndex) =>
    channel.components.flatMap((id, index) => {
      if (known.includes(id)) return [];
      const at = ['channels', channelIndex, 'components', index];
      return [problemAtKey(context, 'components-exist', { at, ...unknownReference({ what: 'component', id, known }) })];
    }),
  );
};

const sinceBeforeRetired: Rule = (context) =>
  (context.config?.components ?? []).flatMap((component, index) => {
    const [since, retired] = [component.since, component.retired].map((day) =>
      day === undefined ? undefined : parseDay(day),
    );
    if (since === undefined || retired === undefined || since <= retired) return [];
    return [
      problemAtKey(context, 'since-before-retired', {
        at: ['components', index, 'retired'],
        message: 'Cannot retire a component before it began',
        expected: `a day not before ${component.since ?? ''}`,
        example: `retired: ${component.since ?? ''}`,
        received: component.retired,
      }),
    ];
  });

function* strings(value: unknown, path: DocumentPath = []): Generator<{ text: string; path: DocumentPath }> {
  if (typeof value === 'string') yield { text: value, path };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    yield* strings(child, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

const variablesAreOurs: Rule = (context) =>
  [...strings(context.yaml.data)].flatMap(({ text, path }) =>
    variableNames(text)
      .filter((name) => !isReadableName(name))
      .map((name) =>
        problemAtKey(context, 'variables-are-ours', {
          at: path,
          message: `Cannot read "\${${showName(name)}}" from the environment`,
          expected: VARIABLE_EXPECTED,
          example: `\${${readableName(name)}}`,
          received: showReceived(`\${${name}}`),
        }),
      ),
  );

const RULES: readonly Rule[] = [
  idsUnique,
  componentIdsNotReserved,
  dependenciesExist,
  channelComponentsExist,
  sinceBeforeRetired,
  variablesAreOurs,
];

/** Everything that does not hold within status.yml. */
export function findConfigProblems(context: RuleContext): Problem[] {
  return RULES.flatMap((rule) => rule(context));
}
