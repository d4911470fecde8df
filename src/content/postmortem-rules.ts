/** What must hold within one post-mortem beyond its schema: one named function a rule. */
import type { PostmortemFrontMatter } from '../schema/postmortem.ts';
import type { Problem } from '../schema/problems.ts';
import { problemAtKey, type RuleSource } from './finding.ts';
import { knownIds, textsAt } from './raw-data.ts';

interface RuleContext extends RuleSource {
  frontMatter: PostmortemFrontMatter;
}

type Rule = (context: RuleContext) => Problem[];

const NEEDED_WHEN_PUBLISHED = [
  { key: 'summary', example: 'summary: A third of API requests failed for 36 minutes.' },
  { key: 'trigger', example: 'trigger: { kind: config, text: Removal of a pool entry }' },
  { key: 'detection', example: 'detection: check' },
] as const;

const publishedIsComplete: Rule = (context) => {
  const { frontMatter } = context;
  if (frontMatter.status !== 'published') return [];
  const missing = NEEDED_WHEN_PUBLISHED.filter(({ key }) => frontMatter[key] === undefined);
  return missing.map(({ key, example }) =>
    problemAtKey(context, 'published-is-complete', {
      at: [key],
      message: `Cannot publish a post-mortem without "${key}"`,
      expected: `"${key}"`,
      example,
      received: 'nothing',
    }),
  );
};

const publishedHasFactor: Rule = (context) => {
  const { status, factors } = context.frontMatter;
  if (status !== 'published' || factors.length > 0) return [];
  return [
    problemAtKey(context, 'published-has-factor', {
      at: ['factors'],
      message: 'Cannot publish a post-mortem without a contributing factor',
      expected: 'at least one entry in "factors" with its chain of whys',
      example: '"- text: The change was not tested"',
      received: 'none',
    }),
  ];
};

const publishedHasAuthors: Rule = (context) => {
  const { status, authors } = context.frontMatter;
  if (status !== 'published' || authors.length > 0) return [];
  return [
    problemAtKey(context, 'published-has-authors', {
      at: ['authors'],
      message: 'Cannot publish a post-mortem without authors',
      expected: 'at least one person or team',
      example: 'authors: [api-team]',
      received: 'none',
    }),
  ];
};

/** Rules that look at what was written, and so hold whatever else is wrong in the file. */
type ReferenceRule = (source: RuleSource) => Problem[];

const actionIdsUnique: ReferenceRule = (source) => {
  const seen = new Set<string>();
  return textsAt(source.yaml.data, ['actions'], 'id').flatMap(({ text: id, path }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [
      problemAtKey(source, 'action-ids-unique', {
        at: path,
        message: `Cannot tell two actions "${id}" apart`,
        expected: 'an id of its own for each action',
        example: `id: ${id}-2`,
        received: id,
      }),
    ];
  });
};

const factorActionsExist: ReferenceRule = (source) => {
  const written = knownIds(source.yaml.data, ['actions']);
  if (written === undefined) return [];
  const ids = [...new Set(written)];
  return textsAt(source.yaml.data, ['factors'], 'action').flatMap(({ text: action, path }) => {
    if (ids.includes(action)) return [];
    return [
      problemAtKey(source, 'factor-actions-exist', {
        at: path,
        message: `Cannot find the action "${action}"`,
        expected: ids.length === 0 ? 'an entry in "actions"' : `one of ${ids.join(', ')}`,
        example: `action: ${ids[0] ?? 'a1'}`,
        received: action,
      }),
    ];
  });
};

/** A factor whose answer is not accepted as it is has to lead to something that somebody does. */
const factorLeadsToAction: Rule = (context) => {
  if (context.frontMatter.status !== 'published') return [];
  return context.frontMatter.factors.flatMap((factor, index) => {
    const settled =
      factor.becomes.kind === 'accepted' || (factor.becomes.kind === 'monitor' && factor.becomes.existing);
    if (settled || factor.action !== undefined) return [];
    return [
      problemAtKey(context, 'factor-leads-to-action', {
        at: ['factors', index],
        message: 'Cannot publish a factor that leads to no action',
        expected: '"action" with the id of one in "actions", or "becomes: { kind: accepted, reason: … }"',
        example: 'action: a1',
        received: 'nothing',
      }),
    ];
  });
};

const urgentActionsHaveIssue: Rule = (context) => {
  if (context.frontMatter.status !== 'published') return [];
  return context.frontMatter.actions.flatMap((action, index) => {
    const urgent = action.priority === 'P0' || action.priority === 'P1';
    if (!urgent || action.issue !== undefined || action.declined !== undefined) return [];
    return [
      problemAtKey(context, 'urgent-actions-have-issue', {
        at: ['actions', index],
        message: `Cannot follow the action "${action.id}" of priority ${action.priority} to its end`,
        expected: 'the issue that tracks it, or "declined" with a reason',
        example: 'issue: acme/api#12',
        received: 'nothing',
      }),
    ];
  });
};

/** A why that names somebody is about a person; what can be changed is a condition. */
const whysBlameNobody: Rule = (context) =>
  context.frontMatter.factors.flatMap((factor, factorIndex) =>
    factor.whys.flatMap((why, index) => {
      const handle = /(?:^|\s)@[\w-]+/.exec(why.because);
      if (handle === null) return [];
      return [
        problemAtKey(context, 'whys-blame-nobody', {
          severity: 'warning',
          at: ['factors', factorIndex, 'whys', index, 'because'],
          message: 'This answer names a person',
          expected: 'a condition that can be changed',
          example: 'because: no test covers that setting',
          received: handle[0].trim(),
        }),
      ];
    }),
  );

const RULES: readonly Rule[] = [
  publishedIsComplete,
  publishedHasFactor,
  publishedHasAuthors,
  factorLeadsToAction,
  urgentActionsHaveIssue,
  whysBlameNobody,
];

const REFERENCE_RULES: readonly ReferenceRule[] = [actionIdsUnique, factorActionsExist];

/** Everything that does not hold within one post-mortem; without front matter that could be read, what then still does not. */
export function findPostmortemProblems(
  context: RuleSource & { frontMatter: PostmortemFrontMatter | undefined },
): Problem[] {
  const { frontMatter } = context;
  const rules = frontMatter === undefined ? [] : RULES.flatMap((rule) => rule({ ...context, frontMatter }));
  return [...rules, ...REFERENCE_RULES.flatMap((rule) => rule(context))];
}
