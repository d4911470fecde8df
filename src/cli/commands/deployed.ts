import { recordDeploy } from '../../app/deploys.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { systemClock } from '../../store/clock.ts';
import { openRepository } from '../../store/repository.ts';
import type { ExitCode } from '../exit-code.ts';
import type { NowFlags, RootFlags } from '../options.ts';
import { output } from '../output.ts';
import { findRoot } from '../root.ts';

type Flags = RootFlags & NowFlags & { commit: string; built: Instant; checked?: Instant };

/** `candor deployed`: writes down on `status-data` that a build is live as of now. */
export async function runDeployed(flags: Flags): Promise<ExitCode> {
  const repository = await openRepository({ root: findRoot(flags), onNotice: output.note });
  const { commit, built: builtAt, checked: checkedAt, now: liveAt = Date.now() } = flags;
  await recordDeploy({ repository, clock: systemClock, random: Math.random }, { liveAt, commit, builtAt, checkedAt });
  output.print(`Recorded that ${commit.slice(0, 8)} is live.`);
  return 0;
}
