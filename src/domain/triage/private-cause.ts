/** Why a customer's service fails, as far as a run can tell, and what of that stands in the incident's front matter. */
import type { Customer } from '../../schema/customers.ts';
import type { Evidence } from '../../schema/incident.ts';
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import { isRunning } from '../maintenance-window.ts';
import { listOccurrences, type Maintenance } from '../maintenance.ts';
import { JUST_ENDED_MS } from './classify.ts';
import type { Cause } from './customer-words.ts';
import type { TriageInput, Turned } from './model.ts';
import { customersEvidence } from './platform-burst.ts';

/** The public root as this run knows it. */
export interface PublicSide {
  maintenances: readonly Maintenance[];
  /** What is public about customers that fail together, once it has landed. */
  platform: { url: string; customers: readonly string[] } | undefined;
}

export interface PrivateContext {
  customers: readonly Customer[];
  /** Undefined where the public root could not be read or written in this run. */
  open: PublicSide | undefined;
}

/** What the private root's plan is made of. */
export interface PrivateInput {
  input: TriageInput;
  context: PrivateContext;
}

/** Maintenances that may be behind a failure of these components: of them, or of what their customers use. */
export function findPlanned(
  components: readonly string[],
  customers: readonly Customer[],
  { input, context }: PrivateInput,
): Maintenance[] {
  const used = new Set([...components, ...customers.flatMap(({ uses }) => uses)]);
  const known = [...input.maintenances, ...(context.open?.maintenances ?? [])];
  return known
    .flatMap((maintenance) => listOccurrences(maintenance, input.now))
    .filter((maintenance) => {
      const isNear = isRunning(maintenance.phase) || (maintenance.endedAt ?? -Infinity) > input.now - JUST_ENDED_MS;
      return isNear && maintenance.components.some((id) => used.has(id));
    });
}

export function causeOf(category: string, planned: readonly Maintenance[], platform: Cause | undefined): Cause {
  if (platform !== undefined) return platform;
  if (category === 'internal') return { kind: 'ours' };
  if (category === 'upstream') return { kind: 'upstream' };
  return planned.some(({ phase }) => isRunning(phase)) ? { kind: 'planned' } : { kind: 'theirs' };
}

/** The fault of the platform that these customers have in common. */
export function platformOf(
  customers: readonly Customer[],
  { context }: PrivateInput,
): Extract<Cause, { kind: 'platform' }> | undefined {
  const platform = context.open?.platform;
  if (platform === undefined || !customers.some(({ id }) => platform.customers.includes(id))) return undefined;
  return { kind: 'platform', url: platform.url, count: platform.customers.length };
}

/** What an undetermined failure of a customer's service is taken for. */
export function turnedBy(cause: Cause): Turned {
  if (cause.kind === 'platform') return { category: 'undetermined', confidence: undefined };
  return { category: cause.kind === 'planned' ? 'internal' : 'customer', confidence: 'suspected' };
}

export function pointer({ url, count }: { url: string; count: number }, at: Instant): Evidence {
  return {
    kind: 'correlation',
    at: formatInstant(at),
    text: `Services of ${count} customers fail together`,
    source: url,
  };
}

const TOLD = /^\d+ customers? (?:is|are) to be told$/;

/** Whether evidence says that customers were to be told, which {@link contactEvidence} writes. */
export function isContactEvidence({ kind, text }: Evidence): boolean {
  return kind === 'customers' && TOLD.test(text);
}

/** Evidence that customers were to be told, which is planned once. */
export function contactEvidence(customers: readonly Customer[], at: Instant): Evidence {
  const { length } = customers;
  return customersEvidence(at, `${length} ${length === 1 ? 'customer is' : 'customers are'} to be told`);
}
