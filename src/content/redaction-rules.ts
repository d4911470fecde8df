/** Whether every redaction takes something back: one that names nothing leaves on the page what it was to hide. */
import type { Problem } from '../schema/problems.ts';
import { showReceived } from '../schema/problems.ts';
import { formatInstant, type Instant, parseInstant } from '../schema/timestamp.ts';
import { CONFIG_PATH, type ParsedConfigFile } from './config-file.ts';
import { type Finding, problemAtKey } from './finding.ts';
import { idsOf, type ParsedIncidentFile } from './incident-file.ts';
import { textAt, textsAt } from './raw-data.ts';
import { didYouMean } from './suggest.ts';

interface Fault extends Finding {
  key: 'incident' | 'update';
}

/** By the path of a file, the times of updates that it had once, which its page tells of. */
type FormerTimes = ReadonlyMap<string, ReadonlySet<Instant>>;

function findFault(
  written: { incident: string; update: string | undefined },
  files: readonly ParsedIncidentFile[],
  formerTimes: FormerTimes,
): Fault | undefined {
  const file = files.find((candidate) => idsOf(candidate).includes(written.incident));
  const ids = files.flatMap(idsOf);
  if (file === undefined) {
    return {
      key: 'incident',
      message: `Cannot find the incident "${written.incident}" to take a text back from`,
      expected: ids.length === 0 ? 'the id of a file in incidents/, which has none' : 'the id of a file in incidents/',
      example: ids[0] === undefined ? undefined : `incident: ${ids[0]}`,
      received: showReceived(written.incident),
      hint: didYouMean(written.incident, ids),
    };
  }
  const times = file.updates.map(({ at }) => at);
  // Without its draft the file has faults of its own, and some of its updates may not have been read.
  const at = written.update === undefined ? undefined : parseInstant(written.update);
  // What is no time is told already.
  if (file.draft === undefined || at === undefined || times.includes(at)) return undefined;
  if (formerTimes.get(file.path)?.has(at) === true) return undefined;
  return {
    key: 'update',
    message: `Cannot find the update to take back in "${written.incident}"`,
    expected: 'the time of one of its updates',
    example: `update: ${formatInstant(times[0] ?? 0)}`,
    received: showReceived(written.update),
  };
}

/** An error for each redaction in status.yml that hides nothing, neither of a file nor of what it once was. */
export function findRedactionProblems(
  { yaml }: ParsedConfigFile,
  files: readonly ParsedIncidentFile[],
  formerTimes: FormerTimes = new Map(),
): Problem[] {
  return textsAt(yaml?.data, ['redactions'], 'incident').flatMap(({ text: incident, path }) => {
    const above = path.slice(0, -1);
    const update = textAt(yaml?.data, [...above, 'update']);
    const fault = findFault({ incident, update }, files, formerTimes);
    if (fault === undefined || yaml === undefined) return [];
    const { key, ...finding } = fault;
    return [problemAtKey({ path: CONFIG_PATH, yaml }, 'redactions-hide', { at: [...above, key], ...finding })];
  });
}
