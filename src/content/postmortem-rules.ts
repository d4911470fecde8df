/** What must hold within one post-mortem beyond its schema: one named function a rule. */
import type { PostmortemFrontMatter } from '../schema/postmortem.ts';
import type { Problem } from '../schema/problems.ts';
import { findBlamedPersons } from './blame-rules.ts';
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
    if (!urgent || [action.issue, action.declined, action.done].some((said) => said !== undefined)) return [];
    return [
      problemAtKey(context, 'urgent-actions-have-issue', {
        at: ['actions', index],
        message: `Cannot follow the action "${action.id}" of priority ${action.priority} to its end`,
        expected: 'the issue that tracks it, the day on which it was "done", or "declined" with a reason',
        example: 'issue: acme/api#12',
        received: 'nothing',
      }),
    ];
  });
};

/** Its issue tells when an action was done, and what was declined was not. */
const doneIsSaidOnce: Rule = (context) =>
  context.frontMatter.actions.flatMap(({ id, done, issue, declined }, index) => {
    const told = issue === undefined ? 'declined' : 'issue';
    if (done === undefined || (issue ?? declined) === undefined) return [];
    return [
      problemAtKey(context, 'done-is-said-once', {
        at: ['actions', index, 'done'],
        message: `Cannot say that the action "${id}" is done beside "${told}"`,
        expected: told === 'issue' ? '"done" only where no issue tells it' : 'either "done" or "declined"',
        example: told === 'issue' ? `issue: ${issue ?? ''}` : `done: ${done}`,
        received: `done: ${done}`,
      }),
    ];
  });

/** A figure that nobody can look up is a claim. */
const figuresHaveSource: Rule = (context) => {
  const { status, impact } = context.frontMatter;
  if (status !== 'published') return [];
  return (impact?.figures ?? []).flatMap(({ metric, source }, index) => {
    if (source !== undefined) return [];
    return [
      problemAtKey(context, 'figures-have-source', {
        at: ['impact', 'figures', index],
        message: `Cannot publish the figure "${metric}" without where it comes from`,
        expected: '"source" with an address at which it can be looked up',
        example: 'source: https://example.org/dash/7',
        received: 'nothing',
      }),
    ];
  });
};

const impactIsTold: Rule = (context) => {
  const { status, impact } = context.frontMatter;
  if (status !== 'published' || impact?.text !== undefined || (impact?.figures ?? []).length > 0) return [];
  return [
    problemAtKey(context, 'impact-is-told', {
      at: ['impact'],
      severity: 'warning',
      message: 'This post-mortem does not say what the incident did',
      expected: 'a figure with its source in "impact", or a text',
      example: 'impact: { text: A third of API requests failed }',
      received: 'nothing',
    }),
  ];
};

/** What set it off and why it could are two answers; the same words for both leave one of them open. */
const triggerIsNoFactor: Rule = (context) => {
  const { trigger, factors } = context.frontMatter;
  const said = trigger?.text?.toLowerCase();
  if (said === undefined || !factors.some(({ text }) => text.toLowerCase() === said)) return [];
  return [
    problemAtKey(context, 'trigger-is-no-factor', {
      severity: 'warning',
      at: ['trigger', 'text'],
      message: 'The trigger and a contributing factor are the same',
      expected: 'in the trigger what set it off, in the factor what made it possible',
      example: 'text: Removal of a pool entry',
      received: `"${trigger?.text ?? ''}" in both`,
    }),
  ];
};

const RULES: readonly Rule[] = [
  publishedIsComplete,
  publishedHasFactor,
  publishedHasAuthors,
  factorLeadsToAction,
  urgentActionsHaveIssue,
  doneIsSaidOnce,
  impactIsTold,
  figuresHaveSource,
  triggerIsNoFactor,
  findBlamedPersons,
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
