/** Lands one line after the other in the repository of a root folder until it is killed. Started as a process of its own. */
import { AT, DAY_FILE, INCIDENT, makeLanding, open } from './land.ts';

const [root = '.'] = process.argv.slice(2);
const { repository } = await open(root);
process.stdout.write('ready');
for (;;) {
  const snapshot = await repository.snapshot();
  const incident = (await snapshot.readMainFile(INCIDENT)) ?? '';
  const [day] = await snapshot.readDataFiles([DAY_FILE]);
  const line = `${incident.split('\n').length}\n`;
  const files = {
    [INCIDENT]: incident + line,
    [`incidents/2026/${incident.split('\n').length}.md`]: line.repeat(2_000),
  };
  await repository.land(snapshot, {
    ...makeLanding({ main: files, data: { [DAY_FILE]: (day?.text ?? '') + line } }),
    at: AT,
  });
}
