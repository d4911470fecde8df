/** Which file of the target an earlier import made of a post, wherever it lies now and whatever it is called. */
import { parseIncidentFile } from '../../content/incident-file.ts';
import { isAnnouncementFrontMatter, isIncidentFrontMatter, isMaintenanceFrontMatter } from '../../domain/incident.ts';
import { type Instant, parseInstant } from '../../schema/timestamp.ts';
import { countWords } from '../words.ts';
import { readHugoPage, textOf } from './front-matter.ts';
import type { CstatePage } from './history.ts';
import { plainTracks } from './passages.ts';
import type { PostFacts } from './post.ts';

export interface ImportedFile {
  path: string;
  text: string;
  /** Path in the source, below the folder of posts. */
  key: string;
  /** Address of the page that it came from, where that was known. */
  site: string | undefined;
  /** When it begins; undefined where it cannot be read. */
  start: Instant | undefined;
  /** Until when it stands on the front page, of an announcement that says so. */
  until: Instant | undefined;
}

/** How many of a post's words its file must hold: fewer where both came from the same page, since people edit. */
const SHARE_OF_SAME_SITE = 0.5;
const SHARE = 0.8;
/** How far from its post a file may begin that has all of its words: an announcement begins with its first update. */
const SLACK_MS = 7 * 86_400_000;

/** The path of a post below the folder of posts, whichever folder of the site an import was given. */
function keyOf(path: string): string {
  return path.replace(/^(?:content\/)?(?:(?:issues|posts?|incidents)\/)?/i, '');
}

/** What `importedFrom` says: the path in the source, and of which page, so that two histories stay apart. */
export function formatSource(path: string, site: string | undefined): string {
  return site === undefined ? path : `${path} of ${site}`;
}

/** Reads a file of the target; undefined for one that no import wrote. */
export function readImportedFile({ path, text }: { path: string; text: string }): ImportedFile | undefined {
  const from = textOf(readHugoPage(text), 'importedFrom');
  const match = /^(.+?)(?: of (https?:\/\/\S+))?$/.exec(from ?? '');
  if (match === null) return undefined;
  const { draft, updates } = parseIncidentFile(path, text);
  const front = draft?.frontMatter;
  let written = updates.map((update) => update.at).reduce((first, at) => Math.min(first, at), Infinity);
  let until: Instant | undefined;
  if (front !== undefined && isIncidentFrontMatter(front)) written = parseInstant(front.startedAt ?? '') ?? written;
  if (front !== undefined && isMaintenanceFrontMatter(front)) written = parseInstant(front.scheduled.from) ?? written;
  if (front !== undefined && isAnnouncementFrontMatter(front)) until = parseInstant(front.until ?? '');
  const start = Number.isFinite(written) ? written : undefined;
  return { path, text, key: keyOf(match[1] ?? ''), site: match[2], start, until };
}

function shareOfWords(words: string, text: string): number {
  const there = countWords(text);
  const wanted = [...countWords(words).keys()];
  return wanted.length === 0 ? 1 : wanted.filter((word) => there.has(word)).length / wanted.length;
}

export interface MatchedPost {
  source: CstatePage;
  facts: PostFacts;
  site: string | undefined;
  timeZone: string;
}

/**
 * The file that an earlier import made of a post: the same path in the source, of no other page, and most of its
 * words. Where the page is not known, two posts of one name that begin at other times are two.
 */
export function findImported(files: readonly ImportedFile[], post: MatchedPost): ImportedFile | undefined {
  const { source, facts, site, timeZone } = post;
  const words = `${facts.title}\n${plainTracks(source.page.body, timeZone)}`;
  return files.find((file) => {
    if (file.key !== keyOf(source.path)) return false;
    const isSameSite = site !== undefined && file.site === site;
    if (site !== undefined && file.site !== undefined && !isSameSite) return false;
    const share = shareOfWords(words, file.text);
    if (isSameSite) return share >= SHARE_OF_SAME_SITE;
    const shift = facts.isUndated || file.start === undefined ? 0 : Math.abs(file.start - facts.start);
    return shift === 0 ? share >= SHARE : shift <= SLACK_MS && share === 1;
  });
}
