/** Answers an issue that was made by a form: with a pull request, with letters, or with what the page says. */
import { answerMerged, answerNotPermitted, answerReport, type PageState } from '../../content/form/answer.ts';
import { MAX_FORM_LENGTH } from '../../content/form/body.ts';
import { type EntryForm, findForm } from '../../content/form/forms.ts';
import { normaliseText } from '../../content/text.ts';
import type { IssueEvent } from '../../schema/issue-event.ts';
import type { FormDesk, FormPullRequest, FormRepository } from '../../ports.ts';
import { proposeForm } from './propose.ts';

export interface FormPorts {
  desk: FormDesk;
  repository: FormRepository;
  /** What the page says now. */
  readPageState(): Promise<PageState>;
}

/** The label of what readers report. */
const REPORT_LABEL = 'problem report';

/** The branch of a form, which no other has. */
export function branchOfForm(issue: number): string {
  return `candor/form-${issue}`;
}

/** Whether the event still tells of the issue as it is: a later edit has an event of its own. */
async function isCurrent({ issue }: IssueEvent, desk: FormDesk): Promise<boolean> {
  const text = await desk.readOpenText(issue.number);
  return text !== undefined && normaliseText(text) === normaliseText(issue.body ?? '');
}

async function mayWriteAll({ issue, sender }: IssueEvent, desk: FormDesk): Promise<boolean> {
  for (const login of new Set([issue.user.login, sender.login])) {
    if (!(await desk.mayWrite(login))) return false;
  }
  return true;
}

async function answerReader({ issue }: IssueEvent, { desk, readPageState }: FormPorts): Promise<string> {
  await desk.answer(issue.number, answerReport(await readPageState()), { isFirstOnly: true });
  await desk.label(issue.number, REPORT_LABEL);
  return `Answered the report in #${issue.number}.`;
}

async function answerAuthor(form: EntryForm, event: IssueEvent, ports: FormPorts): Promise<string> {
  const { desk } = ports;
  const { number } = event.issue;
  if (!(await mayWriteAll(event, desk))) {
    const reportUrl = `${event.repository.html_url}/issues/new?template=1-report.yml`;
    await desk.answer(number, answerNotPermitted(form, reportUrl));
    return `Nothing was done for #${number}: not everybody who wrote it may write to the repository.`;
  }
  const pulls = await desk.listPullRequests(branchOfForm(number));
  const merged = pulls.find(({ state }) => state === 'merged');
  if (merged !== undefined) {
    await desk.answer(number, answerMerged(merged.url));
    return `Nothing was done for #${number}: it was merged as ${merged.url}.`;
  }
  const open: FormPullRequest | undefined = pulls.find(({ state }) => state === 'open');
  return proposeForm({ form, event, open, branch: branchOfForm(number) }, ports);
}

/** Answers an event of an issue, and says in one line what was done. Whatever is no form of ours is left alone. */
export async function answerForm(event: IssueEvent, ports: FormPorts): Promise<string> {
  const { action, issue } = event;
  const body = issue.body ?? '';
  const form = body.length > MAX_FORM_LENGTH ? undefined : findForm(body);
  const isIssue = issue.pull_request === undefined || issue.pull_request === null;
  if (form === undefined || !isIssue || !['opened', 'edited'].includes(action)) {
    return `Nothing was done for #${issue.number}: it is not filled in by a form.`;
  }
  if (issue.state !== 'open' || !(await isCurrent(event, ports.desk))) {
    return `Nothing was done for #${issue.number}: it has been closed or edited since.`;
  }
  return form === 'report' ? answerReader(event, ports) : answerAuthor(form, event, ports);
}
