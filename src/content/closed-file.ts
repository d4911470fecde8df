/** A cheap look at a file of incidents/, so that a run does not take thousands of closed ones apart. */
import type { Instant } from '../schema/timestamp.ts';
import { type Kind, KINDS, type Phase } from '../schema/phase.ts';
import { findTooInvolvedLine } from './markdown-cost.ts';
import { findSectionHeadings } from './markdown.ts';
import { type Heading, isUpdateHeading, parseHeading } from './update-heading.ts';

const CLOSING: Readonly<Record<Kind, Phase>> = {
  incident: 'resolved',
  maintenance: 'completed',
  announcement: 'announced',
};
const FRONT_MATTER = /^\uFEFF?---[^\n]*\n(?:|[^]*?\n)---[ \t]*(?:\n|$)/;

/** Kind and body; undefined where only reading the whole file tells them. */
function split(text: string): { kind: Kind; body: string } | undefined {
  const front = FRONT_MATTER.exec(text)?.[0];
  if (front === undefined) return undefined;
  const [, written = 'incident'] = /^kind:[ \t]*(.*?)[ \t]*$/m.exec(front) ?? [];
  const kind = KINDS.find((candidate) => candidate === written);
  return kind === undefined ? undefined : { kind, body: text.slice(front.length) };
}

/** The updates' headings; undefined where one has a fault, or where it takes too much work to tell them. */
function readHeadings(body: string, kind: Kind): Heading[] | undefined {
  if (findTooInvolvedLine(body) !== undefined) return undefined;
  const headings = findSectionHeadings(body).filter(({ raw }) => isUpdateHeading(raw, kind));
  const read = headings.map(({ raw }) => parseHeading(raw, kind).heading).filter((heading) => heading !== undefined);
  return read.length === headings.length ? read : undefined;
}

/**
 * Whether the latest update of a file closes it and lies before an instant. False also where that cannot be told from
 * its headings alone: then the file has to be read.
 */
export function isClosedBefore(text: string, at: Instant): boolean {
  const file = split(text.replace(/\r\n?/g, '\n'));
  const headings = file === undefined ? undefined : readHeadings(file.body, file.kind);
  if (file === undefined || headings === undefined) return false;
  // Of two with the same time the one written later counts.
  const latest = headings.reduce<Heading | undefined>(
    (found, heading) => (found === undefined || heading.at >= found.at ? heading : found),
    undefined,
  );
  return latest !== undefined && latest.phase === CLOSING[file.kind] && latest.at < at;
}
