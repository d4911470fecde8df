/** How known incidents go on: changed, monitoring, resolved, reopened, or left to the person who writes in them. */
import type { ComponentStatus } from '../../schema/component.ts';
import type { IncidentPhase } from '../../schema/phase.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { highestImpact, impactOf } from '../impact.ts';
import { currentStatuses } from '../incident.ts';
import { nextUpdateTime, type Update } from '../update.ts';
import { findClaim, isRetired } from './claimed.ts';
import type { ComponentHealth } from './component-health.ts';
import { type FailingComponent, isFailing } from './correlate.ts';
import { findJoined } from './evidence.ts';
import type {
  AppendReason,
  AppendStep,
  JudgedComponent,
  KnownIncident,
  TriageInput,
  TriageStep,
  Raised,
} from './model.ts';
import { toldCustomers } from './platform-burst.ts';
import { failingText, monitoringText, partlyRecoveredText, recoveryNote, resolvedText, titleOfAll } from './words.ts';

type Recovered = JudgedComponent & { health: Extract<ComponentHealth, { kind: 'recovered' }> };

interface Followed {
  known: KnownIncident;
  input: TriageInput;
  /** The incident's components that are checked, and those whose failures belong to it though it does not name them yet. */
  judged: JudgedComponent[];
  /** The latter alone. */
  joining: readonly FailingComponent[];
  /** The status that the incident gives each component now. */
  statuses: Readonly<Record<string, ComponentStatus>>;
}

function isRecovered(judged: JudgedComponent): judged is Recovered {
  return judged.health.kind === 'recovered';
}

interface Words {
  phase: IncidentPhase;
  text: string;
  because: AppendReason;
  components?: Record<string, ComponentStatus>;
}

function append(followed: Followed, { because, components = {}, ...words }: Words): AppendStep {
  const { incident, path } = followed.known;
  const update: Update = { at: nextUpdateTime(incident.updates, followed.input.now), components, ...words };
  return { kind: 'append', id: incident.id, path, update, because, raised: raise(followed, components) };
}

/**
 * The greater impact that the new statuses ask for, and the title that says so, by all components that have not recovered.
 * Undefined where it stays as it is and nothing joins.
 */
function raise({ known, judged, joining }: Followed, statuses: Record<string, ComponentStatus>): Raised | undefined {
  const failing = judged.filter(isFailing);
  const told = failing.filter(({ component }) => statuses[component.id] !== undefined);
  const impact = highestImpact([known.incident.impact, ...told.map(({ health }) => impactOf(health.status))]);
  if (impact === known.incident.impact && joining.length === 0) return undefined;
  const undecided = judged.filter(({ health }) => health.kind === 'undecided').map(({ component }) => component.name);
  return { impact, title: titleOfAll(failing, undecided) };
}

/** Components that fail in another way than the incident says. */
function findChanges({ judged, statuses }: Followed): FailingComponent[] {
  return judged.filter(isFailing).filter(({ component, health }) => statuses[component.id] !== health.status);
}

function statusesOf(failing: readonly FailingComponent[]): Record<string, ComponentStatus> {
  return Object.fromEntries(failing.map(({ component, health }) => [component.id, health.status]));
}

function operational(judged: readonly JudgedComponent[]): Record<string, ComponentStatus> {
  return Object.fromEntries(judged.map(({ component }) => [component.id, 'operational']));
}

function textOfFailing(failing: readonly FailingComponent[], input: TriageInput): string {
  return failing.map(({ component, health }) => failingText({ component, health }, input)).join('\n\n');
}

/** When the recovery of all began: the first passing measurement of the last to recover. Undefined while one has not. */
function recoveredSince(judged: readonly JudgedComponent[]): Instant | undefined {
  const recovered = judged.filter(isRecovered);
  if (judged.length === 0 || recovered.length < judged.length) return undefined;
  return Math.max(...recovered.map(({ health }) => health.since));
}

/** The recovery of a whole incident: watched for a while, or over where it has held by now. */
function planRecovered(followed: Followed, since: Instant): AppendStep {
  const { judged, statuses, input } = followed;
  const better = judged.filter(({ component }) => statuses[component.id] !== 'operational');
  const stableAt = since + input.policy.stableFor;
  if (input.now >= stableAt) {
    return append(followed, { phase: 'resolved', text: resolvedText(since, input.now), because: 'stable' });
  }
  const text = monitoringText(since, stableAt, input.now);
  return append(followed, { phase: 'monitoring', text, components: operational(better), because: 'recovered' });
}

function planWhileFailing(followed: Followed): AppendStep | undefined {
  const { judged, statuses, input, known } = followed;
  const since = recoveredSince(judged);
  if (since !== undefined) return planRecovered(followed, since);
  const changed = findChanges(followed);
  const better = judged
    .filter(isRecovered)
    .filter(({ component }) => (statuses[component.id] ?? 'operational') !== 'operational');
  if (changed.length === 0 && better.length === 0) return undefined;
  const texts = [
    changed.length === 0 ? '' : textOfFailing(changed, input),
    better.length === 0 ? '' : partlyRecoveredText(better.map(({ component }) => component.name)),
  ];
  const components = { ...statusesOf(changed), ...operational(better) };
  const text = texts.filter((part) => part !== '').join('\n\n');
  return append(followed, { phase: known.incident.phase, text, components, because: 'changed' });
}

function planWhileMonitoring(followed: Followed): AppendStep | undefined {
  const { judged, input } = followed;
  const failing = judged.filter(isFailing);
  if (failing.length > 0) {
    const text = textOfFailing(failing, input);
    return append(followed, {
      phase: 'investigating',
      text,
      components: statusesOf(failing),
      because: 'failing-again',
    });
  }
  const since = recoveredSince(judged);
  if (since === undefined || input.now < since + input.policy.stableFor) return undefined;
  return append(followed, { phase: 'resolved', text: resolvedText(since, input.now), because: 'stable' });
}

/**
 * A failure that begins within the stability window after `resolved` is the same incident, unless something else speaks
 * of it by now.
 */
function planWhileResolved(followed: Followed, resolvedAt: Instant): AppendStep | undefined {
  const { judged, input } = followed;
  const again = judged
    .filter(isFailing)
    .filter(({ health }) => health.since <= resolvedAt + input.policy.stableFor)
    .filter((failing) => !isRetired(failing, input.now))
    .filter(({ component, health }) => findClaim(component.id, health.since, input) === undefined);
  if (again.length === 0) return undefined;
  const text = textOfFailing(again, input);
  return append(followed, { phase: 'investigating', text, components: statusesOf(again), because: 'reopened' });
}

/** A person's file gets one note when the checks of a machine-made incident pass again, and nothing else. */
function planForPerson(followed: Followed): AppendStep | undefined {
  const { known, input, judged } = followed;
  const { incident, recoveryNotedAt } = known;
  if (incident.frontMatter.openedBy !== 'monitor' || incident.resolvedAt !== undefined) return undefined;
  if (recoveryNotedAt !== undefined) return undefined;
  const since = recoveredSince(judged);
  if (since === undefined || since < incident.startedAt) return undefined;
  return append(followed, { phase: incident.phase, text: recoveryNote(since, input.now), because: 'noted' });
}

function planUpdate(followed: Followed): AppendStep | undefined {
  const { incident } = followed.known;
  if (incident.resolvedAt !== undefined) return planWhileResolved(followed, incident.resolvedAt);
  return incident.phase === 'monitoring' ? planWhileMonitoring(followed) : planWhileFailing(followed);
}

function planOne(followed: Followed): TriageStep | undefined {
  const { known, judged, input } = followed;
  if (known.writer === 'person') return planForPerson(followed);
  const step = planUpdate(followed);
  const { id, resolvedAt } = known.incident;
  // One that is opened again speaks of the components of that update alone.
  const open = judged.filter(
    ({ component }) => resolvedAt === undefined || step?.update.components[component.id] !== undefined,
  );
  const joined = findJoined(known, open, input);
  if (step !== undefined) return { ...step, joined };
  return joined === undefined ? undefined : { kind: 'join', id, path: known.path, joined };
}

/**
 * Plans at most one step for each known incident. `reopened` are the components that it speaks of again.
 * @param joiners by an incident's id, the components whose failures belong to it though it does not name them yet.
 */
export function planFollowing(
  input: TriageInput,
  judged: ReadonlyMap<string, JudgedComponent>,
  joiners: ReadonlyMap<string, readonly FailingComponent[]> = new Map(),
): { steps: TriageStep[]; reopened: Set<string> } {
  const steps: TriageStep[] = [];
  const reopened = new Set<string>();
  for (const known of input.incidents) {
    // What is about the services of customers goes on by these, not by checks of what it names.
    if (toldCustomers(known.incident) !== undefined) continue;
    const { incident } = known;
    const named = incident.components.map((id) => judged.get(id)).filter((found) => found !== undefined);
    // Nothing more will be known of one that is retired, and the others are not to wait for it.
    const watched = named.filter((each) => each.component.checks.length > 0 && !isRetired(each, input.now));
    const joining = joiners.get(incident.id) ?? [];
    const step = planOne({
      known,
      input,
      judged: [...watched, ...joining],
      joining,
      statuses: currentStatuses(incident),
    });
    if (step === undefined) continue;
    steps.push(step);
    if (step.kind === 'append' && step.because === 'reopened') {
      for (const id of Object.keys(step.update.components)) reopened.add(id);
    }
  }
  return { steps, reopened };
}
