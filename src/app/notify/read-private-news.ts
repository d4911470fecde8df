/** What the private root has to tell its customers: planned notices, and the incidents that they tell of. */
import { NOTICES_FOLDER, parseNoticeFile } from '../../content/customer-notice-file.ts';
import { parseIncidentFile } from '../../content/incident-file.ts';
import { idOfPath, INCIDENTS_FOLDER, isEntryPath } from '../../content/incident-path.ts';
import { deriveIncident, type Incident, isIncidentFrontMatter } from '../../domain/incident.ts';
import { DAY_MS } from '../../domain/ledger.ts';
import type { CustomerNotice } from '../../domain/triage/customer-notice.ts';
import type { Snapshot } from '../../ports.ts';
import type { Instant } from '../../schema/timestamp.ts';

export interface PrivateNews {
  notices: CustomerNotice[];
  /** By id. */
  incidents: Map<string, Incident>;
}

/** How long after its customers were first told what people write in an incident is looked for. */
const FOLLOWED_MS = 60 * DAY_MS;

/** Names begin with the day on which the incident began. */
function isRecent(path: string, from: string): boolean {
  return path.slice(NOTICES_FOLDER.length + 1) >= from;
}

/** Reads what may be news at `now`; what a person has made something else of is left out. */
export async function readPrivateNews(snapshot: Snapshot, now: Instant): Promise<PrivateNews> {
  const from = new Date(now - FOLLOWED_MS).toISOString().slice(0, 10);
  const paths = (await snapshot.listDataFiles(NOTICES_FOLDER)).filter((path) => isRecent(path, from));
  const files = await snapshot.readDataFiles(paths);
  const notices = files.flatMap(({ text }) => parseNoticeFile(text) ?? []);
  const ids = new Set(notices.map(({ incident }) => incident));
  if (ids.size === 0 || snapshot.main === undefined) return { notices, incidents: new Map() };
  const entries = (await snapshot.readFilesAt(snapshot.main, [INCIDENTS_FOLDER])) ?? [];
  const incidents = entries.flatMap(({ path, text }): [string, Incident][] => {
    if (!isEntryPath(path) || !ids.has(idOfPath(path))) return [];
    const { id, file } = parseIncidentFile(path, text);
    if (file === undefined || !isIncidentFrontMatter(file.frontMatter)) return [];
    return [[id, deriveIncident(id, { ...file, frontMatter: file.frontMatter })]];
  });
  return { notices, incidents: new Map(incidents) };
}
