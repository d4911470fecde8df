/** Turns a form by somebody who may write into a pull request, or says what to change. */
import { CONFIG_PATH, parseConfigFile } from '../../content/config-file.ts';
import { answerEdited, answerLetters, answerReady, answerRefused, describePull } from '../../content/form/answer.ts';
import { type FormLetter, type FormPlan, planForm } from '../../content/form/plan.ts';
import type { EntryForm } from '../../content/form/forms.ts';
import { parseIncidentFile } from '../../content/incident-file.ts';
import { INCIDENTS_FOLDER } from '../../content/incident-path.ts';
import { StatusError } from '../../errors.ts';
import type { IssueEvent } from '../../schema/issue-event.ts';
import type { FormDesk, FormBase, FormPullRequest, FormRepository } from '../../ports.ts';
import { validateComposed } from './validate-composed.ts';

interface Proposal {
  form: EntryForm;
  event: IssueEvent;
  /** The pull request of what the form said before, where it is open. */
  open: FormPullRequest | undefined;
  branch: string;
}

interface Ports {
  desk: FormDesk;
  repository: FormRepository;
}

type FilePlan = Extract<FormPlan, { kind: 'file' }>;

/** Letters where status.yml leaves nothing to compose beside. */
function unreadableConfig(base: FormBase): FormLetter[] {
  const text = base.files.find(({ path }) => path === CONFIG_PATH)?.text ?? '';
  return parseConfigFile(text)
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ file, line, expected = '', ...problem }) => ({ ...problem, expected, place: { file, line } }));
}

/** The plan on main as it is, held against everything that `validate` knows. */
async function planOn(base: FormBase, { form, event }: Proposal): Promise<FormPlan> {
  const { body, created_at: now, updated_at: writtenAt } = event.issue;
  const texts = new Map(base.files.map(({ path, text }) => [path, text]));
  const parsed = parseConfigFile(texts.get(CONFIG_PATH) ?? '');
  const config = parsed.config ?? parsed.draft;
  if (config === undefined) return { kind: 'letters', letters: unreadableConfig(base) };
  const incidents = base.files
    .filter(({ path }) => path.startsWith(`${INCIDENTS_FOLDER}/`))
    .map(({ path, text }) => parseIncidentFile(path, text));
  const plan = planForm(form, body ?? '', { config, incidents, texts, now, writtenAt });
  if (plan.kind === 'letters') return plan;
  const letters = await validateComposed(base, { path: plan.path, text: plan.text }, writtenAt);
  return letters.length === 0 ? plan : { kind: 'letters', letters };
}

async function refuse(letters: readonly FormLetter[], { event, open }: Proposal, { desk }: Ports): Promise<string> {
  const { number, html_url: targetUrl } = event.issue;
  await desk.answer(number, answerLetters(letters, open?.url));
  if (open !== undefined) {
    const description = `The form in #${number} says something else by now, which cannot be read`;
    await desk.setStatus(open.commit, { state: 'failure', description, targetUrl });
  }
  return `Said in #${number} what has to be changed (${letters.length}).`;
}

interface Pushed {
  plan: FilePlan;
  base: FormBase;
  commit: string;
}

/** Opens the pull request, or brings the title of the open one up to date; returns where it is. */
async function openOrRetitle(
  { plan, base }: Pushed,
  { event, open, branch }: Proposal,
  { desk }: Ports,
): Promise<string> {
  const { subject: title } = plan;
  if (open === undefined) {
    return desk.openPullRequest({ branch, base: base.branch, title, body: describePull(event.issue.number) });
  }
  if (open.title !== title) await desk.retitle(open.number, title);
  return open.url;
}

async function finish(pushed: Pushed, proposal: Proposal, ports: Ports): Promise<string> {
  const { event, branch } = proposal;
  const { plan, base, commit } = pushed;
  const { number, html_url: targetUrl } = event.issue;
  const description = `Nothing wrong in ${plan.path}`;
  await ports.desk.setStatus(commit, { state: 'success', description, targetUrl });
  try {
    const url = await openOrRetitle(pushed, proposal, ports);
    await ports.desk.answer(number, answerReady(url, plan.warnings));
    return `Put ${plan.path} into ${url}.`;
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    const compareUrl = `${event.repository.html_url}/compare/${base.branch}...${branch}?expand=1`;
    await ports.desk.answer(number, answerRefused([error.message, error.hint].join(' ').trim(), compareUrl));
    throw error;
  }
}

/** Plans on main as it is now, pushes the form's branch, and answers with the pull request or with letters. */
export async function proposeForm(proposal: Proposal, ports: Ports): Promise<string> {
  const { event, branch, open } = proposal;
  const { issue } = event;
  const base = await ports.repository.read();
  const plan = await planOn(base, proposal);
  if (plan.kind === 'letters') return refuse(plan.letters, proposal, ports);
  const pushed = await ports.repository.push(base, {
    branch,
    issue: issue.number,
    file: { path: plan.path, text: plan.text },
    subject: plan.subject,
    author: issue.user,
    host: new URL(event.repository.html_url).host,
    at: issue.updated_at,
  });
  if (pushed.kind === 'pushed') return finish({ plan, base, commit: pushed.commit }, proposal, ports);
  if (pushed.kind === 'edited') {
    await ports.desk.answer(issue.number, answerEdited(branch, open?.url));
    return `Left ${branch} as it is: somebody else has written to it.`;
  }
  await ports.desk.answer(issue.number, answerRefused(pushed.reason, undefined));
  throw new StatusError(`Cannot push the branch "${branch}": ${pushed.reason}`);
}
