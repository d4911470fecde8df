/** Lands one line after the other in the repository of a root folder until it is killed. Started as a process of its own. */
import { landNumber, open } from './land.ts';

const [root = '.'] = process.argv.slice(2);
const { repository } = await open(root);
process.stdout.write('ready');
for (;;) await landNumber(repository);
