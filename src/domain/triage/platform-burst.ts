/** Customers that fail together: what may be said of them, and the incidents that speak of such. */
import type { Evidence } from '../../schema/incident.ts';
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import type { Incident } from '../incident.ts';
import { isRetired } from './claimed.ts';
import type { FailingStatus } from './component-health.ts';
import type { CustomerFacts, FailingCustomer } from './customers.ts';
import type { TriageInput } from './model.ts';
import { readTogetherText } from './platform-words.ts';

/** What the public root's plan is made of, where there is a private root. */
export interface PlatformInput {
  input: TriageInput;
  facts: CustomerFacts;
}

/** The public incident that speaks of what customers have together. */
export interface Platform {
  /** Id of the incident. */
  id: string;
  /** Ids of the customers that it is about, for the private root alone. */
  customers: readonly string[];
  since: Instant;
}

/** Customers that fail together, at least one. */
export interface Burst {
  customers: readonly FailingCustomer[];
  count: number;
  /** When the first of them began to fail. */
  since: Instant;
  /** Whether all of them answer, too slowly. */
  isSlow: boolean;
}

export function toBurst(customers: readonly FailingCustomer[]): Burst {
  return {
    customers,
    count: customers.length,
    since: Math.min(...customers.map(({ state }) => state.since)),
    isSlow: customers.every(({ state }) => state.isSlow),
  };
}

export function toPlatform(id: string, { customers, since }: Burst): Platform {
  return { id, customers: customers.map(({ customer }) => customer.id), since };
}

/** The public components that these customers use, and that count. */
export function componentsOf({ customers }: Burst, { components, now }: TriageInput): string[] {
  const used = new Set(customers.flatMap(({ customer }) => customer.uses));
  return components.filter((component) => used.has(component.id) && !isRetired({ component }, now)).map(({ id }) => id);
}

/** What an incident about the platform says of a component that some can use and others cannot. */
export function statusOf({ isSlow }: Burst): FailingStatus {
  return isSlow ? 'degraded_performance' : 'partial_outage';
}

/** Evidence of a burst. Its source is one at which nobody but us can look. */
export function customersEvidence(at: Instant, text: string): Evidence {
  return { kind: 'customers', at: formatInstant(at), text, source: 'private root' };
}

/** How many customers an incident says fail together; undefined for one that is not about the platform. */
export function toldCustomers({ frontMatter }: Incident): number | undefined {
  if (frontMatter.openedBy !== 'monitor') return undefined;
  const counts = (frontMatter.evidence ?? [])
    .filter(({ kind }) => kind === 'customers')
    .map(({ text }) => readTogetherText(text))
    .filter((count) => count !== undefined);
  return counts.length === 0 ? undefined : Math.max(...counts);
}
