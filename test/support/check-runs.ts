/** Carries out runs of the checks of a root folder, one right after the other. Started as a process of its own. */
import { runOnce } from '../../src/app/check/run.ts';
import { openPorts } from './check-root.ts';

const [root = '.', count = '1'] = process.argv.slice(2);
for (let run = 0; run < Number(count); run += 1) {
  const { ports } = await openPorts(root);
  const { plan } = await runOnce(ports, {});
  process.stdout.write(`${plan.measurements.length === 0 ? 'nothing' : plan.at}\n`);
}
