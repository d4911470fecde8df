/**
 * Warns where an answer is about a person: what can be changed is a condition. It knows the usual English words for it and
 * no others, so blame in other words or in another language passes, and what it finds may be meant otherwise; hence it
 * only ever warns.
 */
import type { PostmortemFrontMatter } from '../schema/postmortem.ts';
import type { Problem } from '../schema/problems.ts';
import { problemAtKey, type RuleSource } from './finding.ts';

const ROLE =
  '(?:engineer|developer|programmer|administrator|admin|operator|colleague|intern|trainee|contractor|employee|manager|reviewer|technician|person)';
const WHO = `(?:some(?:one|body)|he|she|(?:an?|the|our|one|this|that)(?: [a-z-]+)? ${ROLE})`;
const DID =
  "(?:forgot|forgets|failed|neglected|overlooked|ignored|misread|mistyped|misunderstood|missed|made (?:a|the) mistake|did(?: not|n[’']t) (?:bother|care|check|look|notice|read|think|pay))";

/** Each finds one manner of speaking of persons; the match is what the author is shown. */
const BLAME: readonly RegExp[] = [
  /(?<![\w./@-])@[a-z\d](?:[\w-]*\w)?/i,
  new RegExp(`\\b${WHO} ${DID}\\b`, 'i'),
  /\b(?:human|operator|user|pilot) error\b/i,
  /\b(?:careless|negligen|incompeten|sloppi|sloppy|laz[iy]|stupid)[a-z]*\b/i,
  /\bshould have (?:known|noticed|checked|looked|read|thought|been more careful)\b/i,
  /\b(?:to blame|(?:his|her|somebody[’']s|someone[’']s) (?:fault|mistake))\b/i,
];

/** The words of a text in which a person is named or blamed; undefined where it has none that are known. */
export function findBlame(text: string): string | undefined {
  return BLAME.map((manner) => manner.exec(text)?.[0]).find((found) => found !== undefined);
}

/** A warning for each answer of a chain that is about a person. */
export function findBlamedPersons(source: RuleSource & { frontMatter: PostmortemFrontMatter }): Problem[] {
  return source.frontMatter.factors.flatMap(({ whys }, factor) =>
    whys.flatMap(({ because }, why) => {
      const blame = findBlame(because);
      if (blame === undefined) return [];
      return [
        problemAtKey(source, 'whys-blame-nobody', {
          severity: 'warning',
          at: ['factors', factor, 'whys', why, 'because'],
          message: blame.startsWith('@') ? 'This answer names a person' : 'This answer is about a person',
          expected: 'a condition that can be changed',
          example: 'because: no test covers that setting',
          received: blame,
          hint: 'Ask once more: what made it easy to do, and hard to notice?',
        }),
      ];
    }),
  );
}
