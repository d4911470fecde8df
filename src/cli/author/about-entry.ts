/** What a person has to see of an entry before they write more of it. */
import { currentPhase } from '../../content/current-phase.ts';
import type { ParsedIncidentFile } from '../../content/incident-file.ts';
import { currentStatuses, deriveIncident, isIncidentFrontMatter } from '../../domain/incident.ts';
import { phaseTitle } from '../../schema/phase.ts';
import { showInvisible } from '../../schema/visible-text.ts';
import type { Draft } from './draft.ts';
import { findThere } from './existing.ts';
import type { PlaceContent } from './place.ts';

/** The entry that is known to be meant. */
export function knownEntry({ id }: Draft, content: PlaceContent): ParsedIncidentFile | undefined {
  return findThere(id, content).entry;
}

/** How the components of an open incident are, as its updates say. */
export function statusesNow(draft: Draft, content: PlaceContent): Readonly<Record<string, string>> {
  const { id = '', file } = knownEntry(draft, content) ?? {};
  if (file === undefined || !isIncidentFrontMatter(file.frontMatter)) return {};
  return currentStatuses(deriveIncident(id, { ...file, frontMatter: file.frontMatter }));
}

/** One line on the entry: what it is called, and where it stands. */
export function introduce(draft: Draft, content: PlaceContent): string | undefined {
  const { id = '', file } = knownEntry(draft, content) ?? {};
  if (file === undefined) return undefined;
  const phase = phaseTitle(currentPhase(id, file, content.now));
  const statuses = Object.entries(statusesNow(draft, content)).map(([component, status]) => `${component}: ${status}`);
  return showInvisible(`${id}: ${file.frontMatter.title} (${[phase, ...statuses].join(', ')})`);
}
