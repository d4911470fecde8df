/**
 * What the services of customers are like, and whether several of them fail together. A customer's service is a
 * component of the private root; whose it is, `uses` of the customer says.
 */
import type { Customer } from '../../schema/customers.ts';
import type { Component, TriagePolicy } from '../../schema/config.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { deriveCheckRow } from '../check-series.ts';
import { compareText } from '../compare-text.ts';
import { type Began, groupByStart } from './burst-window.ts';
import { isRetired } from './claimed.ts';
import { type ComponentHealth, deriveHealth, troubledSince } from './component-health.ts';
import type { TriageInput } from './model.ts';

export type CustomerState =
  /** A failure is confirmed. */
  | ({ kind: 'failing'; isSlow: boolean } & Began)
  /** A failure or a recovery awaits confirmation. */
  | { kind: 'settling'; since: Instant }
  /** Everything passes, since this instant; undefined where nothing is known. */
  | { kind: 'well'; since: Instant | undefined };

export interface JudgedCustomer {
  customer: Customer;
  state: CustomerState;
}

/** The customers with what their services are like, and what decides on whether that is their own doing. */
export interface CustomerFacts {
  judged: readonly JudgedCustomer[];
  /** Those that fail, in the order in which they began, apart where one began long after those before it. */
  bursts: readonly (readonly FailingCustomer[])[];
  /** How many customers that fail together are not at fault themselves. */
  threshold: number;
}

export type FailingCustomer = JudgedCustomer & { state: Extract<CustomerState, { kind: 'failing' }> };

export function isFailing(judged: JudgedCustomer): judged is FailingCustomer {
  return judged.state.kind === 'failing';
}

/** The customers that use one of these components. */
export function usersOf(components: readonly string[], customers: readonly Customer[]): Customer[] {
  return customers.filter(({ uses }) => uses.some((id) => components.includes(id)));
}

/** What failed first of these components. */
function firstOf(failing: readonly (ComponentHealth & { kind: 'failing' })[], now: Instant): Began {
  const since = Math.min(...failing.map((health) => health.since));
  const checks = failing.flatMap((health) => health.checks);
  return { since, check: checks.find((check) => troubledSince(check, now) === since)?.check };
}

/** What these components are like taken together. */
export function stateOf(components: readonly Component[], input: TriageInput): CustomerState {
  const { measurements, policy, now } = input;
  const healths = components.map((component) => deriveHealth(component, input));
  const failing = healths.filter((health) => health.kind === 'failing');
  if (failing.length > 0) {
    const isSlow = failing.every(({ status }) => status === 'degraded_performance');
    return { kind: 'failing', ...firstOf(failing, now), isSlow };
  }
  const rows = components
    .flatMap(({ checks }) => checks)
    .map(({ id }) => deriveCheckRow(measurements.get(id) ?? [], policy, now))
    .filter(({ kind }) => kind !== 'none');
  const settling = rows.filter(({ kind, count }) => kind === 'failing' || count < policy.recoverAfter);
  if (settling.length > 0) return { kind: 'settling', since: Math.max(...settling.map(({ since = now }) => since)) };
  return { kind: 'well', since: rows.length === 0 ? undefined : Math.max(...rows.map(({ since = now }) => since)) };
}

/**
 * How many customers make a fault of the platform: a number, or a share of all customers, at least two. One alone is
 * never told of in public.
 */
export function thresholdOf(correlateAt: TriagePolicy['correlateAt'], customers: number): number {
  const asked =
    typeof correlateAt === 'number' ? correlateAt : Math.ceil((parseInt(correlateAt, 10) * customers) / 100);
  return Math.max(2, asked);
}

/** Judges customers by what the private root has measured. */
export function judgeCustomers(
  customers: readonly Customer[],
  input: TriageInput,
  correlateAt: TriagePolicy['correlateAt'],
): CustomerFacts {
  const counted = input.components.filter((component) => !isRetired({ component }, input.now));
  const judged = customers.map((customer): JudgedCustomer => {
    const own = counted.filter(({ id }) => customer.uses.includes(id));
    return { customer, state: stateOf(own, input) };
  });
  const ordered = [...judged].sort((a, b) => compareText(a.customer.id, b.customer.id));
  const failing = ordered.filter(isFailing).map((customer) => ({ ...customer.state, customer }));
  const bursts = groupByStart(failing, input).map((burst) => burst.map(({ customer }) => customer));
  return { judged, bursts, threshold: thresholdOf(correlateAt, customers.length) };
}

/**
 * The most customers that began to fail together, by the rule for components, the latest where several are as many; none
 * where they are fewer than it takes.
 */
export function findTogether({ bursts, threshold }: CustomerFacts): readonly FailingCustomer[] {
  let most: readonly FailingCustomer[] = [];
  for (const burst of bursts) if (burst.length >= most.length) most = burst;
  return most.length >= threshold ? most : [];
}
