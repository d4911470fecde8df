/** Reading the whole history of a long-lived page, beside Git's own listing of it. */
import { rm } from 'node:fs/promises';
import path from 'node:path';

import { type ProvenanceSources, readProvenance } from '../src/app/provenance.ts';
import { formatIncidentFile, parseIncidentFile } from '../src/content/incident-file.ts';
import { CONTENT_PATHS } from '../src/content/content-paths.ts';
import { idOfPath } from '../src/content/incident-path.ts';
import { ConfigSchema } from '../src/schema/config.ts';
import type { Git } from '../src/store/git.ts';
import { readHistory } from '../src/store/history.ts';
import { type GeneratedFile, generateIncidents, generateStatusFile, type PageShape } from './generate.ts';
import { benchEnvironment } from './measure.ts';
import type { Result } from './result.ts';
import { makeRepository, withFolder } from './scratch.ts';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 20, 12);
const SHAPE: PageShape = { components: 20, checksPerComponent: 1 };
const INCIDENTS = 10_000;
/** Of so many incidents one is rewritten in place of its third commit. */
const EDITED = 20;

/** The three commits of an incident: opened, told of, and resolved or, of some, rewritten later. */
function commitsOf({ path: file, text, at }: GeneratedFile, index: number): GeneratedFile[] {
  const content = parseIncidentFile(file, text).file;
  if (content === undefined) throw new Error(`the generated ${file} cannot be read`);
  const first = { ...content, updates: content.updates.slice(0, 1) };
  const middle = { ...content, updates: content.updates.slice(0, index % EDITED === 0 ? undefined : -1) };
  const edited = content.updates.map((update) => ({ ...update, text: `${update.text} We know more now.` }));
  const last = index % EDITED === 0 ? { ...content, updates: edited } : content;
  return [
    { path: file, text: formatIncidentFile(first), at: content.updates[0]?.at ?? at },
    { path: file, text: formatIncidentFile(middle), at },
    { path: file, text: formatIncidentFile(last), at: at + (index % EDITED === 0 ? 4 * DAY_MS : 60_000) },
  ];
}

interface Times {
  cold: number[];
  warm: number[];
  floor: number[];
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function measure(git: Git, ids: readonly string[], runs: number): Promise<Times> {
  const config: ProvenanceSources['config'] = ConfigSchema.parse({
    page: { name: 'Example Cloud', url: 'https://status.example.org' },
    components: [],
  });
  const entries = ids.map((id) => ({ id, frontMatter: {} }));
  const read = async (): Promise<void> => {
    const history = await readHistory({
      root: git.cwd,
      paths: CONTENT_PATHS,
      env: benchEnvironment(),
      keepFrom: 1_000,
    });
    const known = await readProvenance(entries, { history, deploys: [], config });
    const edited = [...known.values()].filter(({ edits }) => edits.length > 0).length;
    if (edited !== INCIDENTS / EDITED) throw new Error(`${edited} entries were edited, not ${INCIDENTS / EDITED}`);
  };
  const times: Times = { cold: [], warm: [], floor: [] };
  for (let run = 0; run < runs; run += 1) {
    await rm(path.join(git.cwd, '.git/candor'), { recursive: true, force: true });
    times.floor.push(await time(() => git.bytes(['log', '--raw', '-z', '--no-renames', '--no-abbrev'])));
    times.cold.push(await time(read));
    times.warm.push(await time(read));
  }
  return times;
}

/** What every build does to know what was edited, without and with what an earlier build has left. */
export function benchProvenance(runs: number): Promise<Result[]> {
  return withFolder(async (folder) => {
    const incidents = generateIncidents(INCIDENTS, SHAPE, NOW);
    const status = { path: 'status.yml', text: generateStatusFile(SHAPE), at: NOW - 10_000 * DAY_MS };
    const commits = incidents.flatMap(commitsOf).sort((a, b) => a.at - b.at);
    const git = await makeRepository(path.join(folder, 'root'), [status, ...commits]);
    const { cold, warm, floor } = await measure(
      git,
      incidents.map((file) => idOfPath(file.path)),
      runs,
    );
    const what = `${INCIDENTS.toLocaleString('en')} incidents, ${commits.length.toLocaleString('en')} commits`;
    const result = { part: 'provenance', unit: 'ms' as const, floor: { what: 'git log --raw', values: floor } };
    return [
      { ...result, what: `${what}: cold`, values: cold, target: { must: 15_000 } },
      { ...result, what: `${what}: warm`, values: warm, target: { must: 2_000 } },
    ];
  });
}
