/** How incidents of the private root go on beyond what their checks say: what is public by now, and who is told. */
import type { Customer } from '../../schema/customers.ts';
import type { Evidence } from '../../schema/incident.ts';
import { phaseTitle } from '../../schema/phase.ts';
import { nextUpdateTime, type Update } from '../update.ts';
import { deriveHealth } from './component-health.ts';
import { isFailing } from './correlate.ts';
import { type Cause, contactLine, noticeText, outlastedText, platformLine } from './customer-words.ts';
import { usersOf } from './customers.ts';
import type { AppendStep, KnownIncident, TriageStep, Turned } from './model.ts';
import { type CustomerNotice, toRecipients } from './customer-notice.ts';
import {
  causeOf,
  contactEvidence,
  findPlanned,
  isContactEvidence,
  platformOf,
  pointer,
  type PrivateInput,
  turnedBy,
} from './private-cause.ts';
import { failingText } from './words.ts';

/** What is to be added to an incident, in words and in its front matter. */
interface Addition {
  text: string;
  evidence: Evidence[];
  turned: Turned | undefined;
  cause: Cause;
  /** Whether its customers are told for the first time. */
  isFirst: boolean;
}

interface Followed {
  known: KnownIncident;
  about: PrivateInput;
  customers: readonly Customer[];
}

/** What its checks say while they fail, as words for people; undefined where none does. */
function failureText({ known, about: { input } }: Followed): string | undefined {
  const failing = input.components
    .filter(({ id }) => known.incident.components.includes(id))
    .map((component) => ({ component, health: deriveHealth(component, input) }))
    .filter(isFailing);
  return failing.length === 0 ? undefined : failing.map((each) => failingText(each, input)).join('\n\n');
}

/** That several customers fail together, once it is public, and once in each incident. */
function findPointer({ known, about, customers }: Followed): Addition | undefined {
  const { evidence = [], category, confidence } = known.incident.frontMatter;
  const cause = platformOf(customers, about);
  if (cause === undefined || evidence.some(({ kind, source }) => kind === 'correlation' && source === cause.url)) {
    return undefined;
  }
  const isFirst = !evidence.some(isContactEvidence);
  return {
    text: isFirst ? contactLine(cause, customers) : `${platformLine(cause)}.`,
    evidence: [pointer(cause, about.input.now), ...(isFirst ? [contactEvidence(customers, about.input.now)] : [])],
    // What a person has confirmed stays.
    turned: category === 'customer' && confidence === 'suspected' ? turnedBy(cause) : undefined,
    cause,
    isFirst,
  };
}

/** That those are to be told who were not, as planned work might have explained it, or nobody used it. */
function findContact({ known, about, customers }: Followed): Addition | undefined {
  const { evidence = [], category, confidence } = known.incident.frontMatter;
  if (evidence.some(isContactEvidence)) return undefined;
  const planned = findPlanned(known.incident.components, customers, about);
  const wasPlanned = category === 'internal' && evidence.some(({ kind }) => kind === 'maintenance');
  const cause = causeOf(wasPlanned ? 'undetermined' : category, planned, undefined);
  if (cause.kind === 'planned') return undefined;
  return {
    text: wasPlanned ? outlastedText(customers) : contactLine(cause, customers),
    evidence: [contactEvidence(customers, about.input.now)],
    turned: wasPlanned && confidence === 'suspected' ? turnedBy(cause) : undefined,
    cause,
    isFirst: true,
  };
}

/** The step with the addition in it: its update says both. */
function withAddition(followed: Followed, step: TriageStep | undefined, addition: Addition): AppendStep {
  const { known, about } = followed;
  const { id, phase, updates } = known.incident;
  const before = step === undefined || step.kind === 'open' ? undefined : step.joined;
  const joined = {
    checks: before?.checks ?? [],
    evidence: [...(before?.evidence ?? []), ...addition.evidence],
  };
  const { turned } = addition;
  if (step?.kind === 'append') {
    const text = [step.update.text, addition.text].filter((part) => part !== '').join('\n\n');
    return { ...step, update: { ...step.update, text }, joined, turned };
  }
  const update: Update = { at: nextUpdateTime(updates, about.input.now), phase, components: {}, text: addition.text };
  return { kind: 'append', id, path: known.path, update, because: 'changed', joined, turned };
}

function eventOf({ update }: AppendStep, addition: Addition | undefined): CustomerNotice['event'] {
  if (update.phase === 'resolved') return 'resolved';
  return addition?.isFirst === true ? 'opened' : 'updated';
}

/** `Monitoring: Acme shop is down`; the first word of it that a customer gets is the title alone. */
function subjectOf(title: string, { update }: AppendStep, addition: Addition | undefined): string {
  return addition?.isFirst === true ? title : `${phaseTitle(update.phase)}: ${title}`;
}

function toNotice({ known, customers }: Followed, step: AppendStep, told: Told): CustomerNotice {
  const { addition, failure = '' } = told;
  return {
    incident: step.id,
    event: eventOf(step, addition),
    phase: step.update.phase,
    at: step.update.at,
    customers: toRecipients(customers),
    subject: subjectOf(step.raised?.title ?? known.incident.title, step, addition),
    text: addition === undefined ? told.text : noticeText(failure, addition.cause),
  };
}

interface Told {
  addition: Addition | undefined;
  failure: string | undefined;
  /** What the update of the checks alone says. */
  text: string;
}

function followOne(
  followed: Followed,
  step: TriageStep | undefined,
): { step: TriageStep | undefined; notices: CustomerNotice[] } {
  const { known, customers } = followed;
  if (known.writer === 'person' || customers.length === 0) return { step, notices: [] };
  const failure = failureText(followed);
  const addition = failure === undefined ? undefined : (findPointer(followed) ?? findContact(followed));
  const added = addition === undefined ? step : withAddition(followed, step, addition);
  const wasTold = known.incident.frontMatter.evidence?.some(isContactEvidence) === true;
  if (added?.kind !== 'append' || (addition === undefined && !wasTold)) return { step: added, notices: [] };
  const text = step?.kind === 'append' ? step.update.text : '';
  return { step: added, notices: [toNotice(followed, added, { addition, failure, text })] };
}

/** Goes on with known incidents: those with a step of their own, and those that are open. */
export function followPrivate(
  steps: readonly TriageStep[],
  about: PrivateInput,
): { steps: TriageStep[]; notices: CustomerNotice[] } {
  const followed = about.input.incidents.map((known) => {
    const step = steps.find(({ id }) => id === known.incident.id);
    if (step === undefined && known.incident.resolvedAt !== undefined) return { step, notices: [] };
    const customers = usersOf(known.incident.components, about.context.customers);
    return followOne({ known, about, customers }, step);
  });
  return {
    steps: followed.flatMap(({ step }) => step ?? []),
    notices: followed.flatMap(({ notices }) => notices),
  };
}
