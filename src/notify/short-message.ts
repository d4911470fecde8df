/** Notices where a message is a few hundred signs of plain text: what is cut is cut from its least part, never the link. */
import { toLine } from '../schema/visible-text.ts';
import { fitBlocks, fitText } from './fit-words.ts';
import type { NoticeParts } from './parts.ts';
import { renderPlain } from './plain.ts';

/** Less of the update than this says too little: before that the lines above it go. In UTF-16 units. */
const LEAST_BODY = 60;

export interface ShortLimits {
  /** Whether a whole message is short enough, as the service counts. */
  fits(text: string): boolean;
  /** The address of the update. */
  url: string;
  /** How it is written, where that is not the address itself. */
  shownUrl?: string;
  /** What keeps signs in a text from acting. */
  neutral(text: string): string;
}

function compose(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

/** The message with these lines above the update, and whether it has room for enough of the update. */
function withFacts(
  { head, facts, body }: NoticeParts,
  { fits, neutral, url, shownUrl = url }: ShortLimits,
): { text: string; isEnough: boolean } | undefined {
  const start = [head, ...facts]
    .filter((line) => line !== '')
    .map(neutral)
    .join('\n');
  const around = (update: string): string => compose([start, neutral(update), shownUrl]);
  if (!fits(around(''))) return undefined;
  const whole = renderPlain(body);
  const kept = renderPlain(fitBlocks(body, (candidate) => fits(around(renderPlain(candidate)))));
  return { text: around(kept), isEnough: kept === whole || kept.length >= LEAST_BODY };
}

/** The operator's own words, with the address where they have it, or at the end where they have to be cut. */
function composeTemplate(text: string, { fits, neutral, url, shownUrl = url }: ShortLimits): string {
  const whole = text.split(url).map(neutral).join(shownUrl);
  if (text.includes(url) && fits(whole)) return whole;
  const rest = text.replaceAll(url, '').trim();
  const kept = fitText(rest, (candidate) => fits(compose([neutral(candidate), shownUrl])));
  return compose([neutral(kept), shownUrl]);
}

/**
 * Head, facts, update and link of a notice, with as much of the update as fits. Where that is little, facts give way to
 * it, the last first; a head that is too long by itself is cut.
 */
export function composeShort(parts: NoticeParts, limits: ShortLimits): string {
  if (parts.head === '') return composeTemplate(renderPlain(parts.body), limits);
  const counts = [parts.facts.length, 4, 2, 1, 0].filter((count) => count <= parts.facts.length);
  let best: string | undefined;
  for (const count of new Set(counts)) {
    const found = withFacts({ ...parts, facts: parts.facts.slice(0, count) }, limits);
    if (found?.isEnough === true) return found.text;
    best = found?.text ?? best;
  }
  if (best !== undefined) return best;
  const { neutral, fits, url, shownUrl = url } = limits;
  const head = fitText(parts.head, (text) => fits(compose([neutral(toLine(text)), shownUrl])));
  return compose([neutral(toLine(head)), shownUrl]);
}
