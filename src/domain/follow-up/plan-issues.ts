/** One issue for each duty: which to open, to keep current and to close. */

/** A duty as it is told. */
export interface ToldDuty {
  key: string;
  title: string;
  /** Markdown: the facts, and what to do. */
  text: string;
}

/** An issue that tells a duty. */
export interface DutyIssue {
  number: number;
  isOpen: boolean;
  key: string;
  /** What it tells, undefined where a person has cut that apart. */
  text: string | undefined;
  /** Whether the duty was done when the issue was closed, and so may come again with the same words. */
  isDone: boolean;
}

export type IssueStep =
  | { kind: 'open'; duty: ToldDuty }
  | { kind: 'update'; number: number; duty: ToldDuty }
  | { kind: 'close'; number: number; key: string }
  /** A person has closed it, and by now the duty is done: should it come again, it is told again. */
  | { kind: 'settle'; number: number; key: string }
  /** Another issue, with a lower number, tells the same. */
  | { kind: 'merge'; number: number; key: string; into: number };

export interface IssuePlan {
  steps: IssueStep[];
  /** Keys of duties whose issue a person has closed, and that have not changed since. */
  silenced: string[];
  /** How many duties wait for another day, as so many are opened at once. */
  waiting: number;
}

/** So many new issues a run; each notifies people, and GitHub wants few at a time. */
const MAX_OPENED = 20;

/** Of two open issues for one duty the older stays, whoever looks. */
function planMerges(open: readonly DutyIssue[]): Extract<IssueStep, { kind: 'merge' }>[] {
  const first = new Map<string, number>();
  return [...open]
    .sort((a, b) => a.number - b.number)
    .flatMap(({ key, number }) => {
      const into = first.get(key);
      if (into === undefined) first.set(key, number);
      return into === undefined ? [] : [{ kind: 'merge' as const, number, key, into }];
    });
}

function isSilenced(duty: ToldDuty, issues: readonly DutyIssue[]): boolean {
  return issues.some(({ isOpen, isDone, key, text }) => !isOpen && !isDone && key === duty.key && text === duty.text);
}

/** What is done with issues whose duty is none any more. */
function planDone(issues: readonly DutyIssue[], isDue: (key: string) => boolean): IssueStep[] {
  return issues
    .filter(({ key, isOpen, isDone }) => !isDue(key) && (isOpen || !isDone))
    .map(({ number, key, isOpen }) => ({ kind: isOpen ? 'close' : 'settle', number, key }));
}

/**
 * Plans the issues for the duties of today. A person who closes an issue has taken note: the same duty gets another only
 * when its facts change. `isUnknown` says of a key whether it cannot be told if that duty is due; its issue stays.
 */
export function planIssues(
  duties: readonly ToldDuty[],
  issues: readonly DutyIssue[],
  isUnknown: (key: string) => boolean = () => false,
): IssuePlan {
  const merges = planMerges(issues.filter(({ isOpen }) => isOpen));
  const merged = new Set(merges.map(({ number }) => number));
  const rest = issues.filter(({ number }) => !merged.has(number));
  const kept = new Map(rest.filter(({ isOpen }) => isOpen).map((issue) => [issue.key, issue]));
  const plan: IssuePlan = { steps: [...merges], silenced: [], waiting: 0 };
  let opened = 0;
  for (const duty of duties) {
    const issue = kept.get(duty.key);
    if (issue !== undefined) {
      if (issue.text !== duty.text) plan.steps.push({ kind: 'update', number: issue.number, duty });
    } else if (isSilenced(duty, rest)) plan.silenced.push(duty.key);
    else if (opened === MAX_OPENED) plan.waiting += 1;
    else {
      opened += 1;
      plan.steps.push({ kind: 'open', duty });
    }
  }
  const due = new Set(duties.map(({ key }) => key));
  plan.steps.push(...planDone(rest, (key) => due.has(key) || isUnknown(key)));
  return plan;
}
