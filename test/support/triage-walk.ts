/** Walks triage through rows of results, run after run, as `candor check` does with files between the runs. */
import { deriveIncident } from '../../src/domain/incident.ts';
import type { Maintenance } from '../../src/domain/maintenance.ts';
import type { CheckOutcome, Measurement } from '../../src/domain/measurement.ts';
import type { Findings } from '../../src/domain/triage/findings.ts';
import type { Joined, KnownIncident, TriageStep } from '../../src/domain/triage/model.ts';
import { planTriage } from '../../src/domain/triage/plan.ts';
import type { Config } from '../../src/schema/config.ts';
import type { IncidentFrontMatter } from '../../src/schema/incident.ts';
import type { Instant } from '../../src/schema/timestamp.ts';
import { at } from './builders.ts';

export const WALK_START = at('2026-11-20T10:00:00Z');
export const WALK_INTERVAL = 5 * 60_000;

const STATES = { u: 'up', d: 'down', g: 'degraded', '?': 'unknown' } as const;

export interface Walk {
  config: Config;
  /** A letter a run for each check: `u` up, `d` down, `g` degraded, `?` unknown, `.` no run at all. */
  rows: Readonly<Record<string, string>>;
  intervalMs?: number;
  /** The maintenances as they are at the time of a run. */
  maintenances?: (now: Instant) => readonly Maintenance[];
  /** What is found beyond the checks by the time of a run; by default nobody looks. */
  findings?: (now: Instant) => Findings;
  /** Turns the files of people into people's: called before each run with the number of the run. */
  edit?: (known: KnownIncident[], run: number) => void;
}

export interface WalkedStep {
  run: number;
  step: TriageStep;
}

/** What a check found, by its letter. */
export function outcome(check: string, letter: keyof typeof STATES): CheckOutcome {
  const failed = letter === 'd';
  return {
    check,
    state: STATES[letter],
    code: failed ? '503' : undefined,
    errorClass: failed ? 'http_5xx' : undefined,
    message: letter === 'u' ? undefined : 'expected a status in 200-399, got 503',
  };
}

function join(before: IncidentFrontMatter, { checks = [], evidence = [] }: Partial<Joined> = {}): IncidentFrontMatter {
  return {
    ...before,
    checks: [...(before.checks ?? []), ...checks],
    evidence: [...(before.evidence ?? []), ...evidence],
  };
}

/** Changes the known incidents as a landed step does. */
export function apply(known: KnownIncident[], step: TriageStep): void {
  if (step.kind === 'open') {
    const frontMatter = step.file.frontMatter as IncidentFrontMatter;
    const incident = deriveIncident(step.id, { ...step.file, frontMatter });
    const { quotedUntil } = step;
    known.push({ incident, path: `incidents/2026/${step.id}.md`, writer: 'engine', quotedUntil });
    return;
  }
  const index = known.findIndex(({ incident }) => incident.id === step.id);
  const before = known[index];
  if (before === undefined) throw new RangeError(`No incident "${step.id}"`);
  const { incident } = before;
  const joined = join(incident.frontMatter, step.joined);
  if (step.kind === 'join') {
    known[index] = { ...before, incident: deriveIncident(incident.id, { ...incident, frontMatter: joined }) };
    return;
  }
  const updates = [...incident.updates, step.update];
  const noted = step.because === 'noted' ? { recoveryNotedAt: step.update.at } : {};
  const { classified, evidence = [], quotedUntil = before.quotedUntil } = step.noticed ?? {};
  const frontMatter = {
    ...joined,
    ...step.raised,
    ...step.turned,
    ...classified,
    evidence: [...(joined.evidence ?? []), ...evidence],
  };
  known[index] = {
    ...before,
    quotedUntil,
    ...noted,
    incident: deriveIncident(incident.id, { ...incident, frontMatter, updates }),
  };
}

/** Whether a letter stands for a result. */
export function isLetter(letter: string): letter is keyof typeof STATES {
  return letter in STATES;
}

/** Every step that triage took, with the number of its run, from 0. */
export function walkTriage(walk: Walk): { steps: WalkedStep[]; known: KnownIncident[]; end: Instant } {
  const { config, rows, intervalMs = WALK_INTERVAL } = walk;
  const measurements = new Map<string, Measurement[]>();
  const known: KnownIncident[] = [];
  const steps: WalkedStep[] = [];
  const runs = Math.max(...Object.values(rows).map((row) => row.length));
  for (let run = 0; run < runs; run += 1) {
    const now = WALK_START + run * intervalMs;
    const outcomes = Object.entries(rows).flatMap(([check, row]) => {
      const letter = row[run] ?? '.';
      return isLetter(letter) ? [outcome(check, letter)] : [];
    });
    if (outcomes.length === 0) continue;
    for (const { check, state, code } of outcomes) {
      measurements.set(check, [...(measurements.get(check) ?? []), { check, at: now, state, code }]);
    }
    walk.edit?.(known, run);
    const plan = planTriage({
      now,
      components: config.components,
      policy: { ...config.triage, holdFor: config.uptime.holdFor },
      measurements,
      outcomes: new Map(outcomes.map((found) => [found.check, found])),
      incidents: known,
      maintenances: walk.maintenances?.(now) ?? [],
      occupied: new Set(),
      providers: config.providers,
      findings: walk.findings?.(now),
      takenIds: new Set(known.map(({ incident }) => incident.id)),
    });
    for (const step of plan.steps) {
      apply(known, step);
      steps.push({ run, step });
    }
  }
  return { steps, known, end: WALK_START + (runs - 1) * intervalMs };
}

/** A step in a few words: `2 open api major_outage`, `5 monitoring api=operational`. */
export function tell({ run, step }: WalkedStep): string {
  if (step.kind === 'open') {
    const named = Object.entries(step.file.frontMatter.components ?? {}).map(([id, status]) => `${id}=${status}`);
    return `${run} open ${named.join(' ')}`;
  }
  if (step.kind === 'join') return `${run} join ${step.joined.checks.join(' ')}`;
  const changes = Object.entries(step.update.components).map(([id, status]) => `${id}=${status}`);
  return [run, step.update.phase, ...changes, ...(step.because === 'noted' ? ['(noted)'] : [])].join(' ');
}
