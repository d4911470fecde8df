/** Two texts of one page of a site, held against each other by what a reader sees of them. */

export interface PageDifference {
  /** The last words before it that are the same; empty where there are none. */
  after: string;
  /** What the published page has there; empty where it ends or has nothing. */
  site: string;
  git: string;
}

/** So many differences of one page are told; whoever changed more has changed the page. */
const MOST = 5;
const LONGEST = 160;

/** Where a tag ends that begins at a place, or the text where it never does. Signs in quotes end nothing. */
function endOfTag(text: string, from: number): number {
  let quote: string | undefined;
  for (let place = from + 1; place < text.length; place += 1) {
    const sign = text[place];
    if (quote === undefined && sign === '>') return place + 1;
    if (quote === undefined && (sign === '"' || sign === "'")) quote = sign;
    else if (sign === quote) quote = undefined;
  }
  return text.length;
}

/** Tags, lines and the words between them, each sign looked at once, as somebody else may have written the text. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  for (let from = 0; from < text.length;) {
    const next = text.indexOf('<', from);
    const until = next < 0 ? text.length : next;
    for (const line of text.slice(from, until).split('\n')) parts.push(line);
    from = next < 0 ? text.length : endOfTag(text, next);
    if (next >= 0) parts.push(text.slice(next, from));
  }
  return parts.filter((part) => part.trim() !== '');
}

/** Whether a reader sees a part: no tag, and nothing of a style or a script. */
function isWords(part: string, place: number, parts: readonly string[]): boolean {
  return !part.startsWith('<') && !/^<(?:style|script)\b/i.test(parts[place - 1] ?? '');
}

function show(part: string | undefined): string {
  const text = (part ?? '').trim();
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

function wordsBefore(parts: readonly string[], place: number): string {
  return show(parts.slice(0, place).findLast(isWords));
}

/** From the first sign that is another, in a part that is long, as a picture or a script is. */
function showFrom(part: string | undefined, other: string | undefined): string {
  if (part === undefined || part.length <= LONGEST) return show(part);
  let place = 0;
  while (place < part.length && part[place] === other?.[place]) place += 1;
  return show(`…${part.slice(Math.max(0, place - 20))}`);
}

/** What differs; none where the texts are the same. */
export function comparePages(site: string, git: string): PageDifference[] {
  if (site === git) return [];
  const [theirs, ours] = [partsOf(site), partsOf(git)];
  const places = ours.flatMap((part, place) => (part === theirs[place] ? [] : [place]));
  // Where parts were added or left out, all that follows lies elsewhere, and only where that begins says something.
  const isShifted = ours.length !== theirs.length;
  const told = isShifted ? [places[0] ?? ours.length] : places.slice(0, MOST);
  const found = told.map((place) => ({
    after: wordsBefore(ours, place),
    site: showFrom(theirs[place], ours[place]),
    git: showFrom(ours[place], theirs[place]),
  }));
  return found.length > 0 ? found : [{ after: '', site: 'other white space', git: 'the page as it is built' }];
}
