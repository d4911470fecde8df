import { countGraphemes, fitText } from './fit-words.ts';

const MOST_SHOWN = 48;
/** A host whose last part may be a top-level domain; of these RFC 2606 and RFC 6762 keep some for other ends. */
const PUBLIC_HOST = /\.(?!(?:example|test|invalid|localhost|local|internal)$)(?:\p{L}{2,}|xn--[a-z0-9-]+)$/iu;

/** Whether services that count the addresses in a text as being of one length see one in it. */
export function isSeenAsAddress(url: string): boolean {
  return URL.canParse(url) && PUBLIC_HOST.test(new URL(url).hostname);
}

/** How the address of a link is shown: without its scheme, and without its end where it is long. */
export function showAddress(url: string): string {
  const shown = url.replace(/^https?:\/\//i, '').replace(/\/$/, '');
  return fitText(shown, (text) => countGraphemes(text) <= MOST_SHOWN);
}
