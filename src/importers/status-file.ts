/** Writes the status.yml that an import begins with. */
import { Document, isMap, isScalar } from 'yaml';

export interface StatusComponent {
  id: string;
  name: string;
  group?: string | undefined;
  description?: string | undefined;
  /** A day, UTC. */
  since?: string | undefined;
  /** The day from which it is no longer part of the page. */
  retired?: string | undefined;
}

export interface StatusPage {
  name: string;
  url: string;
  /** 12 characters of a-z0-9. */
  id: string;
  description?: string | undefined;
  timeZone?: string | undefined;
  locale?: string | undefined;
  accent?: string | undefined;
  links?: { name: string; url: string }[] | undefined;
}

const HEAD = ' The one file that describes the page. Every other setting has a default.';
const PAGE = ' "id" was written once: the ids in feeds and in the API derive from it. Leave it as it is.';
const COMPONENTS = ' Add a check to a component and it is measured: checks: [{ id, type: http, url }].';

function present(data: object): object {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}

function write(document: Document): string {
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** Writes a status.yml of a page and its components, with the comments that a first reader needs. */
export function formatStatusFile(page: StatusPage, components: readonly StatusComponent[]): string {
  const document = new Document({ page: present(page), components: components.map(present) }, { schema: 'core' });
  document.commentBefore = HEAD;
  const pairs = isMap(document.contents) ? document.contents.items : [];
  for (const [index, comment] of [PAGE, COMPONENTS].entries()) {
    const key = pairs[index]?.key;
    if (!isScalar(key)) continue;
    key.commentBefore = comment;
    key.spaceBefore = index > 0;
  }
  return write(document);
}

/** One component as the lines that a person adds to a status.yml. */
export function formatComponentLines(component: StatusComponent): string {
  return write(new Document([present(component)], { schema: 'core' }))
    .replace(/^/gm, '  ')
    .trimEnd();
}
