import { describeDuty } from '../../app/follow-up/describe-duty.ts';
import { type DutySources, findDuties, type FoundDuties } from '../../app/follow-up/find-duties.ts';
import { followUp, type FollowUpPorts } from '../../app/follow-up/follow-up.ts';
import { keepWorkflows } from '../../app/follow-up/keep-workflows.ts';
import { readConfig } from '../../app/read-config.ts';
import { CONFIG_PATH } from '../../content/config-file.ts';
import { INCIDENTS_FOLDER } from '../../content/incident-path.ts';
import type { IssuePlan } from '../../domain/follow-up/plan-issues.ts';
import { PrivateRootError, StatusError } from '../../errors.ts';
import type { IssueStateReader, Snapshot } from '../../ports.ts';
import { PrivateConfigSchema } from '../../schema/customers.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { showInvisible } from '../../schema/visible-text.ts';
import { readConfigRevisions } from '../../store/config-revisions.ts';
import { connectGitHub, readGitHubAccess } from '../../store/github/client.ts';
import { openDutyTracker } from '../../store/github/duty-issues.ts';
import { openIssueStates } from '../../store/github/issue-states.ts';
import { liesElsewhere } from '../../store/github/own-repository.ts';
import { readHistory } from '../../store/history.ts';
import { openPrivateRoot } from '../../store/private-root.ts';
import { openRepository } from '../../store/repository.ts';
import { openRootFiles } from '../../store/root-files.ts';
import { createDeclinedReader } from '../asking.ts';
import type { ExitCode } from '../exit-code.ts';
import { followActionIssues } from '../follow-actions.ts';
import { describeFailure } from '../failure.ts';
import type { JsonFlags, NowFlags, RootFlags } from '../options.ts';
import { output, printJson } from '../output.ts';
import { isPrivateRoot, isSameFolder, namedPrivateFolder } from '../private-folder.ts';
import { findRoot } from '../root.ts';

type Note = (text: string) => void;
type Flags = RootFlags & NowFlags & JsonFlags & { dryRun?: boolean };

/** The latest tips. Without the right to fetch, as in a job that may only read, the checkout has them. */
async function takeSnapshot(root: string, { note, isPrivate }: { note: Note; isPrivate: boolean }): Promise<Snapshot> {
  const readDeclined = isPrivate ? undefined : createDeclinedReader(root, process.env, note);
  const repository = await openRepository({ root, onNotice: note, readDeclined });
  try {
    return await repository.snapshot();
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    note(`${error.message}\nGoing by what is here.`);
    return repository.snapshot({ fetch: false });
  }
}

const AS_PRIVATE = { schema: PrivateConfigSchema, asPrivate: { open: undefined } };

async function findIn(
  root: string,
  { now, note, ...options }: Pick<DutySources, 'now' | 'private' | 'actions'> & { note: Note },
): Promise<FoundDuties> {
  const [files, snapshot, history] = await Promise.all([
    openRootFiles(root),
    takeSnapshot(root, { note, isPrivate: options.private !== undefined }),
    readHistory({ root, paths: [INCIDENTS_FOLDER] }),
  ]);
  return findDuties({
    files,
    snapshot,
    history,
    now,
    readConfigRevisions: () => readConfigRevisions(root),
    ...options,
  });
}

/** How many duties the private root has, which is all that may be said of them; undefined where there is none. */
async function countPrivate(root: string, now: Instant): Promise<number | undefined> {
  const folder = namedPrivateFolder();
  if (folder === undefined || isSameFolder(folder, root)) return undefined;
  const { root: own } = await openPrivateRoot(folder, root);
  try {
    const open = await readConfig(await openRootFiles(root));
    const asPrivate = { ...AS_PRIVATE, asPrivate: { open } };
    const { duties } = await findIn(own, { now, note: () => undefined, private: asPrivate });
    return duties.length;
  } catch (error) {
    if (error instanceof PrivateRootError) throw error;
    throw new PrivateRootError('Cannot find the duties of the private root.', {
      hint: 'Run "candor follow-up --root" on it, on a machine of your own, to see why.',
    });
  }
}

interface GitHubPorts extends FollowUpPorts {
  issues: IssueStateReader;
}

/**
 * Where duties are told; undefined outside GitHub, for a root of another repository, and for a private root, whose duties
 * are nobody else's business.
 */
async function openTracker(root: string, isPrivate: boolean): Promise<GitHubPorts | undefined> {
  const access = isPrivate ? undefined : readGitHubAccess(process.env);
  if (access === undefined || (await liesElsewhere(root, process.env))) return undefined;
  const github = await connectGitHub(access, { manner: 'patiently' });
  return { tracker: openDutyTracker(github), issues: openIssueStates(github), note: output.note };
}

interface Told {
  found: FoundDuties;
  /** Undefined where no issue is kept. */
  plan: IssuePlan | undefined;
  /** What went wrong, while the rest was done. */
  failures: unknown[];
}

async function tell(
  ports: FollowUpPorts,
  found: FoundDuties,
  given: { root: string; now: Instant; isDry: boolean },
): Promise<Told> {
  const { root, now, isDry } = given;
  const failures: unknown[] = [];
  // No path at all would be every one.
  const { head } = await readHistory({ root, paths: [CONFIG_PATH] });
  const workflows = await keepWorkflows(ports, { activeAt: head?.at, now, isDry }).catch((error: unknown) => {
    failures.push(error);
    return undefined;
  });
  const isUnknown = (key: string): boolean =>
    found.isUnknown(key) || (workflows === undefined && key.startsWith('workflow/'));
  const all = { duties: [...found.duties, ...(workflows ?? [])], isUnknown };
  const plan = await followUp(ports, all, { isDry });
  return { found: all, plan, failures };
}

function printDuties({ found, plan }: Told, { json, dryRun }: Flags): void {
  const told = found.duties.map(describeDuty);
  if (json === true) {
    printJson({ duties: told, plan: plan ?? null });
    return;
  }
  for (const { title, text } of told) {
    output.print(`- ${showInvisible(title)}`);
    for (const line of text.split('\n').filter((each) => each !== '')) output.print(`    ${showInvisible(line)}`);
  }
  output.note(told.length === 0 ? 'Nothing is due.' : `${told.length} due.`);
  if (plan === undefined) {
    output.note('No issue was opened: that needs GITHUB_TOKEN, and GITHUB_REPOSITORY as the remote has it.');
    return;
  }
  if (plan.silenced.length > 0) output.note(`Closed by a person, and unchanged since: ${plan.silenced.length}.`);
  if (plan.waiting > 0) output.note(`${plan.waiting} more wait for the next run, as so many are new.`);
  if (dryRun !== true) return;
  for (const step of plan.steps) {
    output.print('duty' in step ? `Would ${step.kind}: ${step.duty.title}` : `Would ${step.kind} #${step.number}`);
  }
}

/** Says what went wrong on the side; 2 where anything did. */
function conclude(failures: readonly unknown[]): ExitCode {
  for (const failure of failures) {
    if (!(failure instanceof StatusError)) throw failure;
    output.note(describeFailure(failure));
  }
  return failures.length === 0 ? 0 : 2;
}

/** `candor follow-up`: 0 when every duty is told, however many there are; 2 where that was not possible. */
export async function runFollowUp(flags: Flags): Promise<ExitCode> {
  const root = findRoot(flags);
  const now = flags.now ?? Date.now();
  const isPrivate = await isPrivateRoot(root);
  const isDry = flags.dryRun === true;
  const { note } = output;
  const ports = await openTracker(root, isPrivate);
  const followed = ports && (await followActionIssues(root, ports.issues, { now, isDry, note }));
  const options = { private: isPrivate ? AS_PRIVATE : undefined, actions: followed?.states };
  const found = await findIn(root, { now, note, ...options });
  // The output of a workflow is read by everybody, whose root it may be.
  if (isPrivate && process.env['GITHUB_ACTIONS'] === 'true') {
    output.note(`Private root: ${found.duties.length} due.`);
    return 0;
  }
  const told =
    ports === undefined ? { found, plan: undefined, failures: [] } : await tell(ports, found, { root, now, isDry });
  printDuties(told, flags);
  const failures = [...told.failures, ...(followed?.failure === undefined ? [] : [followed.failure])];
  try {
    const count = await countPrivate(root, now);
    if (count !== undefined) output.note(`Private root: ${count} due.`);
  } catch (error) {
    failures.push(error);
  }
  return conclude(failures);
}
