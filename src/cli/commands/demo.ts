import { createNarrator } from '../../demo/narrator.ts';
import { playDemo } from '../../demo/play.ts';
import type { ExitCode } from '../exit-code.ts';
import { output } from '../output.ts';
import { createProgress } from '../progress.ts';
import { stopSignal } from '../stop-signal.ts';
import { createRunPorts } from './check.ts';

/** `candor demo`: 0 when the tour was played, also when a person ended it. */
export async function runDemo(flags: { once?: boolean }): Promise<ExitCode> {
  const narrator = createNarrator(output, createProgress(process.stderr, Date.now), Date.now);
  const page = await playDemo({
    once: flags.once === true,
    createRunPorts,
    narrator,
    signal: stopSignal(),
  });
  narrator.say(
    page === undefined
      ? '\nThe demo is over; nothing of it is left.'
      : `\nThe page lies in ${page}\n"npm run demo" without --once serves it while it changes.`,
  );
  return 0;
}
