/** Opening a repository and landing on it, as the tests of the store do. */
import type { FileChange, Landing, LandingResult, RunRepository, Snapshot } from '../../src/ports.ts';
import { openRepository } from '../../src/store/repository.ts';
import { bareEnvironment } from './make-repo.ts';

export const AT = Date.UTC(2026, 10, 20, 10, 5);
export const DAY_FILE = 'measurements/2026/2026-11-20.txt';
export const INCIDENT = 'incidents/2026/2026-11-20-api.md';

type Files = Record<string, string | undefined>;

/** A landing that opens an incident and adds measurements, but for what is given. */
export function makeLanding(
  overrides: { main?: Files; data?: Files; day?: string; by?: 'commit' | 'pull_request' } = {},
): Landing {
  const { main = { [INCIDENT]: 'one\n' }, data = { [DAY_FILE]: '10:05:00\napi 41\n' }, day = '2026-11-20' } = overrides;
  const changes = (files: Files): FileChange[] => Object.entries(files).map(([path, text]) => ({ path, text }));
  return {
    main: { changes: changes(main), message: 'Open an incident: API errors', by: overrides.by },
    data: { changes: changes(data), day },
    at: AT,
  };
}

export interface Opened {
  repository: RunRepository;
  /** What the person at the terminal is told. */
  notices: string[];
}

/** The repository of a root folder, with no configuration but its own. */
export async function open(root: string): Promise<Opened> {
  const notices: string[] = [];
  const repository = await openRepository({
    root,
    env: bareEnvironment(),
    onNotice: (text) => {
      notices.push(text);
    },
  });
  return { repository, notices };
}

/** Takes a snapshot and lands on it, once. */
export async function land(root: string, what = makeLanding()): Promise<LandingResult & { notices: string[] }> {
  const { repository, notices } = await open(root);
  return { ...(await repository.land(await repository.snapshot(), what)), notices };
}

/** The text of an incident on main as a snapshot sees it. */
export async function readIncident(snapshot: Snapshot, path = INCIDENT): Promise<string | undefined> {
  return (await snapshot.readMainFiles('incidents')).find((file) => file.path === path)?.text;
}

/** Adds the next number to the incident, which holds one a line, with a long file beside it and a line of measurements. */
export async function landNumber(repository: RunRepository): Promise<LandingResult> {
  const snapshot = await repository.snapshot();
  const incident = (await readIncident(snapshot)) ?? '';
  const [day] = await snapshot.readDataFiles([DAY_FILE]);
  const number = String(incident.split('\n').length);
  const main = { [INCIDENT]: `${incident}${number}\n`, [`incidents/2026/${number}.md`]: `${number}\n`.repeat(2_000) };
  return repository.land(snapshot, makeLanding({ main, data: { [DAY_FILE]: `${day?.text ?? ''}${number}\n` } }));
}
