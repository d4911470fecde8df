/** Tells each duty in one issue, keeps that current, and closes it when it is done. */
import { formatDutyBody, parseDutyBody, replaceDutyPart, tellDuty } from '../../content/duty-text.ts';
import { type DutyIssue, type IssuePlan, type IssueStep, planIssues } from '../../domain/follow-up/plan-issues.ts';
import type { DutyTracker } from '../../ports.ts';
import type { FoundDuties } from './find-duties.ts';

const DONE = 'This is done, as far as Candor can see.';

export interface FollowUpPorts {
  tracker: DutyTracker;
  /** A line for the person who watches. */
  note(text: string): void;
}

interface FollowUpOptions {
  isDry: boolean;
}

async function readIssues(tracker: DutyTracker): Promise<DutyIssue[]> {
  const issues = await tracker.listIssues();
  return issues.flatMap(({ number, isOpen, body }) => {
    const parsed = parseDutyBody(body);
    return parsed === undefined ? [] : [{ number, isOpen, ...parsed }];
  });
}

/** Carries out one step, and notes what was done. */
async function apply({ tracker, note }: FollowUpPorts, step: IssueStep): Promise<void> {
  const finish = (key: string) => (body: string) => replaceDutyPart(body, { key, text: undefined, state: 'done' });
  switch (step.kind) {
    case 'open': {
      const { duty } = step;
      const number = await tracker.openIssue({ title: duty.title, body: formatDutyBody(duty) });
      note(`Opened #${number}: ${duty.title}`);
      return;
    }
    case 'update': {
      const { key, text } = step.duty;
      await tracker.changeIssue(step.number, (body) => replaceDutyPart(body, { key, text, state: 'due' }));
      note(`Brought #${step.number} up to date: ${step.duty.title}`);
      return;
    }
    case 'settle':
      return tracker.changeIssue(step.number, finish(step.key));
    case 'close':
      await tracker.closeIssue(step.number, { edit: finish(step.key), comment: DONE, as: 'completed' });
      note(`Closed #${step.number}, it is done.`);
      return;
    case 'merge': {
      const comment = `#${step.into} tells the same.`;
      await tracker.closeIssue(step.number, { edit: finish(step.key), comment, as: 'not_planned' });
      note(`Closed #${step.number}: #${step.into} tells the same.`);
    }
  }
}

/** Of two that follow up at once each has opened an issue: whoever looks afterwards closes the later one. */
async function mergeDoubles(ports: FollowUpPorts): Promise<void> {
  const { steps } = planIssues([], await readIssues(ports.tracker), () => true);
  for (const step of steps) await apply(ports, step);
}

/** Brings the issues into line with the duties, which a dry run only plans. */
export async function followUp(
  ports: FollowUpPorts,
  { duties, isUnknown }: FoundDuties,
  { isDry }: FollowUpOptions,
): Promise<IssuePlan> {
  const plan = planIssues(duties.map(tellDuty), await readIssues(ports.tracker), isUnknown);
  if (isDry) return plan;
  for (const step of plan.steps) await apply(ports, step);
  if (plan.steps.some(({ kind }) => kind === 'open')) await mergeDoubles(ports);
  return plan;
}
