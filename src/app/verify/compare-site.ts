/** Holds the files of a published site against those that follow from Git. */
import pLimit from 'p-limit';

import { FIGURES_PATH } from '../../content/figures-file.ts';
import { parseJson } from '../../content/json.ts';
import { comparePages } from '../../content/page-difference.ts';
import { compareFigures, describeFigure } from '../../domain/figure-difference.ts';
import { compareText } from '../../domain/compare-text.ts';
import type { PublishedSite } from '../../ports.ts';
import { showReceived } from '../../schema/problems.ts';
import { showFigure } from './show-figure.ts';

/** The pages as they follow from Git. */
export interface BuiltPages {
  /** Relative to the site, with forward slashes. */
  files: readonly string[];
  read(file: string): Promise<Uint8Array>;
}

/** What the site shows that is another in Git. */
export interface VerifiedDifference {
  /** Relative to the site. */
  file: string;
  what: string;
  /** As the site has it; undefined where it has none. */
  site: string | undefined;
  /** As it follows from Git; undefined where nothing does. */
  git: string | undefined;
}

export interface SiteComparison {
  /** How many files were compared. */
  count: number;
  differences: VerifiedDifference[];
  notes: string[];
}

/** As many pages of an address are asked for. */
const MOST_ASKED = 1_000;
/** As many files are read at the same time, which a small host can bear. */
const AT_ONCE = 4;
/** So much more than the page of Git one of the site is read, in bytes, to say what differs. */
const MORE_BYTES = 1_000_000;
/** So many differences of one file of data are told. */
const MOST_OF_FILE = 100;

/** What an address is asked for: the pages with figures, those first that everybody reads. */
const SHOWN: readonly RegExp[] = [
  /^index\.html$/,
  /^transparency(?:\/index\.html|\.json)$/,
  /^api\/v2\/.*\.json$/,
  /^components\/[^/]+\/index\.html$/,
  /^incidents\/[^/]+\/index\.html$/,
];
/** Pages below these that no build has written pretend to be of it. */
const OWN = /^(?:incidents|components|postmortems|history|transparency|api|badges)\/|^index\.html$/;
/** Pictures, of which no two machines need make the same bytes. */
const NOT_COMPARED = /\.png$/;

/** Compares every file of a folder, or the pages with figures of an address. */
export async function compareSite(site: PublishedSite, built: BuiltPages): Promise<SiteComparison> {
  const present = await site.list();
  const files = built.files.filter((file) => file !== FIGURES_PATH && !NOT_COMPARED.test(file)).sort(compareText);
  const chosen = present === undefined ? chooseShown(files) : { files, notes: [] };
  const limit = pLimit(AT_ONCE);
  const differences = await Promise.all(chosen.files.map((file) => limit(() => compareFile(file, site, built))));
  const known = new Set(built.files);
  const added = (present ?? []).filter((file) => OWN.test(file) && !known.has(file)).sort(compareText);
  const foreign = added.map((file) => ({ file, what: 'this file', site: 'a page', git: undefined }));
  return { count: chosen.files.length, differences: [...differences.flat(), ...foreign], notes: chosen.notes };
}

function chooseShown(files: readonly string[]): { files: string[]; notes: string[] } {
  // Ids begin with the day as a rule, so that the newest come first.
  const shown = SHOWN.flatMap((pattern) => files.filter((file) => pattern.test(file)).toReversed());
  const left = shown.length - MOST_ASKED;
  const note = `${left.toLocaleString('en')} pages more were not asked for. Compare a copy of the site in a folder to see all of them.`;
  return { files: shown.slice(0, MOST_ASKED), notes: left > 0 ? [note] : [] };
}

async function compareFile(file: string, site: PublishedSite, built: BuiltPages): Promise<VerifiedDifference[]> {
  const git = Buffer.from(await built.read(file));
  const found = await site.read(file, git.length + MORE_BYTES);
  if (found === undefined) return [{ file, what: 'this file', site: undefined, git: 'a page' }];
  if (git.equals(found.bytes)) return [];
  if (found.isCut) return [{ file, what: 'this file', site: 'much more than that', git: `${git.length} bytes` }];
  const [theirs, ours] = [Buffer.from(found.bytes).toString('utf8'), git.toString('utf8')];
  const differences = file.endsWith('.json') ? compareJson(file, theirs, ours) : [];
  return differences.length > 0 ? differences : compareTexts(file, theirs, ours);
}

function compareJson(file: string, site: string, git: string): VerifiedDifference[] {
  const theirs = parseJson(site);
  // What is no JSON is told of by its text.
  if (theirs === undefined) return [];
  return compareFigures(theirs.value, parseJson(git)?.value, MOST_OF_FILE).map((difference) => ({
    file,
    what: describeFigure(difference.path) || 'this file',
    site: showFigure(difference.site, difference.path),
    git: showFigure(difference.git, difference.path),
  }));
}

function compareTexts(file: string, site: string, git: string): VerifiedDifference[] {
  return comparePages(site, git).map((difference) => ({
    file,
    what: difference.after === '' ? 'at its beginning' : `after ${showReceived(difference.after)}`,
    site: difference.site === '' ? undefined : showReceived(difference.site),
    git: difference.git === '' ? undefined : showReceived(difference.git),
  }));
}
