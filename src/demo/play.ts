/** The whole demo: sets the stage, plays on it, and clears it away again. */
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { runOnce, type RunPorts } from '../app/check/run.ts';
import type { LoopbackServer } from '../store/static-host.ts';
import type { Narrator } from './narrator.ts';
import { type PageBuilder, startPageBuilder } from './page-builder.ts';
import { makeScratchRepository } from './scratch-repository.ts';
import { servePage } from './serve.ts';
import { type DemoServices, startServices } from './services.ts';
import { playCalm, playOutage, type Stage } from './story.ts';

export interface DemoRequest {
  /** One whole outage, then the end; otherwise outages follow each other until the signal. */
  once: boolean;
  /** What a run of the engine needs of the world, for a root folder. */
  createRunPorts(root: string): Promise<RunPorts>;
  narrator: Narrator;
  /** Ends the demo. */
  signal: AbortSignal;
}

/** How the demo paces itself, in milliseconds: a tour has time to be looked at. */
const PACE = {
  once: { everyMs: 1_500, calmMs: 0 },
  loop: { everyMs: 3_000, calmMs: 10_000, betweenMs: 40_000 },
};

interface Running {
  folder: string;
  services: DemoServices;
  page: LoopbackServer;
  builder: PageBuilder;
}

async function setStage(running: Running, request: DemoRequest): Promise<Stage> {
  const { folder, services, page, builder } = running;
  const { narrator, signal, createRunPorts, once } = request;
  const addresses = { ...services, pageUrl: page.origin };
  const { root, remote, measurements } = await makeScratchRepository(folder, addresses, Date.now());
  narrator.say(`  Repository  ${root}`);
  narrator.say(`  Its remote  ${remote}, with ${measurements.toLocaleString('en')} measurements of 90 invented days`);
  narrator.say(`  The page    ${page.origin}/`);
  narrator.say(once ? '' : '\n  Ctrl-C ends the demo and removes all of it.\n');
  return {
    services,
    narrator,
    signal,
    everyMs: once ? PACE.once.everyMs : PACE.loop.everyMs,
    run: async () => runOnce(await createRunPorts(root), {}),
    async showPage() {
      narrator.page(await builder.build({ root, out: path.join(folder, 'page') }), page.origin);
    },
  };
}

async function play(stage: Stage, { once, signal }: DemoRequest): Promise<void> {
  await playCalm(stage, 0);
  await stage.showPage();
  if (once) return playOutage(stage);
  await playCalm(stage, PACE.loop.calmMs);
  while (!signal.aborted) {
    await playOutage(stage);
    await playCalm(stage, PACE.loop.betweenMs);
  }
}

/** What `--once` leaves is the page alone; otherwise nothing is left. */
async function clearAway({ folder, services, page, builder }: Running, keepPage: boolean): Promise<void> {
  await Promise.all([services.close(), page.close(), builder.close()]);
  const options = { recursive: true, force: true, maxRetries: 5 } as const;
  const removed = keepPage ? ['status', 'remote.git'].map((name) => path.join(folder, name)) : [folder];
  await Promise.all(removed.map((each) => rm(each, options)));
}

/**
 * Plays the demo and clears up, also when it is ended in the middle. Returns the absolute path of the page that is left
 * after `once`, undefined where the signal ended it.
 */
export async function playDemo(request: DemoRequest): Promise<string | undefined> {
  const { narrator, once, signal } = request;
  narrator.say('Candor, a status page that lives in Git. Times are UTC.\n');
  narrator.say('  Services    a Public API, a Website and a Mail server, on this machine; the API is going to fail');
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'candor-demo-')));
  const pageFolder = path.join(folder, 'page');
  const [services, page] = await Promise.all([startServices(), servePage(pageFolder)]);
  const running = { folder, services, page, builder: startPageBuilder() };
  const end = (): void => void running.builder.close();
  signal.addEventListener('abort', end, { once: true });
  let isDone = false;
  try {
    await play(await setStage(running, request), request);
    isDone = once;
  } catch (error) {
    // Whatever was under way when a person ended the demo may have failed by that.
    if (!signal.aborted) throw error;
  } finally {
    await clearAway(running, isDone);
  }
  return isDone ? pageFolder : undefined;
}
