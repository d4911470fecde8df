/** The files of a built site, relative to it with forward slashes, by the addresses of its pages. */

/** A page as Astro lists it. */
interface ListedPage {
  pathname: string;
  route: { type: string };
}

/** The file that a build writes for a page of Astro's list. */
export function fileOfPath({ pathname, route }: ListedPage): string {
  const name = pathname.replace(/^\/|\/$/g, '');
  if (route.type === 'endpoint') return name;
  if (name === '404') return '404.html';
  return name === '' ? 'index.html' : `${name}/index.html`;
}

/** The file of an address below `base`, a path with a slash at both ends; undefined for one that lies elsewhere. */
export function fileOfAddress(address: string, base: string): string | undefined {
  if (!address.startsWith(base)) return undefined;
  const name = decodeURIComponent(address.slice(base.length));
  return address.endsWith('/') ? `${name}index.html` : name;
}
