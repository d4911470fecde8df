/** Holds a published site against what follows from Git: first its figures, then its pages. */
import { FIGURES_PATH, parseFiguresFile, type PublishedFigures } from '../../content/figures-file.ts';
import { compareFigures, countFigures, describeFigure, MOST_DIFFERENCES } from '../../domain/figure-difference.ts';
import { StatusError } from '../../errors.ts';
import type { PublishedSite } from '../../ports.ts';
import { formatProblem } from '../../schema/problems.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { type BuiltPages, compareSite, type VerifiedDifference } from './compare-site.ts';
import { showFigure } from './show-figure.ts';

/** What follows from Git for the commit and the time that a site was built for. */
export interface Derived {
  /** The value of `figures.json`. */
  figures: unknown;
  /** What a person should know of it, a sentence each. */
  notes: readonly string[];
  buildPages(): Promise<BuiltPages>;
}

export interface VerifyPorts {
  site: PublishedSite;
  /** Names this program. */
  engine: string;
  /** The time by the clock of this machine. */
  clock: Instant;
  /** Whether the site was built by this very program just now, so that its pages need no second look. */
  isFresh: boolean;
  /** Derives everything anew. Throws a StatusError where this clone cannot tell. */
  derive(published: PublishedFigures & { commit: string }): Promise<Derived>;
}

export interface Verification {
  published: PublishedFigures & { commit: string };
  /** How many figures were compared. */
  figures: number;
  /** How many pages and other files were compared. */
  pages: number;
  differences: VerifiedDifference[];
  notes: string[];
  /** Why it cannot be known whether the pages show the same; undefined where it is. */
  unknown: string | undefined;
}

const MEGABYTE = 1_000_000;
const MOST_FIGURES_BYTES = 64 * MEGABYTE;

/** Compares a site with Git. Throws a StatusError where that cannot be done. */
export async function verifySite(ports: VerifyPorts): Promise<Verification> {
  const { site } = ports;
  const text = await readFigures(site);
  const published = requireFigures(text, site);
  const derived = await ports.derive(published);
  const differences = compareDocuments(published.value, derived.figures);
  const verification = {
    published,
    figures: countFigures(compared(derived.figures)),
    notes: [...describeBuild(published, ports.clock), ...derived.notes, ...describeCut(differences)],
  };
  const unknown = whyUnknown(published, ports);
  if (ports.isFresh || unknown !== undefined) return { ...verification, differences, pages: 0, unknown };
  const pages = await compareSite(site, await derived.buildPages());
  const found = [...differences, ...pages.differences];
  const isAddress = (await site.list()) === undefined;
  if (isAddress && found.length > 0 && (await readFigures(site)) !== text) {
    throw new StatusError(`Cannot compare ${site.name}, as it was deployed anew meanwhile`, {
      hint: 'Run this again.',
    });
  }
  return {
    ...verification,
    ...{ differences: found, pages: pages.count, unknown: undefined },
    notes: [...verification.notes, ...pages.notes],
  };
}

async function readFigures(site: PublishedSite): Promise<string> {
  const found = await site.read(FIGURES_PATH, MOST_FIGURES_BYTES);
  if (found === undefined) {
    throw new StatusError(`Cannot find ${FIGURES_PATH} in ${site.name}`, {
      hint: 'Expected a site that this or a later version of Candor has built. Name it by --site.',
    });
  }
  if (found.isCut) {
    throw new StatusError(`Cannot read ${FIGURES_PATH} of ${site.name}: it is larger than 64 MB`);
  }
  return new TextDecoder().decode(found.bytes);
}

function requireFigures(text: string, { name }: PublishedSite): PublishedFigures & { commit: string } {
  const { published, problems } = parseFiguresFile(text);
  if (published === undefined) {
    throw new StatusError([`Cannot read what ${name} says of itself:`, ...problems.map(formatProblem)].join('\n  '));
  }
  const { commit } = published;
  if (commit !== undefined) return { ...published, commit };
  throw new StatusError(
    `Cannot verify ${name}: it says that it was built from no commit, so that Git tells nothing of it`,
    {
      hint: 'Build it from a commit: git commit, then candor build.',
    },
  );
}

/** Says what the site tells of itself that makes it less than what Git has. */
function describeBuild({ isDirty, isShallow, commit, now }: Verification['published'], clock: Instant): string[] {
  const short = commit.slice(0, 8);
  const dirty = `The site says that it was built from files that were not as in commit ${short}: what differs may come from that.`;
  const unsure = `The site does not say whether it was built from files as they are in commit ${short}.`;
  const shallow = 'The site says that it was built from a shallow clone: what only history tells is not known in it.';
  return [
    ...(isDirty === true ? [dirty] : []),
    ...(isDirty === undefined ? [unsure] : []),
    ...(isShallow ? [shallow] : []),
    ...(now > clock ? ['The site says that it was built for a time that is still to come.'] : []),
  ];
}

function describeCut({ length }: readonly VerifiedDifference[]): string[] {
  const cut = `Only the first ${length.toLocaleString('en')} differences of ${FIGURES_PATH} are told; there may be more.`;
  return length < MOST_DIFFERENCES ? [] : [cut];
}

function whyUnknown(published: Verification['published'], { engine }: VerifyPorts): string | undefined {
  if (published.isShallow) {
    return 'The pages cannot be compared, as a shallow clone makes others. Have the site built from a whole one (fetch-depth: 0).';
  }
  if (published.engine === engine) return undefined;
  const other = published.engine === undefined ? 'it does not say which program' : 'another version of Candor';
  return `The pages cannot be compared, as the site was built by another program than this (${other}). Check out commit ${published.commit.slice(0, 8)}, run npm ci, and run this again there.`;
}

const COMPARED = ['figures', 'lastGood', 'page'];

/** The part of the file that is derived from the rest. */
function compared(document: unknown): Record<string, unknown> {
  const held = typeof document === 'object' && document !== null ? document : {};
  return Object.fromEntries(Object.entries(held).filter(([key]) => COMPARED.includes(key)));
}

function compareDocuments(site: unknown, git: unknown): VerifiedDifference[] {
  return compareFigures(compared(site), compared(git)).map((difference) => ({
    file: FIGURES_PATH,
    what: describeFigure(difference.path),
    site: showFigure(difference.site, difference.path),
    git: showFigure(difference.git, difference.path),
  }));
}
