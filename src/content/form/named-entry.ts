/** Which incident or maintenance a person means who names it in a form, or leaves that open. */
import { sortUpdates } from '../../domain/update.ts';
import { showReceived } from '../../schema/problems.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { currentPhase } from '../compose-update.ts';
import type { Finding } from '../finding.ts';
import { idsOf, type ParsedIncidentFile } from '../incident-file.ts';
import { didYouMean } from '../suggest.ts';

export type NamedEntry = { entry: ParsedIncidentFile; finding?: undefined } | { entry?: undefined; finding: Finding };

/** More of them than anybody reads in a sentence. */
const MANY = 10;
/** Phases in which something is still to be said. */
const OPEN_PHASES: readonly string[] = ['investigating', 'identified', 'monitoring', 'in_progress', 'verifying'];

function isOpen({ id, draft }: ParsedIncidentFile, now: Instant): boolean {
  return draft !== undefined && OPEN_PHASES.includes(currentPhase(id, draft, now) ?? '');
}

function latestOf({ updates }: ParsedIncidentFile): Instant {
  return sortUpdates(updates).at(-1)?.at ?? -Infinity;
}

/** The id in an address, a path or a file name. */
function idIn(written: string): string {
  const address = written.replace(/[?#].*$/, '').replace(/\/+$/, '');
  return address
    .slice(address.lastIndexOf('/') + 1)
    .replace(/\.md$/i, '')
    .toLowerCase();
}

function expectation(open: readonly ParsedIncidentFile[]): Pick<Finding, 'expected' | 'example'> {
  const ids = open.map(({ id }) => id);
  if (ids.length === 0) return { expected: 'the id of an incident or a maintenance, of which none is open' };
  return { expected: `the id of one, of which these are open: ${ids.slice(0, MANY).join(', ')}`, example: ids[0] };
}

/** Finds an entry by its address, id or title; by nothing at all the only one that is open. */
export function findNamedEntry(text: string, all: readonly ParsedIncidentFile[], now: Instant): NamedEntry {
  const written = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^<|>$|`/g, '');
  const open = all.filter((each) => isOpen(each, now)).sort((a, b) => latestOf(b) - latestOf(a));
  if (written === '') {
    const [only, another] = open;
    if (only !== undefined && another === undefined) return { entry: only };
    const message = open.length === 0 ? 'Cannot find one that is open' : 'Cannot tell which one is meant';
    return { finding: { message, ...expectation(open), received: 'nothing' } };
  }
  const id = idIn(written);
  const byId = all.find((each) => each.id === id) ?? all.find((each) => idsOf(each).includes(id));
  if (byId !== undefined) return { entry: byId };
  const titled = all.filter(({ draft }) => draft?.frontMatter.title.toLowerCase() === written.toLowerCase());
  const [named, another] = titled.length > 1 ? titled.filter((each) => open.includes(each)) : titled;
  if (named !== undefined && another === undefined) return { entry: named };
  const message = titled.length > 1 ? 'Cannot tell which one of this title is meant' : 'Cannot find it';
  const hint = titled.length > 1 ? undefined : didYouMean(id, all.flatMap(idsOf));
  return {
    finding: { message, ...expectation(titled.length > 1 ? titled : open), received: showReceived(written), hint },
  };
}
