/** Headers for hosts that read them from a file: Netlify, Cloudflare Pages and others. */
import type { SiteUrls } from './urls.ts';

/** Pages that no other page may put into a frame, which a page cannot say of itself. */
const UNFRAMED = ['X-Frame-Options: DENY', "Content-Security-Policy: frame-ancestors 'none'"];
/** What other pages may read: by their scripts, and as pictures. A minute old is as new as a build. */
const SHARED = [
  'Access-Control-Allow-Origin: *',
  'Cross-Origin-Resource-Policy: cross-origin',
  'Cache-Control: public, max-age=60',
];

/** The file `_headers`, whose rules are by path: a `*` at the end stands for anything, and what matches adds up. */
export function renderHostHeaders(urls: SiteUrls): string {
  const { base } = urls;
  const rules: [path: string, headers: string[]][] = [
    [`${base}*`, ['X-Content-Type-Options: nosniff', 'Referrer-Policy: strict-origin-when-cross-origin']],
    ...[urls.home, `${base}index.html`].map((path): [string, string[]] => [path, UNFRAMED]),
    ...[
      urls.history,
      urls.maintenance,
      urls.subscribe,
      urls.postmortems,
      urls.transparency,
      `${base}incidents/`,
      `${base}components/`,
    ].map((path): [string, string[]] => [`${path}*`, UNFRAMED]),
    ...[
      `${base}api/*`,
      `${base}badges/*`,
      urls.pageBadge.svg,
      urls.pageBadge.json,
      `${base}embed/*`,
      urls.transparencyData,
    ].map((path): [string, string[]] => [path, SHARED]),
    ...[
      urls.feedsOf(urls.home).json,
      `${base}feed.xml`,
      `${base}atom.xml`,
      `${base}history.rss`,
      `${base}history.atom`,
    ].map((path): [string, string[]] => [path, SHARED]),
    [urls.calendar, ['Content-Type: text/calendar; charset=utf-8', ...SHARED]],
  ];
  return rules.map(([path, headers]) => `${[path, ...headers.map((header) => `  ${header}`)].join('\n')}\n`).join('\n');
}
