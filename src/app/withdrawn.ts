import { parseConfigFile } from '../content/config-file.ts';
import { idOfPath, INCIDENTS_FOLDER } from '../content/incident-path.ts';
import type { ContentHistory, Revision } from '../ports.ts';
import { isId } from '../schema/component.ts';
import type { Instant } from '../schema/timestamp.ts';
import type { WithdrawnFile } from '../site/site-content.ts';

/** RFC 2606: nobody has a page at such an address. */
const RESERVED_HOST = /(?:^|\.)(?:example(?:\.(?:com|net|org))?|invalid|localhost|test)$/;

/** What tells whether the page had its own address already. */
export interface AddressHistory {
  /** Of status.yml, newest first. */
  configRevisions: readonly Revision[];
  pageUrl: string;
}

export interface WithdrawnSources extends AddressHistory {
  history: Pick<ContentHistory, 'removedFiles'>;
  /** Ids that a file has now, or had and names. */
  known: ReadonlySet<string>;
}

function isReserved(url: string): boolean {
  return RESERVED_HOST.test(new URL(url).hostname);
}

/** The address that status.yml had just before an instant. */
function addressBefore(revisions: readonly Revision[], before: Instant): string | undefined {
  const revision = revisions.find(({ at }) => at < before);
  return revision === undefined ? undefined : parseConfigFile(revision.text).config?.page.url;
}

/**
 * Whether what went at an instant was published at this page. What went while the page had the address of an example, as
 * the invented content of a template does, never was; a page that still has that address is tried out, and tells.
 */
export function wentFromThisPage(at: Instant, { configRevisions, pageUrl }: AddressHistory): boolean {
  const url = addressBefore(configRevisions, at);
  return url === undefined || url === pageUrl || !isReserved(url);
}

/** What was published once, and has neither a file nor another file that says it was called so. */
export function deriveWithdrawn({ history, known, ...address }: WithdrawnSources): WithdrawnFile[] {
  return history
    .removedFiles(INCIDENTS_FOLDER)
    .filter(({ path }) => path.endsWith('.md'))
    .map(({ path, at }) => ({ id: idOfPath(path), at }))
    .filter(({ id, at }) => isId(id) && !known.has(id) && wentFromThisPage(at, address));
}
