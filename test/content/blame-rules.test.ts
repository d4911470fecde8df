import { expect, test } from 'vitest';

import { findBlame } from '../../src/content/blame-rules.ts';

test.each([
  ['@sam pushed the wrong branch', '@sam'],
  ['the change was made by @sam-k', '@sam-k'],
  ['somebody forgot to renew it', 'somebody forgot'],
  ['The on-call engineer ignored the alert', 'The on-call engineer ignored'],
  ['an operator mistyped the name', 'an operator mistyped'],
  ['she did not check the plan', 'she did not check'],
  ['he didn’t look at the graph', 'he didn’t look'],
  ['it was human error', 'human error'],
  ['Carelessness in the review', 'Carelessness'],
  ['we should have noticed', 'should have noticed'],
  ['a contractor is to blame', 'to blame'],
])('findBlame() finds a person in "%s"', (text, found) => {
  expect(findBlame(text)).toBe(found);
});

test.each([
  'no test covers that setting',
  'nothing said that the check failed',
  'the firewall ignored the rule',
  'the engineers on call had no access to the graph',
  'the job failed and its log is read by nobody',
  'mail to ops@example.org was not delivered',
  'nobody who reviewed the rule knew of the renewal',
  'the operator of the network drops packets',
  'Die Kollegin hat es vergessen',
])('findBlame() finds none in "%s"', (text) => {
  expect(findBlame(text)).toBeUndefined();
});

test('findBlame() is quick with what looks like much of a word', () => {
  expect(findBlame(`the ${'a-'.repeat(50_000)}engineer`)).toBeUndefined();
});
