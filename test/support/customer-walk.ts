/** Walks a public root's triage through what the services of customers do, run after run. */
import type { Maintenance } from '../../src/domain/maintenance.ts';
import type { CheckOutcome, Measurement } from '../../src/domain/measurement.ts';
import { judgeCustomers } from '../../src/domain/triage/customers.ts';
import type { KnownIncident, TriageInput } from '../../src/domain/triage/model.ts';
import { planTriage } from '../../src/domain/triage/plan.ts';
import type { Platform } from '../../src/domain/triage/platform-burst.ts';
import { planPlatform } from '../../src/domain/triage/platform.ts';
import { type Customer, CustomersSchema } from '../../src/schema/customers.ts';
import type { Config } from '../../src/schema/config.ts';
import type { Instant } from '../../src/schema/timestamp.ts';
import { makeComponent, makeConfig } from './builders.ts';
import { apply, isLetter, outcome, WALK_INTERVAL, WALK_START, type WalkedStep } from './triage-walk.ts';

export interface CustomerWalk {
  /** A letter a run for the one service of each customer, as in a walk of triage. */
  customers: Readonly<Record<string, string>>;
  /** The same for the checks of public components. */
  own?: Readonly<Record<string, string>>;
  /** What each customer uses of the public components `api`, `web` and `mail`; `api` where nothing is said. */
  uses?: Readonly<Record<string, readonly string[]>>;
  triage?: Record<string, unknown>;
  maintenances?: (now: Instant) => readonly Maintenance[];
  edit?: (known: KnownIncident[], run: number) => void;
}

export interface WalkedCustomers {
  steps: WalkedStep[];
  known: KnownIncident[];
  /** What was public about customers that fail together after each run. */
  platforms: (Platform | undefined)[];
  /** Why something was not opened, in any run. */
  unopened: string[];
}

type Root = Pick<Config, 'components' | 'triage' | 'uptime'> & { measurements: Map<string, Measurement[]> };

function makeRoot(ids: readonly string[], triage: Record<string, unknown>): Root {
  const config = makeConfig({ components: ids.map((id) => makeComponent(id, `The ${id}`)), triage });
  return { ...config, measurements: new Map() };
}

function measure(root: Root, rows: Readonly<Record<string, string>>, run: number): CheckOutcome[] {
  const outcomes = Object.entries(rows).flatMap(([id, row]) => {
    const letter = row[run] ?? '.';
    return isLetter(letter) ? [outcome(`${id}-health`, letter)] : [];
  });
  for (const { check, state, code } of outcomes) {
    const at = WALK_START + run * WALK_INTERVAL;
    root.measurements.set(check, [...(root.measurements.get(check) ?? []), { check, at, state, code }]);
  }
  return outcomes;
}

function toInput(root: Root, run: number, outcomes: readonly CheckOutcome[]): TriageInput {
  return {
    now: WALK_START + run * WALK_INTERVAL,
    components: root.components,
    policy: { ...root.triage, holdFor: root.uptime.holdFor },
    measurements: root.measurements,
    outcomes: new Map(outcomes.map((found) => [found.check, found])),
    incidents: [],
    maintenances: [],
    occupied: new Set(),
    takenIds: new Set(),
  };
}

function toCustomers({ customers, uses = {} }: CustomerWalk): Customer[] {
  const entries = Object.keys(customers).map((id) => ({
    id,
    name: id,
    uses: [`${id}-shop`, ...(uses[id] ?? ['api'])],
  }));
  return CustomersSchema.parse(entries);
}

/** Every step of the public root, with the number of its run, from 0. */
export function walkCustomers(walk: CustomerWalk): WalkedCustomers {
  const { customers, own = {}, triage = {} } = walk;
  const services = Object.fromEntries(Object.entries(customers).map(([id, row]) => [`${id}-shop`, row]));
  const roots = { open: makeRoot(['api', 'web', 'mail'], triage), own: makeRoot(Object.keys(services), triage) };
  const walked: WalkedCustomers = { steps: [], known: [], platforms: [], unopened: [] };
  const runs = Math.max(...Object.values(customers).map((row) => row.length));
  for (let run = 0; run < runs; run += 1) {
    walk.edit?.(walked.known, run);
    const ofCustomers = toInput(roots.own, run, measure(roots.own, services, run));
    const facts = judgeCustomers(toCustomers(walk), ofCustomers, roots.own.triage.correlateAt);
    const base = toInput(roots.open, run, measure(roots.open, own, run));
    const input = {
      ...base,
      incidents: walked.known,
      maintenances: walk.maintenances?.(base.now) ?? [],
      takenIds: new Set(walked.known.map(({ incident }) => incident.id)),
    };
    const { plan, platform } = planPlatform(planTriage(input), input, facts);
    walked.platforms.push(platform);
    walked.unopened.push(...plan.unopened.map(({ component, why }) => `${run} ${component}: ${why}`));
    for (const step of plan.steps) {
      apply(walked.known, step);
      walked.steps.push({ run, step });
    }
  }
  return walked;
}
