import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { type DutyIssue, planIssues, type ToldDuty } from '../../../src/domain/follow-up/plan-issues.ts';

const makeDuty = (key = 'update/a', text = 'facts'): ToldDuty => ({ key, title: `Do ${key}`, text });
const makeIssue = (overrides: Partial<DutyIssue> = {}): DutyIssue => ({
  ...{ number: 1, isOpen: true, key: 'update/a', text: 'facts', isDone: false },
  ...overrides,
});

describe('planIssues()', () => {
  test.each<[string, ToldDuty[], DutyIssue[], string[]]>([
    ['a new duty', [makeDuty()], [], ['open']],
    ['a duty that is told', [makeDuty()], [makeIssue()], []],
    ['a duty whose facts changed', [makeDuty('update/a', 'new')], [makeIssue()], ['update 1']],
    ['a duty whose issue a person has cut apart', [makeDuty()], [makeIssue({ text: undefined })], ['update 1']],
    ['a duty that is done', [], [makeIssue()], ['close 1']],
    ['a duty whose issue a person has closed', [makeDuty()], [makeIssue({ isOpen: false })], []],
    [
      'one that a person has closed, with new facts',
      [makeDuty('update/a', 'new')],
      [makeIssue({ isOpen: false })],
      ['open'],
    ],
    ['one that was done, again', [makeDuty()], [makeIssue({ isOpen: false, isDone: true })], ['open']],
    ['one that a person has closed and that is done', [], [makeIssue({ isOpen: false })], ['settle 1']],
    ['one that is over', [], [makeIssue({ isOpen: false, isDone: true })], []],
    ['a duty that is told twice', [makeDuty()], [makeIssue({ number: 7 }), makeIssue({ number: 5 })], ['merge 7']],
    [
      'a done duty that was told twice',
      [],
      [makeIssue({ number: 7 }), makeIssue({ number: 5 })],
      ['merge 7', 'close 5'],
    ],
  ])('of %s', (...[, duties, issues, steps]) => {
    expect(
      planIssues(duties, issues).steps.map((step) => ('number' in step ? `${step.kind} ${step.number}` : step.kind)),
    ).toEqual(steps);
  });

  test('leaves alone what cannot be told', () => {
    const issues = [makeIssue(), makeIssue({ number: 2, key: 'update/b' })];
    expect(planIssues([], issues, (key) => key === 'update/a').steps).toEqual([
      { kind: 'close', number: 2, key: 'update/b' },
    ]);
  });

  test('opens no flood of issues at once', () => {
    const duties = Array.from({ length: 50 }, (_, index) => makeDuty(`update/${index}`));
    const { steps, waiting } = planIssues(duties, []);
    expect([steps.length, waiting]).toEqual([20, 30]);
  });

  test('leaves exactly one open issue for each duty and none for others, and then rests', () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd');
    const text = fc.constantFrom('x', 'y');
    const duties = fc.uniqueArray(fc.record({ key, title: fc.constant('t'), text }), { selector: (duty) => duty.key });
    const issue = fc.record({
      key,
      text: fc.option(text, { nil: undefined }),
      isOpen: fc.boolean(),
      isDone: fc.boolean(),
    });
    fc.assert(
      fc.property(duties, fc.array(issue, { maxLength: 12 }), (told, before) => {
        let issues: DutyIssue[] = before.map((each, index) => ({ number: index + 1, ...each }));
        const first = planIssues(told, issues);
        for (const step of first.steps) {
          if (step.kind === 'open')
            issues.push({ ...step.duty, number: issues.length + 1, isOpen: true, isDone: false });
          else if (step.kind === 'update')
            issues = issues.map((each) =>
              each.number === step.number ? { ...each, text: step.duty.text, isDone: false } : each,
            );
          else
            issues = issues.map((each) =>
              each.number === step.number ? { ...each, isOpen: false, isDone: true } : each,
            );
        }
        for (const duty of told) {
          const open = issues.filter((each) => each.isOpen && each.key === duty.key);
          expect(open).toHaveLength(first.silenced.includes(duty.key) ? 0 : 1);
        }
        expect(issues.filter((each) => each.isOpen && !told.some((duty) => duty.key === each.key))).toEqual([]);
        expect(planIssues(told, issues).steps).toEqual([]);
      }),
    );
  });
});
