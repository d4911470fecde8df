/** Whether a file of incidents/ is over, so that a run does not take thousands of closed ones apart. */
import type { Instant } from '../schema/timestamp.ts';
import { type Kind, KINDS, type Phase } from '../schema/phase.ts';
import { glanceAt, lineOf } from './glance.ts';
import { scanHeadings, type SectionHeading } from './section-headings.ts';
import { type Heading, isUpdateHeading, parseHeading } from './update-heading.ts';

const CLOSING: Readonly<Record<Kind, Phase>> = {
  incident: 'resolved',
  maintenance: 'completed',
  announcement: 'announced',
};

/** Kind and body; undefined where only reading the whole file tells them. */
function split(text: string): { kind: Kind; body: string } | undefined {
  const { front, body, isWhole } = glanceAt(text);
  if (!isWhole) return undefined;
  const written = lineOf(front, 'kind') ?? 'incident';
  const kind = KINDS.find((candidate) => candidate === written);
  // What one window's end says does not end a maintenance that recurs.
  if (kind === undefined || (kind === 'maintenance' && front.includes('recurrence'))) return undefined;
  return { kind, body };
}

/** The headings that are updates; undefined where one has a fault. */
function readUpdates(headings: readonly SectionHeading[], kind: Kind): Heading[] | undefined {
  const updates = headings.filter(({ raw }) => isUpdateHeading(raw, kind));
  const read = updates.map(({ raw }) => parseHeading(raw, kind).heading).filter((heading) => heading !== undefined);
  return read.length === updates.length ? read : undefined;
}

/** The section headings of a body; undefined where it does not tell them. */
export type FindHeadings = (body: string) => readonly SectionHeading[] | undefined;

/**
 * Whether the latest update of a file closes it and lies before an instant. False also where that cannot be told from
 * its headings alone: then the file has to be read. By default a look at the lines finds the headings.
 */
export function isClosedBefore(text: string, at: Instant, findHeadings: FindHeadings = scanHeadings): boolean {
  const file = split(text);
  const found = file === undefined ? undefined : findHeadings(file.body);
  const headings = file === undefined || found === undefined ? undefined : readUpdates(found, file.kind);
  if (file === undefined || headings === undefined) return false;
  // Of two with the same time the one written later counts.
  const latest = headings.reduce<Heading | undefined>(
    (found, heading) => (found === undefined || heading.at >= found.at ? heading : found),
    undefined,
  );
  return latest !== undefined && latest.phase === CLOSING[file.kind] && latest.at < at;
}
