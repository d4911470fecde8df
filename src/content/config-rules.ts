/** What must hold within status.yml beyond its schema: one named function a rule. */
import { allPlaces, placesOf } from '../domain/place.ts';
import type { Config } from '../schema/config.ts';
import { type Problem, showName, showReceived } from '../schema/problems.ts';
import { parseDay } from '../schema/timestamp.ts';
import { isReadableName, readableName, VARIABLE_EXPECTED, variableNames } from '../schema/variable.ts';
import { entriesAt, knownIds, type PlacedText, textsAt } from './raw-data.ts';
import type { DocumentPath } from './yaml.ts';
import { problemAtKey, type RuleSource, unknownReference } from './finding.ts';

interface RuleContext extends RuleSource {
  /** Undefined where the schema already found problems; such rules look at the plain data or wait. */
  config: Config | undefined;
}

type Rule = (context: RuleContext) => Problem[];

/** A problem for each id that stands in a file a second time. */
export function findDuplicates(context: RuleSource, what: string, ids: readonly PlacedText[]): Problem[] {
  const seen = new Map<string, PlacedText>();
  return ids.flatMap((placed) => {
    const first = seen.get(placed.text);
    seen.set(placed.text, first ?? placed);
    if (first === undefined) return [];
    return [
      problemAtKey(context, `${what}-ids-unique`, {
        at: placed.path,
        message: `Cannot tell two ${what}s "${placed.text}" apart`,
        expected: `an id of its own for each ${what}`,
        example: `id: ${placed.text}-2`,
        received: `"${placed.text}", as in line ${context.yaml.placeOf(first.path).line}`,
      }),
    ];
  });
}

const idsUnique: Rule = (context) => {
  const { data } = context.yaml;
  const checks = entriesAt(data, ['components']).flatMap((_, index) =>
    textsAt(data, ['components', index, 'checks'], 'id'),
  );
  return [
    ...findDuplicates(context, 'component', textsAt(data, ['components'], 'id')),
    ...findDuplicates(context, 'check', checks),
    ...findDuplicates(context, 'provider', textsAt(data, ['providers'], 'id')),
    ...findDuplicates(context, 'channel', textsAt(data, ['channels'], 'id')),
  ];
};

const RESERVED = ['next', 'notify'];

/** In an update's heading these words open another part. */
const componentIdsNotReserved: Rule = (context) =>
  textsAt(context.yaml.data, ['components'], 'id').flatMap(({ text: id, path }) => {
    if (!RESERVED.includes(id)) return [];
    return [
      problemAtKey(context, 'component-ids-not-reserved', {
        at: path,
        message: `Cannot name a component "${id}"`,
        expected: 'another id: update headings use this word',
        example: `id: ${id}-service`,
        received: id,
      }),
    ];
  });

interface References {
  what: 'component' | 'provider';
  /** Undefined where that cannot be told yet. */
  known: readonly string[] | undefined;
  named: readonly PlacedText[];
}

function unknownReferences(context: RuleContext, { what, known, named }: References): Problem[] {
  if (known === undefined) return [];
  return named
    .filter(({ text }) => !known.includes(text))
    .map(({ text: id, path: at }) =>
      problemAtKey(context, `${what}s-exist`, { at, ...unknownReference({ what, id, known }) }),
    );
}

const dependenciesExist: Rule = (context) => {
  const { data } = context.yaml;
  const named = entriesAt(data, ['components']).flatMap((_, index) =>
    textsAt(data, ['components', index, 'dependsOn'], 'provider'),
  );
  return unknownReferences(context, { what: 'provider', known: knownIds(data, ['providers']), named });
};

const channelComponentsExist: Rule = (context) => {
  const { data } = context.yaml;
  const named = entriesAt(data, ['channels']).flatMap((_, index) => textsAt(data, ['channels', index, 'components']));
  return unknownReferences(context, { what: 'component', known: knownIds(data, ['components']), named });
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

const variablesAreOurs = (context: RuleSource): Problem[] =>
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

/** A name without braces is sent as it stands. */
const variablesInBraces = (context: RuleSource): Problem[] =>
  [...strings(context.yaml.data)].flatMap(({ text, path }) =>
    [...text.matchAll(/\$(CANDOR_[A-Z0-9_]+)/g)].map(([written, name]) =>
      problemAtKey(context, 'variables-in-braces', {
        severity: 'warning',
        at: path,
        message: `"${showName(written)}" is not read from the environment`,
        expected: 'the name of a variable in braces',
        example: `\${${name ?? ''}}`,
        received: showReceived(written),
      }),
    ),
  );

/** Slack is reached by a webhook, or as a bot that writes to a channel. */
const slackIsReached: Rule = (context) =>
  (context.config?.channels ?? []).flatMap((channel, index) => {
    if (channel.type !== 'slack' || (channel.token === undefined ? channel.url : channel.to) !== undefined) return [];
    const isBot = channel.token !== undefined;
    return [
      problemAtKey(context, 'slack-is-reached', {
        at: ['channels', index, 'id'],
        message: `Cannot tell anybody through "${channel.id}"`,
        expected: isBot
          ? 'the id of the channel that the bot writes to'
          : 'the address of a webhook, or "token" and "to"',
        example: isBot ? 'to: C0123456789' : 'url: "${CANDOR_SLACK_URL}"',
        received: 'none',
      }),
    ];
  });

/** A check that more places would have to see down than there are would never be down. */
const quorumReachable: Rule = (context) => {
  const components = context.config?.components ?? [];
  const all = components.flatMap(({ checks }) => checks);
  return components.flatMap(({ checks }, component) =>
    checks.flatMap((check, index) => {
      const places = placesOf(check, allPlaces(all)).length;
      if (check.quorum === undefined || check.quorum <= places) return [];
      return [
        problemAtKey(context, 'quorum-reachable', {
          at: ['components', component, 'checks', index, 'quorum'],
          message: `Cannot have ${check.quorum} places agree on "${check.id}"`,
          expected: places === 1 ? '1, as it runs in one place' : `at most the ${places} places where it runs`,
          example: `quorum: ${places}`,
          received: String(check.quorum),
        }),
      ];
    }),
  );
};

/** What is wrong with the variables that a file of YAML names. */
export function findVariableProblems(source: RuleSource): Problem[] {
  return [...variablesAreOurs(source), ...variablesInBraces(source)];
}

const RULES: readonly Rule[] = [
  idsUnique,
  componentIdsNotReserved,
  dependenciesExist,
  channelComponentsExist,
  sinceBeforeRetired,
  findVariableProblems,
  quorumReachable,
  slackIsReached,
];

/** Everything that does not hold within status.yml. */
export function findConfigProblems(context: RuleContext): Problem[] {
  return RULES.flatMap((rule) => rule(context));
}
