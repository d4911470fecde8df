/**
 * One machine's part of the checks of both roots. They are carried out together, so that any answer proves the network
 * to both, and what was found is kept apart: the results of the private root go where it says alone.
 */
import type { ShardResults } from '../../content/results-file.ts';
import type { RootFiles } from '../../ports.ts';
import type { ConfigPorts } from '../last-good-config.ts';
import { probeBelieved } from './believed.ts';
import { requirePrivateRoot } from '../read-private-root.ts';
import { settle } from './run-both.ts';
import type { RunPorts } from './run.ts';
import { planShard, readShardConfig, type ShardOptions, type ShardPart } from './shard.ts';

export interface BothShardPorts extends ConfigPorts, Pick<RunPorts, 'clock' | 'probe'> {
  /** Opens the files of the private root. */
  openPrivate(): Promise<RootFiles>;
}

export interface BothShards {
  open: ShardResults;
  /** Rejected where the private root cannot be read. */
  own: PromiseSettledResult<ShardResults>;
}

/**
 * Carries out the parts of both roots. Throws a StatusError where status.yml of the public one cannot be read; what is
 * wrong with the private one stands in its place of the result.
 */
export async function runBothShards(ports: BothShardPorts, options: ShardOptions): Promise<BothShards> {
  const { status, at } = await readShardConfig(ports, options);
  const first = planShard(status.config, { ...options, at });
  const prepare = async (): Promise<ShardPart> => {
    const root = await requirePrivateRoot(await ports.openPrivate(), status, 'check');
    return planShard(root.config, { ...options, at, isPrivate: true });
  };
  const second = await settle(prepare());
  const parts = second.status === 'fulfilled' ? [first, second.value] : [first];
  const asked = {
    checks: parts.flatMap(({ checks }) => checks),
    canaries: [...new Set(parts.flatMap(({ canaries }) => canaries))],
    witnesses: parts.flatMap(({ witnesses }) => witnesses),
  };
  const { outcomes, canaries } = await probeBelieved(ports.probe, asked, new AbortController().signal);
  const count = first.checks.length;
  return {
    open: first.toResults({ outcomes: outcomes.slice(0, count), canaries }),
    own:
      second.status === 'fulfilled'
        ? { ...second, value: second.value.toResults({ outcomes: outcomes.slice(count), canaries }) }
        : second,
  };
}
