/** The incident or maintenance that a form is about, with a letter where that is not one. */
import { sortUpdates } from '../../domain/update.ts';
import { showReceived } from '../../schema/problems.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { findEntries, idIn, listOpen } from '../find-entry.ts';
import type { Finding } from '../finding.ts';
import { idsOf, type ParsedIncidentFile } from '../incident-file.ts';
import { didYouMean } from '../suggest.ts';

export type NamedEntry = { entry: ParsedIncidentFile; finding?: undefined } | { entry?: undefined; finding: Finding };

/** More of them than anybody reads in a sentence. */
const MANY = 10;

function latestOf({ updates }: ParsedIncidentFile): Instant {
  return sortUpdates(updates).at(-1)?.at ?? -Infinity;
}

function expectation(open: readonly ParsedIncidentFile[]): Pick<Finding, 'expected' | 'example'> {
  const ids = open.map(({ id }) => id);
  if (ids.length === 0) return { expected: 'the id of an incident or a maintenance, of which none is open' };
  return { expected: `the id of one, of which these are open: ${ids.slice(0, MANY).join(', ')}`, example: ids[0] };
}

/** Finds an entry by what names it; by nothing at all the only one that is open. */
export function findNamedEntry(text: string, all: readonly ParsedIncidentFile[], now: Instant): NamedEntry {
  const written = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^<|>$|`/g, '');
  const { incidents, maintenances } = listOpen(all, now);
  const open = [...incidents, ...maintenances].sort((a, b) => latestOf(b) - latestOf(a));
  const found = written === '' ? open : findEntries(written, all, now);
  const [entry, another] = found;
  if (entry !== undefined && another === undefined) return { entry };
  if (written === '') {
    const message = entry === undefined ? 'Cannot find one that is open' : 'Cannot tell which one is meant';
    return { finding: { message, ...expectation(open), received: 'nothing' } };
  }
  const received = showReceived(written);
  if (entry === undefined) {
    const hint = didYouMean(idIn(written), all.flatMap(idsOf));
    return { finding: { message: 'Cannot find it', ...expectation(open), received, hint } };
  }
  const ids = found.map(({ id }) => id).slice(0, MANY);
  const expected = `the id of one of these: ${ids.join(', ')}`;
  return { finding: { message: 'Cannot tell which one is meant', expected, example: ids[0], received } };
}
