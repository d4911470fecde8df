/**
 * One look at the public root and the private one. Their checks are probed together; each root is planned and landed by
 * itself, in its own repository. Two things pass between them: how many customers fail together goes to the public plan,
 * and what is public about it comes back. Where one root fails or takes too long, the other goes on without it.
 */
import type { ParsedConfigFile } from '../../content/config-file.ts';
import { formatNoticeFile, noticePath } from '../../content/customer-notice-file.ts';
import { type CustomerFacts, isFailing, judgeCustomers } from '../../domain/triage/customers.ts';
import type { TriageInput } from '../../domain/triage/model.ts';
import type { CustomerNotice } from '../../domain/triage/customer-notice.ts';
import type { Platform } from '../../domain/triage/platform-burst.ts';
import { planPlatform } from '../../domain/triage/platform.ts';
import type { PublicSide } from '../../domain/triage/private-cause.ts';
import { planPrivate } from '../../domain/triage/private-plan.ts';
import type { Clock } from '../../ports.ts';
import type { Config } from '../../schema/config.ts';
import { createUrls } from '../../site/urls.ts';
import type { PrivateRoot } from '../read-private-root.ts';
import { createJointProbes, type JointProbe } from './joint-probe.ts';
import type { Amend } from './plan-run.ts';
import { probeBelieved } from './believed.ts';
import { type RunOptions, type RunPorts, type RunReport, runOnce } from './run.ts';

/** How long one root waits for what the other has to say, once its own checks are done. */
const PATIENCE_MS = 60_000;
/** A customer's service is an incident of its own, however many fail. */
const NEVER = Number.MAX_SAFE_INTEGER;

/** A private root that is open and without errors. */
export interface OpenPrivate extends PrivateRoot {
  ports: RunPorts;
}

export interface Look {
  /** The public root. */
  open: RunPorts;
  /** Its status.yml. */
  status: ParsedConfigFile;
  /** The checks of each root that are carried out, by their ids; all of them where nothing is said. */
  only?: { open: ReadonlySet<string>; own: ReadonlySet<string> } | undefined;
  /** Whether the network is known to have been there, so that the outcomes need not prove it. */
  isProven?: boolean | undefined;
  /** What an earlier look of the same run has found: a root that failed then is not looked at again. */
  before?: BothReports | undefined;
  options: RunOptions;
}

export interface PrivateReport extends RunReport {
  /** Planned in this run, of what has landed; sending them is for a later version. */
  notices: CustomerNotice[];
  customers: number;
  /** How many customers have a failure that is confirmed. */
  failing: number;
}

export interface BothReports {
  open: PromiseSettledResult<RunReport>;
  own: PromiseSettledResult<PrivateReport>;
}

/** What the two runs tell each other. Each says something in any case, at its end at the latest. */
interface Meeting {
  facts: PromiseWithResolvers<CustomerFacts | undefined>;
  side: PromiseWithResolvers<PublicSide | undefined>;
  /** Waits for the other root, for as long as that is bearable. */
  wait<T>(promise: Promise<T>): Promise<T | undefined>;
}

function createMeeting(clock: Pick<Clock, 'sleep'>): Meeting {
  const wait = async <T>(promise: Promise<T>): Promise<T | undefined> => {
    const done = new AbortController();
    const impatience = clock.sleep(PATIENCE_MS, done.signal).then(
      () => undefined,
      () => undefined,
    );
    try {
      return await Promise.race([promise, impatience]);
    } finally {
      done.abort();
    }
  };
  return { facts: Promise.withResolvers(), side: Promise.withResolvers(), wait };
}

interface Seen {
  input: TriageInput;
  platform: Platform | undefined;
}

/** What the private root may point to: an incident that is there, or that this run has landed on main. */
function toSide({ input, platform }: Seen, report: RunReport, { config }: ParsedConfigFile): PublicSide {
  const { maintenances, incidents } = input;
  const isKnown = incidents.some(({ incident }) => incident.id === platform?.id);
  const isOpened = report.landed?.proposal === undefined && report.plan.steps.some(({ id }) => id === platform?.id);
  if (platform === undefined || config === undefined || !(isKnown || isOpened)) {
    return { maintenances, platform: undefined };
  }
  const urls = createUrls(config.page.url);
  return { maintenances, platform: { ...platform, url: urls.absolute(urls.entry(platform.id)) } };
}

interface Side {
  meeting: Meeting;
  joint: JointProbe;
  look: Look;
}

async function lookAtPublic({ meeting, joint, look }: Side): Promise<RunReport> {
  const { open, only, options, status } = look;
  let seen: Seen | undefined;
  const amend: Amend = async (plan, input) => {
    const facts = await meeting.wait(meeting.facts.promise);
    const planned = facts === undefined ? { plan, platform: undefined } : planPlatform(plan, input, facts);
    seen = { input, platform: planned.platform };
    return { plan: planned.plan };
  };
  try {
    const ports = { ...open, probe: joint.probe };
    const report = await runOnce(ports, { ...options, config: status.config, only: only?.open, isProven: true, amend });
    meeting.side.resolve(seen === undefined ? undefined : toSide(seen, report, status));
    return report;
  } finally {
    joint.leave();
    meeting.side.resolve(undefined);
  }
}

function withoutCorrelation(config: Config): Config {
  return { ...config, triage: { ...config.triage, correlateAt: NEVER } };
}

async function lookAtPrivate(own: OpenPrivate, { meeting, joint, look }: Side): Promise<PrivateReport> {
  const { config, customers, ports } = own;
  let told: { notices: CustomerNotice[]; failing: number } = { notices: [], failing: 0 };
  const amend: Amend = async (plan, input) => {
    const facts = judgeCustomers(customers, input, config.triage.correlateAt);
    meeting.facts.resolve(facts);
    const open = await meeting.wait(meeting.side.promise);
    const planned = planPrivate(plan, input, { customers, open });
    told = { notices: planned.notices, failing: facts.judged.filter(isFailing).length };
    const data = planned.notices.map((notice) => ({ path: noticePath(notice), text: formatNoticeFile(notice) }));
    return { plan: planned.plan, data };
  };
  const options = {
    ...look.options,
    config: withoutCorrelation(config),
    only: look.only?.own,
    isProven: true,
    amend,
  };
  try {
    const report = await runOnce({ ...ports, probe: joint.probe }, options);
    const written = new Set(report.plan.steps.map(({ id }) => id));
    const notices = told.notices.filter(({ incident }) => written.has(incident));
    return { ...report, notices, customers: customers.length, failing: told.failing };
  } finally {
    joint.leave();
    meeting.facts.resolve(undefined);
  }
}

/** The probe of both roots: any answer to either proves the network, and the canaries of both are asked. */
function believingProbe({ open, status, isProven }: Look, own: OpenPrivate): RunPorts['probe'] {
  const canaries = [...new Set([...(status.config?.triage.canaries ?? []), ...own.config.triage.canaries])];
  return async (checks, signal) => (await probeBelieved(open.probe, { checks, canaries, isProven }, signal)).outcomes;
}

/** Looks at both roots at once. Never rejects: what went wrong in a root stands in its place of the result. */
export async function lookAtBoth(own: OpenPrivate, look: Look): Promise<BothReports> {
  const meeting = createMeeting(look.open.clock);
  const [first, second] = createJointProbes(believingProbe(look, own));
  const failedBefore = (result: PromiseSettledResult<unknown> | undefined, joint: JointProbe): void => {
    if (result?.status !== 'rejected') return;
    joint.leave();
    meeting.facts.resolve(undefined);
    meeting.side.resolve(undefined);
    throw result.reason;
  };
  const [ofPublic, ofPrivate] = await Promise.allSettled([
    (async () => {
      failedBefore(look.before?.open, first);
      return lookAtPublic({ meeting, joint: first, look });
    })(),
    (async () => {
      failedBefore(look.before?.own, second);
      return lookAtPrivate(own, { meeting, joint: second, look });
    })(),
  ]);
  return { open: ofPublic, own: ofPrivate };
}
