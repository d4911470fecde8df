/** What a root folder and its measurements ask of people. */
import type { z } from 'zod';

import { DEPLOYS_PATH, parseDeploysFile } from '../../content/deploys-file.ts';
import type { ParsedIncidentFile } from '../../content/incident-file.ts';
import type { ParsedPostmortemFile } from '../../content/postmortem-file.ts';
import { findCheckDuties } from '../../domain/follow-up/check-duties.ts';
import type { IssueStates } from '../../domain/action-state.ts';
import { findActionDuties } from '../../domain/follow-up/action-duties.ts';
import type { Duty } from '../../domain/follow-up/duty.ts';
import { findIncidentDuties } from '../../domain/follow-up/incident-duties.ts';
import { findPostmortemDuties, type WrittenPostmortem } from '../../domain/follow-up/postmortem-duties.ts';
import { deriveIncident, type Incident, isIncidentFrontMatter } from '../../domain/incident.ts';
import { deriveHealth } from '../../domain/triage/component-health.ts';
import { derivePublication, type FirstPublication } from '../../domain/publication.ts';
import type { ContentHistory, RootFiles, Snapshot } from '../../ports.ts';
import type { Config } from '../../schema/config.ts';
import { formatProblem, type Problem } from '../../schema/problems.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { readRunSources } from '../check/read-run.ts';
import { chooseConfig, type ConfigRevisionReader } from '../last-good-config.ts';
import { type RootContent, readRootContent } from '../read-content.ts';
import { readProvenance } from '../provenance.ts';
import { validate, type ValidationOptions } from '../validate.ts';
import { readActionStates } from './read-actions.ts';

export interface DutySources {
  files: RootFiles;
  snapshot: Snapshot;
  /** Tells when incidents first stood on the page; without it that is not known. */
  history?: ContentHistory | undefined;
  /** How the issues of actions stand, where that is known better than `status-data` has it. */
  actions?: IssueStates | undefined;
  now: Instant;
  /** Undefined where nobody asks Git. */
  readConfigRevisions?: ConfigRevisionReader | undefined;
  /** Set for a private root, as for `validate`. */
  private?: { schema: z.ZodType<Config>; asPrivate: NonNullable<ValidationOptions['asPrivate']> } | undefined;
}

export interface FoundDuties {
  duties: Duty[];
  /** Of the key of a duty: whether it cannot be told that it is none, as a file cannot be read. */
  isUnknown(key: string): boolean;
}

function findFileDuties(problems: readonly Problem[]): Duty[] {
  const letters = new Map<string, string[]>();
  for (const problem of problems) {
    if (problem.severity !== 'error') continue;
    letters.set(problem.file, [...(letters.get(problem.file) ?? []), formatProblem(problem)]);
  }
  return [...letters].map(([path, lines]) => ({ kind: 'file', path, problems: lines }));
}

function deriveIncidents(files: readonly ParsedIncidentFile[]): Incident[] {
  return files.flatMap(({ id, file }) => {
    if (file === undefined || !isIncidentFrontMatter(file.frontMatter)) return [];
    return [deriveIncident(id, { ...file, frontMatter: file.frontMatter })];
  });
}

/** Post-mortems as far as they can be read; one with a mistake still says what it is about. */
function readWritten(files: readonly ParsedPostmortemFile[]): WrittenPostmortem[] {
  return files.flatMap(({ id, file, draft = file }) => {
    if (draft === undefined) return [];
    const { incidents, status } = draft.frontMatter;
    return [{ id, incidents, status }];
  });
}

async function findByConfig(config: Config, { snapshot, now }: DutySources): Promise<Duty[]> {
  const { runs, incidents } = await readRunSources(snapshot, config, now);
  const policy = { ...config.triage, holdFor: config.uptime.holdFor };
  const measurements = runs.byCheck;
  const healths = new Map(
    config.components.map((component) => [component.id, deriveHealth(component, { measurements, policy, now })]),
  );
  const quietMs = Math.max(config.page.staleAfter, config.uptime.holdFor);
  return [
    ...findIncidentDuties(incidents, { healths, now }),
    ...findCheckDuties(config.components, { measurements, quietMs, now }),
  ];
}

/** The post-mortems that the policy asks for. */
async function findOwed(
  content: RootContent,
  config: Config,
  { snapshot, history, now }: DutySources,
): Promise<Duty[]> {
  const incidents = deriveIncidents(content.incidents);
  const [file] = await snapshot.readDataFiles([DEPLOYS_PATH]);
  const deploys = parseDeploysFile(file?.text ?? '');
  const provenance = history && (await readProvenance(incidents, { history, deploys, config }));
  const publicationOf = (id: string): FirstPublication => derivePublication(provenance?.get(id));
  return findPostmortemDuties(incidents, readWritten(content.postmortems), {
    policy: config.postmortems,
    publicationOf,
    now,
  });
}

/** The actions of published post-mortems that should have been done. */
async function findActions(files: readonly ParsedPostmortemFile[], sources: DutySources): Promise<Duty[]> {
  const planned = files.flatMap(({ id, file }) =>
    file?.frontMatter.status === 'published' ? [{ id, actions: file.frontMatter.actions }] : [],
  );
  const states = sources.actions ?? (await readActionStates(sources.snapshot));
  return findActionDuties(planned, { states, now: sources.now });
}

/** Finds every duty at `now`, in the order in which they are told: what readers wait for first. */
export async function findDuties(sources: DutySources): Promise<FoundDuties> {
  const { files, now } = sources;
  const asPrivate = sources.private?.asPrivate;
  const [content, { problems }] = await Promise.all([
    readRootContent(files, sources.private?.schema),
    validate(files, { now, asPrivate }),
  ]);
  const revisions = content.config.config === undefined ? await sources.readConfigRevisions?.() : undefined;
  const config = chooseConfig(content.config, revisions ?? [], sources.private?.schema)?.config;
  const unread = content.incidents.filter(({ file }) => file === undefined).map(({ id }) => id);
  const isPostmortemUnread = content.postmortems.some(({ file, draft }) => (file ?? draft) === undefined);
  const isUnknown = (key: string): boolean =>
    (config === undefined && !key.startsWith('file/') && !key.startsWith('workflow/')) ||
    unread.some((id) => key.endsWith(`/${id}`)) ||
    (isPostmortemUnread && key.startsWith('postmortem/')) ||
    content.postmortems.some(({ id, file }) => file === undefined && key.startsWith(`action/${id}/`));
  const byConfig = config === undefined ? [] : await findByConfig(config, sources);
  const postmortems = config === undefined || isPostmortemUnread ? [] : await findOwed(content, config, sources);
  const actions = await findActions(content.postmortems, sources);
  return { duties: [...byConfig, ...findFileDuties(problems), ...postmortems, ...actions], isUnknown };
}
