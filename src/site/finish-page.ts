/** What is left to do to a page that Astro has rendered. */
import { createHash } from 'node:crypto';

const POLICY = /<meta http-equiv="content-security-policy" content="([^"]*)"/i;
/** Data for search engines is no script, though it stands in such an element. */
const INLINE = /<(script|style)\b(?![^>]*ld\+json)[^>]*>/g;

/** Pages carry the same few scripts and styles, so that each is hashed once a process. */
const hashes = new Map<string, `sha256-${string}`>();

/** A script or style as a policy names it, without the quotes: `sha256-…`. */
export function hashOf(text: string): `sha256-${string}` {
  const known = hashes.get(text);
  if (known !== undefined) return known;
  const hash = `sha256-${createHash('sha256').update(text).digest('base64')}` as const;
  hashes.set(text, hash);
  return hash;
}

/** The texts of the scripts and styles of a page. Their ends are looked for as they are, which no pattern does as fast. */
function listInline(html: string): string[] {
  return [...html.matchAll(INLINE)].flatMap(({ 0: start, 1: tag = '', index }) => {
    const from = index + start.length;
    const end = html.indexOf(`</${tag}>`, from);
    return end === -1 ? [] : [html.slice(from, end)];
  });
}

/**
 * Leaves in a page's policy the hashes of the scripts and styles that this page carries. Astro lists those of all pages,
 * which allows more than the page needs and makes half a kilobyte that no compression can shrink.
 */
function narrowPolicy(html: string): string {
  const [head = ''] = html.split('</head>', 1);
  const policy = POLICY.exec(head)?.[1];
  if (policy === undefined) return html;
  const carried = new Set(listInline(html).map(hashOf));
  const kept = policy.replace(/ '(sha256-[^']*)'/g, (source, hash: `sha256-${string}`) =>
    carried.has(hash) ? source : '',
  );
  return html.replace(policy, () => kept);
}

/**
 * Lets the page's script run where it stands, at the end, and not after a first picture of the page: so nothing moves
 * before the reader's eyes. Astro has bundled it as a module, and it stands alone.
 */
function runAtOnce(html: string): string {
  return html.replaceAll('<script type="module">', '<script>');
}

/** The page as it is written. */
export function finishPage(html: string): string {
  return narrowPolicy(runAtOnce(html));
}
