/**
 * `npm run bench -- [--only PART,…] [--runs N] [--large] [--json]`: measures what Candor promises. Parts: checks, start,
 * build, weight, growth, rating, provenance, notify.
 */
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';

import { benchChecks } from './checks.ts';
import { benchBuild } from './build.ts';
import { benchGrowth } from './growth.ts';
import { benchNotify } from './notify.ts';
import { formatTable, type Result, toJson } from './result.ts';
import { benchProvenance } from './provenance.ts';
import { benchRating } from './rating.ts';
import { benchStart } from './start.ts';
import { benchWeight } from './weight.ts';

interface BenchOptions {
  /** How often each thing is measured; the median counts. */
  runs: number;
  /** Whether what takes minutes is measured too. */
  large: boolean;
}

const PARTS: Readonly<Record<string, (options: BenchOptions) => Promise<Result[]>>> = {
  checks: benchChecks,
  start: ({ runs }) => benchStart(runs),
  build: benchBuild,
  weight: () => benchWeight(),
  growth: () => benchGrowth(),
  rating: ({ runs }) => benchRating(runs),
  provenance: ({ runs }) => benchProvenance(runs),
  notify: ({ runs }) => benchNotify(runs),
};

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(PARTS).join(',') },
    runs: { type: 'string', default: '3' },
    large: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const results: Result[] = [];
for (const name of flags.only.split(',')) {
  const bench = PARTS[name];
  if (bench === undefined) throw new RangeError(`no part "${name}": expected ${Object.keys(PARTS).join(', ')}`);
  process.stderr.write(`measuring ${name} …\n`);
  results.push(...(await bench({ runs: Number(flags.runs), large: flags.large })));
}
/** On a busy machine wall times say little; what holds is how they compare with their floor. */
function describeMachine(): string {
  const [load = 0] = loadavg();
  const cores = availableParallelism();
  const busy = load > cores ? ': this machine is busy, so trust the ratios and not the times' : '';
  return `Node ${process.versions.node}, ${cores} cores, load average ${load.toFixed(1)}${busy}`;
}

console.log(
  flags.json
    ? JSON.stringify({ machine: describeMachine(), results: toJson(results) }, undefined, 2)
    : `${formatTable(results)}\n\n${describeMachine()}`,
);
