/** Answers an issue that was made by a form: with a pull request, with letters, or with what the page says. */
import {
  answerClosed,
  answerMerged,
  answerNotPermitted,
  answerReport,
  type PageState,
} from '../../content/form/answer.ts';
import { MAX_FORM_LENGTH } from '../../content/form/body.ts';
import { type EntryForm, findForm, type FormName, labelOfForm } from '../../content/form/forms.ts';
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

/** The branch of a form, which no other has. */
export function branchOfForm(issue: number): string {
  return `candor/form-${issue}`;
}

/** Somebody's issue, as its event tells of it and as it still is. */
interface Asked {
  event: IssueEvent;
  labels: readonly string[];
}

async function mayWriteAll({ issue, sender }: IssueEvent, desk: FormDesk): Promise<boolean> {
  for (const login of new Set([issue.user.login, sender.login])) {
    if (!(await desk.mayWrite(login))) return false;
  }
  return true;
}

/** Labels the issue with its form, which is known by that when somebody has edited the heading of its first field. */
async function label(form: FormName, { event, labels }: Asked, desk: FormDesk): Promise<void> {
  if (!labels.includes(labelOfForm(form))) await desk.label(event.issue.number, labelOfForm(form));
}

async function answerReader(asked: Asked, { desk, readPageState }: FormPorts): Promise<string> {
  const { issue } = asked.event;
  await desk.answer(issue.number, answerReport(await readPageState()), { isFirstOnly: true });
  await label('report', asked, desk);
  return `Answered the report in #${issue.number}.`;
}

/** Whether the form says something else than before; an edit of its title alone is an event too. */
function isRewritten({ action, changes }: IssueEvent): boolean {
  return action === 'edited' && changes?.body !== undefined;
}

async function answerAuthor(form: EntryForm, asked: Asked, ports: FormPorts): Promise<string> {
  const { event } = asked;
  const { desk } = ports;
  const { number } = event.issue;
  if (!(await mayWriteAll(event, desk))) {
    const reportUrl = `${event.repository.html_url}/issues/new?template=1-report.yml`;
    await desk.answer(number, answerNotPermitted(form, reportUrl));
    return `Nothing was done for #${number}: not everybody who wrote it may write to the repository.`;
  }
  await label(form, asked, desk);
  const pulls = await desk.listPullRequests(branchOfForm(number));
  const merged = pulls.find(({ state }) => state === 'merged');
  if (merged !== undefined) {
    await desk.answer(number, answerMerged(merged.url));
    return `Nothing was done for #${number}: it was merged as ${merged.url}.`;
  }
  const open: FormPullRequest | undefined = pulls.find(({ state }) => state === 'open');
  const [latest] = pulls;
  if (open === undefined && latest !== undefined && !isRewritten(event)) {
    await desk.answer(number, answerClosed(latest.url));
    return `Nothing was done for #${number}: a person has closed ${latest.url}, and the form says the same.`;
  }
  return proposeForm({ form, event, open, branch: branchOfForm(number) }, ports);
}

/** The form that an event is about, as it still is; else why there is nothing to do. A later edit has its own event. */
async function readAsked(event: IssueEvent, desk: FormDesk): Promise<(Asked & { form: FormName }) | string> {
  const { action, issue } = event;
  const body = issue.body ?? '';
  const isIssue = issue.pull_request === undefined || issue.pull_request === null;
  const isOfForm = isIssue && body.length <= MAX_FORM_LENGTH && ['opened', 'edited'].includes(action);
  const now = isOfForm && issue.state === 'open' ? await desk.readOpenIssue(issue.number) : undefined;
  const { labels = [] } = now ?? {};
  const form = isOfForm ? findForm(body, labels) : undefined;
  if (form === undefined) return 'it is not filled in by a form';
  const isCurrent = now !== undefined && normaliseText(now.text) === normaliseText(body);
  return isCurrent ? { form, event, labels } : 'it has been closed or edited since';
}

/** Answers an event of an issue, and says in one line what was done. Whatever is no form of ours is left alone. */
export async function answerForm(event: IssueEvent, ports: FormPorts): Promise<string> {
  const asked = await readAsked(event, ports.desk);
  if (typeof asked === 'string') return `Nothing was done for #${event.issue.number}: ${asked}.`;
  const { form } = asked;
  return form === 'report' ? answerReader(asked, ports) : answerAuthor(form, asked, ports);
}
