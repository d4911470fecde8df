/**
 * How long a replay may go on without planning its runs. While every check goes on answering what it answered before,
 * what triage decides changes only as time passes: there are few such moments, and each is known beforehand.
 */
import { deriveCheckRow } from '../../domain/check-series.ts';
import { derivePhases } from '../../domain/maintenance.ts';
import { lastAnswerAt, type Measurement } from '../../domain/measurement.ts';
import { INSTABILITY_WINDOWS, isWavering } from '../../domain/triage/instability.ts';
import type { Config } from '../../schema/config.ts';
import { type Instant, parseDay } from '../../schema/timestamp.ts';
import { endOfSpan, type MaintenancesAt } from './maintenances.ts';
import type { MeasurementWindow } from './window.ts';

/** How the latest run compares with those before it: plain data. */
export interface Steadiness {
  /** When the latest run was; undefined before the first. */
  at: Instant | undefined;
  /** The checks that it measured. */
  checks: readonly string[];
  /** How many runs in a row have found what the run before them found. */
  runs: number;
}

export function startSteadiness(): Steadiness {
  return { at: undefined, checks: [], runs: 0 };
}

/** Goes on by a run that is not in the window yet. */
export function extendSteadiness(
  { at, checks, runs }: Steadiness,
  run: readonly Measurement[],
  { window: { byCheck }, config }: Pick<QuietSources, 'window' | 'config'>,
): Steadiness {
  const now = run[0]?.at;
  // A longer silence breaks every row of answers.
  const isSoon = at !== undefined && now !== undefined && now - at <= config.uptime.holdFor;
  const isSame =
    isSoon &&
    run.length === checks.length &&
    run.every(({ check, state, code }) => {
      const last = byCheck.get(check)?.at(-1);
      return last !== undefined && lastAnswerAt(last) === at && last.state === state && last.code === code;
    });
  return { at: now, checks: run.map(({ check }) => check), runs: isSame ? runs + 1 : 0 };
}

export interface QuietSources {
  /** This run included. */
  window: MeasurementWindow;
  config: Config;
  /** As of `believeRun`. */
  silentFor?: number | undefined;
  maintenances?: MaintenancesAt | undefined;
}

/** When something about a check is as old as a rule asks for: at that very time, or just after it. */
function momentsOf(ofCheck: readonly Measurement[], now: Instant, { triage, uptime }: Config): Instant[] {
  const { since = -Infinity, last } = deriveCheckRow(ofCheck, { ...triage, holdFor: uptime.holdFor }, now);
  const held = since + triage.stableFor;
  // One that is measured goes on being measured; of any other, the last answer holds no more some time.
  const lasts = [last, ofCheck.at(-1)].map((each) => (each === undefined ? now : lastAnswerAt(each)));
  const kept = lasts.filter((at) => at < now).map((at) => at + uptime.holdFor);
  return [held, ...kept].flatMap((at) => [at, at + 1]);
}

/** When a check that is measured no more counts as gone. */
function goneOf({ window: { lastAt }, silentFor = 0 }: QuietSources, now: Instant): Instant[] {
  return [...lastAt.values()].filter((at) => at < now).flatMap((at) => [at + silentFor, at + silentFor + 1]);
}

function edgesOf({ maintenances }: QuietSources, now: Instant): Instant[] {
  if (maintenances === undefined) return [];
  return [endOfSpan(now), ...maintenances(now).flatMap((each) => derivePhases(each).map(({ at }) => at))];
}

/**
 * Until when no run at which every check answers as before can change anything, where the run at `now` did not;
 * undefined where each has to be planned.
 */
export function quietUntil(steadiness: Steadiness, now: Instant, sources: QuietSources): Instant | undefined {
  const { window, config } = sources;
  const { confirmAfter, recoverAfter } = config.triage;
  // Rows of answers count up to the longer of these.
  if (steadiness.runs < Math.max(confirmAfter, recoverAfter)) return undefined;
  const all = [...window.byCheck.values()];
  if (all.some((ofCheck) => isWavering(ofCheck, config.triage, now))) return undefined;
  const retired = config.components.map((component) => parseDay(component.retired ?? '') ?? -Infinity);
  const moments = [...all.flatMap((ofCheck) => momentsOf(ofCheck, now, config)), ...goneOf(sources, now)];
  moments.push(...edgesOf(sources, now), ...retired);
  return Math.min(...moments.filter((at) => at > now));
}

/** For how many milliseconds back a run may count single answers, so that each has to be there. */
export function countedBack({ triage }: Config): number {
  return INSTABILITY_WINDOWS * triage.stableFor;
}
