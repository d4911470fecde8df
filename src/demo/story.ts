/** The story of the demo: runs of the engine every few seconds while a service fails, gets worse and recovers. */
import { setTimeout as sleep } from 'node:timers/promises';

import type { RunReport } from '../app/check/run.ts';
import type { TriageStep } from '../domain/triage/model.ts';
import type { Narrator } from './narrator.ts';
import type { DemoServices } from './services.ts';

export interface Stage {
  services: Pick<DemoServices, 'setApi'>;
  narrator: Narrator;
  /** One run of the real engine. */
  run(): Promise<RunReport>;
  /** Builds the page anew and tells what it says. */
  showPage(): Promise<void>;
  /** Time from the start of one run to that of the next, in milliseconds. */
  everyMs: number;
  signal: AbortSignal;
}

/** Far more runs than any step of the story takes. */
const MAX_RUNS = 60;

/** Runs again and again, and shows the page when an incident changed, until a step of a run is the awaited one. */
async function runUntil(stage: Stage, awaited: (step: TriageStep) => boolean): Promise<void> {
  const { signal, everyMs, narrator } = stage;
  for (let count = 0; count < MAX_RUNS; count += 1) {
    const next = Date.now() + everyMs;
    signal.throwIfAborted();
    const report = await stage.run();
    narrator.run(report);
    const { steps } = report.plan;
    if (steps.length > 0) await stage.showPage();
    if (steps.some(awaited)) return;
    await sleep(Math.max(0, next - Date.now()), undefined, { signal });
  }
  throw new Error(`the demo waited in vain for an incident to go on: ${MAX_RUNS} runs`);
}

/** One outage from the first failure to `resolved`: two failing checks one after the other, then a recovery. */
export async function playOutage(stage: Stage): Promise<void> {
  const { services, narrator } = stage;
  services.setApi('without-orders');
  narrator.service('The orders database of the Public API stops answering.');
  await runUntil(stage, (step) => step.kind === 'open');
  services.setApi('gone');
  narrator.service('It gets worse: the whole API hangs up on everyone.');
  await runUntil(stage, (step) => step.kind === 'append' && step.because === 'changed');
  services.setApi('well');
  narrator.service('Somebody repairs the API.');
  await runUntil(stage, (step) => step.kind === 'append' && step.update.phase === 'monitoring');
  await runUntil(stage, (step) => step.kind === 'append' && step.update.phase === 'resolved');
}

/** Runs on while all is well, for so many milliseconds. */
export async function playCalm(stage: Stage, forMs: number): Promise<void> {
  const { signal, everyMs, narrator } = stage;
  const until = Date.now() + forMs;
  do {
    const next = Date.now() + everyMs;
    const report = await stage.run();
    narrator.run(report);
    if (report.plan.steps.length > 0) await stage.showPage();
    await sleep(Math.max(0, Math.min(next, until) - Date.now()), undefined, { signal });
  } while (Date.now() < until);
}
