/** The look beyond the checks, before people are told: what providers say, and what was deployed. */
import { formatProviderFile, parseProviderFile, providerPath } from '../../content/provider-file.ts';
import { differInSubstance, limitReport, type ProviderSnapshot } from '../../domain/provider-report.ts';
import type { Findings, Wanted } from '../../domain/triage/findings.ts';
import type { ActivityReader, FileChange, ProviderReader, Snapshot } from '../../ports.ts';
import type { Config } from '../../schema/config.ts';
import type { Instant } from '../../schema/timestamp.ts';

export interface LookPorts extends ProviderReader, ActivityReader {}

export interface Looked {
  wanted: Wanted;
  findings: Findings;
  /** What of it is kept on `status-data`: what a provider says, where it says something new. */
  changes: FileChange[];
}

interface LookInput {
  config: Config;
  snapshot: Snapshot;
  now: Instant;
}

async function readEarlier(snapshot: Snapshot, ids: readonly string[]): Promise<Map<string, ProviderSnapshot>> {
  const files = await snapshot.readDataFiles(ids.map(providerPath));
  const parsed = files.map(({ text }) => parseProviderFile(text)).filter((found) => found !== undefined);
  return new Map(parsed.map((found) => [found.report.provider, found]));
}

/** The file of a snapshot; none where nothing was read, or nothing new: what was said last is not forgotten for that. */
function keep(found: ProviderSnapshot, earlier: ProviderSnapshot | undefined, now: Instant): FileChange[] {
  if (found.report.kind === 'unknown') return [];
  const kept = { ...found, report: limitReport(found.report, now) };
  if (earlier?.report.kind === 'read' && !differInSubstance(earlier.report, kept.report)) return [];
  return [{ path: providerPath(found.report.provider), text: formatProviderFile(kept) }];
}

/** Looks at what is wanted. Never rejects for what others do not answer: that is then not known, and says so. */
export async function look(ports: LookPorts, wanted: Wanted, input: LookInput): Promise<Looked> {
  const { config, snapshot, now } = input;
  const sources = config.providers.filter(({ id }) => wanted.providers.includes(id));
  const { repositories } = config.deployments;
  const earlier = await readEarlier(
    snapshot,
    sources.map(({ id }) => id),
  );
  const from = wanted.activityFrom;
  const [found, activity] = await Promise.all([
    Promise.all(sources.map((source) => ports.fetchProvider(source, { now, earlier: earlier.get(source.id) }))),
    from === undefined || repositories.length === 0
      ? undefined
      : ports.readActivity(repositories, { from, until: now }).then((report) => ({ report, from })),
  ]);
  return {
    wanted,
    findings: { providers: found.map(({ report }) => report), activity },
    changes: found.flatMap((each) => keep(each, earlier.get(each.report.provider), now)),
  };
}
