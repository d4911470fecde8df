/** What must hold within one file of `incidents/` beyond its schema: one named function a rule. */
import { isAnnouncementFrontMatter, isMaintenanceFrontMatter } from '../domain/incident.ts';
import { sortUpdates } from '../domain/update.ts';
import { type Problem, showReceived } from '../schema/problems.ts';
import { formatInstant, type Instant, parseInstant } from '../schema/timestamp.ts';
import { problemAtKey, problemAtLine } from './finding.ts';
import {
  impactFitsComponents,
  incidentIsNoMaintenance,
  incidentOf,
  resolvedIsOperational,
  type Rule,
  type RuleContext,
} from './incident-status-rules.ts';
import { MAINTENANCE_RULES } from './maintenance-rules.ts';
import { hasVisibleWords } from './visible-words.ts';

/** An incident and an announcement say something at a time; only a maintenance can speak by its window alone. */
const hasUpdate: Rule = (context) => {
  const { frontMatter, updates } = context.file;
  if (updates.length > 0 || context.hasFaultyUpdate || isMaintenanceFrontMatter(frontMatter)) return [];
  const phase = isAnnouncementFrontMatter(frontMatter) ? 'Announced' : 'Investigating';
  return [
    problemAtLine(context.path, 'has-update', {
      line: 1,
      message: 'Cannot find an update',
      expected: 'at least one heading with a phase and a time',
      example: `"## ${phase} · 2026-11-20T10:05:00Z"`,
      received: 'none',
    }),
  ];
};

const updatesInOrder: Rule = (context) => {
  const { updates } = context.file;
  return updates.flatMap((update, index) => {
    const before = updates[index - 1];
    if (before === undefined || update.at >= before.at) return [];
    return [
      problemAtLine(context.path, 'updates-in-order', {
        severity: 'warning',
        line: update.line,
        message: 'This update stands after a later one',
        expected: 'updates oldest first',
        example: 'the newest at the end of the file',
        received: `${formatInstant(update.at)} after ${formatInstant(before.at)}`,
        hint: 'Run "npm run candor -- format" to sort them.',
      }),
    ];
  });
};

const updateTimesUnique: Rule = (context) => {
  const seen = new Map<Instant, number>();
  return context.file.updates.flatMap((update) => {
    const first = seen.get(update.at);
    seen.set(update.at, first ?? update.line);
    if (first === undefined) return [];
    return [
      problemAtLine(context.path, 'update-times-unique', {
        line: update.line,
        message: 'Cannot tell two updates with the same time apart',
        expected: 'a time of its own for each update',
        example: formatInstant(update.at + 1_000),
        received: `${formatInstant(update.at)}, as in line ${first}`,
      }),
    ];
  });
};

/** No text at all is fine: the phase says something; a text that is not shown was meant to say more. */
const textIsSeen: Rule = (context) =>
  context.file.updates.flatMap(({ text, line }) => {
    if (text === '' || hasVisibleWords(text)) return [];
    return [
      problemAtLine(context.path, 'text-is-seen', {
        severity: 'warning',
        line,
        message: 'Readers see nothing of the text of this update',
        expected: 'words that are shown, or no text',
        example: '"We are looking into it."',
        received: showReceived(text),
      }),
    ];
  });

/** An incident that begins with `resolved` was written down afterwards, which has to be said. */
const firstPhaseOpens: Rule = (context) => {
  const { frontMatter, updates } = context.file;
  const first = sortUpdates(updates)[0];
  if (first?.phase !== 'resolved' || frontMatter.backfilled === true || frontMatter.importedFrom !== undefined)
    return [];
  return [
    problemAtLine(context.path, 'first-phase-opens', {
      line: first.line,
      message: 'Cannot begin an incident with "Resolved"',
      expected: 'Investigating, Identified or Monitoring first, or "backfilled: true" in the front matter',
      example: 'backfilled: true',
      received: 'Resolved',
    }),
  ];
};

const promiseLiesAhead: Rule = (context) =>
  context.file.updates.flatMap((update) => {
    if (update.nextUpdateBy === undefined || update.nextUpdateBy > update.at) return [];
    return [
      problemAtLine(context.path, 'promise-lies-ahead', {
        line: update.line,
        message: 'Cannot promise the next update for a time that is past',
        expected: 'a time after that of the update',
        example: `next: ${formatInstant(update.at + 1_800_000)}`,
        received: formatInstant(update.nextUpdateBy),
      }),
    ];
  });

const confidenceNeedsCategory: Rule = (context) => {
  const frontMatter = incidentOf(context);
  if (frontMatter?.confidence === undefined || frontMatter.category !== 'undetermined') return [];
  return [
    problemAtKey(context, 'confidence-needs-category', {
      at: ['confidence'],
      message: 'Cannot be confident of a category that is undetermined',
      expected: 'no "confidence", or another category',
      example: 'category: internal',
      received: `confidence: ${frontMatter.confidence}`,
    }),
  ];
};

const UPSTREAM_KEYS = ['provider', 'providerUrl', 'reportedAt', 'ticket'] as const;

const upstreamKeysNeedUpstream: Rule = (context) => {
  const frontMatter = incidentOf(context);
  if (frontMatter === undefined || frontMatter.category === 'upstream') return [];
  return UPSTREAM_KEYS.filter((key) => frontMatter[key] !== undefined).map((key) =>
    problemAtKey(context, 'upstream-keys-need-upstream', {
      at: [key],
      message: `Cannot use "${key}" here`,
      expected: 'it only with "category: upstream"',
      example: 'category: upstream',
      received: `category: ${frontMatter.category}`,
    }),
  );
};

const startNeedsReason: Rule = (context) => {
  const frontMatter = incidentOf(context);
  if (frontMatter === undefined) return [];
  const { startedAt, startedBecause } = frontMatter;
  if ((startedAt === undefined) === (startedBecause === undefined)) return [];
  const [there, missing] = startedAt === undefined ? ['startedBecause', 'startedAt'] : ['startedAt', 'startedBecause'];
  return [
    problemAtKey(context, 'start-needs-reason', {
      at: [there],
      message: `Cannot use "${there}" without "${missing}"`,
      expected: 'both, or neither, and the start is derived',
      example:
        missing === 'startedAt'
          ? 'startedAt: 2026-11-20T09:58:00Z'
          : 'startedBecause: first failed request in the access log',
      received: 'nothing',
    }),
  ];
};

const startBeforeEnd: Rule = (context) => {
  const frontMatter = incidentOf(context);
  const startedAt = frontMatter?.startedAt === undefined ? undefined : parseInstant(frontMatter.startedAt);
  const latest = sortUpdates(context.file.updates).at(-1);
  if (startedAt === undefined || latest === undefined || startedAt <= latest.at) return [];
  return [
    problemAtKey(context, 'start-before-end', {
      at: ['startedAt'],
      message: 'Cannot start an incident after its last update',
      expected: `a time not after ${formatInstant(latest.at)}`,
      example: `startedAt: ${formatInstant(latest.at)}`,
      received: formatInstant(startedAt),
    }),
  ];
};

const waiverNeedsReason: Rule = (context) => {
  const frontMatter = incidentOf(context);
  if (frontMatter === undefined) return [];
  if ((frontMatter.postmortem === undefined) === (frontMatter.waiver === undefined)) return [];
  const [there, missing] = frontMatter.waiver === undefined ? ['postmortem', 'waiver'] : ['waiver', 'postmortem'];
  return [
    problemAtKey(context, 'waiver-needs-reason', {
      at: [there],
      message: `Cannot use "${there}" without "${missing}"`,
      expected: 'both "postmortem: waived" and the reason in "waiver"',
      example: missing === 'waiver' ? 'waiver: a test system that no customer uses' : 'postmortem: waived',
      received: 'nothing',
    }),
  ];
};

const RULES: readonly Rule[] = [
  hasUpdate,
  updatesInOrder,
  updateTimesUnique,
  textIsSeen,
  firstPhaseOpens,
  resolvedIsOperational,
  impactFitsComponents,
  incidentIsNoMaintenance,
  promiseLiesAhead,
  confidenceNeedsCategory,
  upstreamKeysNeedUpstream,
  startNeedsReason,
  startBeforeEnd,
  waiverNeedsReason,
  ...MAINTENANCE_RULES,
];

/** Everything that does not hold within one file. Rules that need other files are in `repository-rules`. */
export function findIncidentProblems(context: RuleContext): Problem[] {
  return RULES.flatMap((rule) => rule(context));
}
