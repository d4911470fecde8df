/**
 * The private root in a run of the checks. The output of a run is public as a rule, so that all it says of that root are
 * counts; what else there is to say is kept in the private root's Git folder.
 */
import { mergeBoth } from '../../app/check/merge-both.ts';
import type { BothReports, PrivateReport } from '../../app/check/look-at-both.ts';
import { type BothPorts, runBoth } from '../../app/check/run-both.ts';
import type { RecheckOptions } from '../../app/check/recheck.ts';
import type { RunPorts } from '../../app/check/run.ts';
import { isTellingDue } from '../../app/notify/ledger.ts';
import { PrivateRootError } from '../../errors.ts';
import type { RunRepository } from '../../ports.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { openPrivateRoot, PRIVATE_VARIABLE, type PrivateRoot } from '../../store/private-root.ts';
import { openRepository } from '../../store/repository.ts';
import { openRootFiles } from '../../store/root-files.ts';
import { describeFailure } from '../failure.ts';
import { countStates, describeReport } from './check-report.ts';
import { type ReadRun, readNamed } from './check-results.ts';

export interface PrivateSummary {
  failed: boolean;
  /** What everybody may read. */
  text: string;
  /** The same for programs. */
  counts: object;
  /** Whether customers are to be told something now. */
  isTellingDue?: boolean | undefined;
}

/** The two roots of a run. */
export interface Folders {
  /** Of the public root, absolute. */
  root: string;
  /** Of the private root, absolute. */
  folder: string;
}

/** The public root's results as read, and the names of the private root's files. */
export interface MergedFiles extends ReadRun {
  files: readonly string[];
}

function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

const KEPT = `The details are in candor/run.log of the Git folder of what ${PRIVATE_VARIABLE} names.`;

function summarise(report: PrivateReport, notes: number, isTellingDue: boolean): PrivateSummary {
  const { plan, outcomes, landed, notices, customers, failing } = report;
  const opened = plan.steps.filter(({ kind }) => kind === 'open').length;
  const changed = plan.steps.length - opened;
  const sentences = [
    `Private root: ${countStates(outcomes)}. ${failing} of ${countOf(customers, 'customer')} affected.`,
    `${countOf(opened, 'incident')} ${landed === undefined ? 'would be opened' : 'opened'}, ${changed} changed.`,
    `${countOf(notices.length, 'notice')} planned, to be sent by "candor notify".`,
    ...(notes === 0 ? [] : [`${countOf(notes, 'remark')} not shown here. ${KEPT}`]),
  ];
  const states = Object.groupBy(outcomes, ({ state }) => state);
  const checks = Object.fromEntries(Object.entries(states).map(([state, found]) => [state, found.length]));
  return {
    failed: false,
    text: sentences.join(' '),
    counts: { checks, customers, failing, opened, changed, notices: notices.length, notes },
    isTellingDue: notices.length > 0 || isTellingDue,
  };
}

/** A letter that is ours and says nothing is shown; of anything else only that it happened. */
export function describePrivateFailure(error: unknown, isKept: boolean): PrivateSummary {
  const isSafe = error instanceof PrivateRootError;
  const text = isSafe
    ? describeFailure(error)
    : `Cannot finish the run in the private root. ${isKept ? KEPT : `Try "git fetch" in what ${PRIVATE_VARIABLE} names.`}`;
  return { failed: true, text, counts: { failed: true }, isTellingDue: false };
}

async function keep(opened: PrivateRoot | undefined, lines: readonly string[]): Promise<boolean> {
  if (opened === undefined || lines.length === 0) return false;
  try {
    await opened.keep(lines);
    return true;
  } catch {
    // Nothing may be said of it, and the run is not worse for it.
    return false;
  }
}

/** Whether somebody was not told, or is to be told again, by the ledger as it is here. */
async function isTellingDueIn(repository: RunRepository | undefined, now: Instant): Promise<boolean> {
  const snapshot = await repository?.snapshot({ fetch: false }).catch(() => undefined);
  return snapshot === undefined ? false : isTellingDue(snapshot, now).catch(() => false);
}

/** What is told of a run over both roots. */
export interface ToldOfBoth {
  open: BothReports['open'];
  summary: PrivateSummary;
}

/** Carries out a run over both roots, and says of the private one what everybody may read. Never rejects. */
export function runWithPrivateRoot(ports: RunPorts, folders: Folders, options: RecheckOptions): Promise<ToldOfBoth> {
  return tellPrivately(ports, { ...folders, isDry: options.isDry }, (both) => runBoth(both, options));
}

/** The same from what shards have left of both. */
export function mergeWithPrivateRoot(
  ports: RunPorts,
  { own, ...folders }: Folders & { own: MergedFiles },
  options: Pick<RecheckOptions, 'now' | 'isDry'>,
): Promise<ToldOfBoth> {
  return tellPrivately(ports, { ...folders, isDry: options.isDry }, async (both) => {
    const named = await readNamed(own.files);
    const { run: merged, status, now } = own;
    return mergeBoth(both, { merged, status, now, own: named }, options);
  });
}

async function tellPrivately(
  ports: RunPorts,
  { root, folder, isDry }: Folders & { isDry: boolean | undefined },
  run: (ports: BothPorts) => Promise<BothReports>,
): Promise<ToldOfBoth> {
  const notes: string[] = [];
  const note = (text: string): void => void notes.push(text);
  let opened: PrivateRoot | undefined;
  let repository: RunRepository | undefined;
  const openPrivate: BothPorts['openPrivate'] = async () => {
    opened = await openPrivateRoot(folder, root);
    repository = await openRepository({ root: opened.root, onNotice: note });
    // Pull requests of the public repository are no matter of the private one.
    const files = await openRootFiles(opened.root);
    // Nor are the lines of its files any of the public one, or the other way round.
    const own = { readYoungPulls: undefined, readConfigRevisions: undefined, annotate: undefined };
    return { ...ports, ...own, repository, files, note };
  };
  const { open, own } = await run({ open: ports, openPrivate });
  if (own.status === 'fulfilled') {
    const isKept = isDry !== true && (await keep(opened, [...notes, ...describeReport(own.value)]));
    const isDue = await isTellingDueIn(repository, own.value.plan.landing.at);
    return { open, summary: summarise(own.value, isKept ? notes.length : 0, isDue) };
  }
  const isKept = isDry !== true && (await keep(opened, [...notes, describeFailure(own.reason)]));
  return { open, summary: describePrivateFailure(own.reason, isKept) };
}
