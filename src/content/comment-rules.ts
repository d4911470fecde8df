/** Whether a text ends at a "#" that was meant as a part of it: YAML takes what follows for a comment and drops it. */
import { isScalar, Scalar } from 'yaml';

import type { Problem } from '../schema/problems.ts';
import { showReceived } from '../schema/problems.ts';
import { problemAtLine, type RuleSource } from './finding.ts';
import { nodesOf } from './yaml-rules.ts';

/** A warning for each unquoted text that a "#" without a space after it cuts off: `title: Slow #1 answers`. */
export function findCutTexts({ path, yaml }: RuleSource): Problem[] {
  return [...nodesOf(yaml.document)].flatMap((node) => {
    if (!isScalar(node) || node.type !== Scalar.PLAIN || typeof node.value !== 'string' || !node.range) return [];
    const { comment, value } = node;
    // A comment in a line of its own below has a line end before it.
    if (!comment || /^[\s#!]/.test(comment) || comment.includes('\n')) return [];
    return [
      problemAtLine(path, 'texts-are-whole', {
        severity: 'warning',
        ...yaml.placeAt(node.range[1] + 1),
        message: 'What follows "#" is a comment and is not read',
        expected: 'the whole text in quotes, or a space after "#"',
        example: JSON.stringify(`${value} #${comment}`),
        received: showReceived(`#${comment}`),
      }),
    ];
  });
}
