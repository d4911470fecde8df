/**
 * What becomes of the private root's incidents: the category by the order in which a failure is looked at (error class,
 * planned activity, then contact), and the notices to the customers concerned.
 */
import type { Customer } from '../../schema/customers.ts';
import type { Evidence, IncidentFrontMatter } from '../../schema/incident.ts';
import { formatInstant } from '../../schema/timestamp.ts';
import { contactLine, errorClassLine, noticeText, plannedLine } from './customer-words.ts';
import { usersOf } from './customers.ts';
import type { TriageInput, TriagePlan, TriageStep } from './model.ts';
import { type CustomerNotice, toRecipients } from './customer-notice.ts';
import {
  causeOf,
  contactEvidence,
  findPlanned,
  platformOf,
  pointer,
  type PrivateContext,
  type PrivateInput,
  turnedBy,
} from './private-cause.ts';
import { followPrivate } from './private-following.ts';

export interface PrivatePlan {
  plan: TriagePlan;
  notices: CustomerNotice[];
}

type Opening = TriageStep & { kind: 'open' };

interface Opened extends PrivateInput {
  frontMatter: IncidentFrontMatter;
  customers: readonly Customer[];
}

/** What is known of a failure when its incident is opened: why it is, and what the first update says of that. */
function lookInto({ frontMatter, customers, ...about }: Opened) {
  const { input, context } = about;
  const planned = findPlanned(Object.keys(frontMatter.components), customers, about);
  const cause = causeOf(frontMatter.category, planned, platformOf(customers, about));
  const classes = (frontMatter.checks ?? []).map((check) => input.outcomes.get(check)?.errorClass);
  const isContacted = cause.kind !== 'planned' && customers.length > 0;
  const evidence: Evidence[] = [
    ...(frontMatter.evidence ?? []),
    ...planned.map(({ title, from }) => ({ kind: 'maintenance' as const, at: formatInstant(from), text: title })),
    ...(cause.kind === 'platform' ? [pointer(cause, input.now)] : []),
    ...(isContacted ? [contactEvidence(customers, input.now)] : []),
  ];
  const lines = [
    errorClassLine([...new Set(classes.filter((found) => found !== undefined))]),
    plannedLine(planned, input.now, context.open !== undefined),
    contactLine(cause, customers),
  ];
  return { cause, isContacted, evidence, lines };
}

function planOpening(step: Opening, about: PrivateInput): { step: Opening; notices: CustomerNotice[] } {
  const { frontMatter, updates } = step.file;
  const [first] = updates;
  if (!('category' in frontMatter) || first === undefined) return { step, notices: [] };
  const customers = usersOf(Object.keys(frontMatter.components), about.context.customers);
  const { cause, isContacted, evidence, lines } = lookInto({ ...about, frontMatter, customers });
  const { category, confidence } = frontMatter.category === 'undetermined' ? turnedBy(cause) : frontMatter;
  const text = [first.text, ...lines].join('\n\n');
  const turned = { ...frontMatter, category, evidence, ...(confidence === undefined ? {} : { confidence }) };
  const notice: CustomerNotice = {
    incident: step.id,
    event: 'opened',
    phase: first.phase,
    at: first.at,
    customers: toRecipients(customers),
    subject: frontMatter.title,
    text: noticeText(first.text, cause),
  };
  return {
    step: { ...step, file: { ...step.file, frontMatter: turned, updates: [{ ...first, text }, ...updates.slice(1)] } },
    notices: isContacted ? [notice] : [],
  };
}

/** What the private root's plan says beyond what every root's says, and whom it has told. */
export function planPrivate(before: TriagePlan, input: TriageInput, context: PrivateContext): PrivatePlan {
  const about = { input, context };
  const opened = before.steps.filter((step) => step.kind === 'open').map((step) => planOpening(step, about));
  const followed = followPrivate(
    before.steps.filter((step) => step.kind !== 'open'),
    about,
  );
  const steps = [...opened.map(({ step }) => step), ...followed.steps];
  return {
    plan: { ...before, steps: steps.sort((a, b) => (a.id < b.id ? -1 : 1)) },
    notices: [...opened.flatMap(({ notices }) => notices), ...followed.notices],
  };
}
