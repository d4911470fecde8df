import type { Instant } from '../schema/timestamp.ts';
import { lastEdit } from './entry-edits.ts';
import { isOver, revisedAt } from './entry-times.ts';
import { isLivePostmortem } from './postmortem-view.ts';
import type { SiteModel } from './site-model.ts';

interface SitemapPage {
  path: string;
  /** Last change, where the page does not change with each build. */
  changedAt?: Instant | undefined;
}

function listPages(model: SiteModel): SitemapPage[] {
  const { urls, components, months, entries, postmortems } = model;
  return [
    ...[urls.home, urls.history, urls.maintenance, urls.subscribe, urls.transparency].map((path) => ({ path })),
    ...components.map(({ id }) => ({ path: urls.component(id) })),
    ...months.map(({ month }) => ({ path: urls.month(month) })),
    ...entries.map((entry) => ({
      path: urls.entry(entry.id),
      changedAt: isOver(entry) ? revisedAt(entry, lastEdit(entry, model)) : undefined,
    })),
    ...(postmortems.all.length > 0 ? [{ path: urls.postmortems }] : []),
    ...postmortems.all.map((postmortem) => ({
      path: urls.postmortem(postmortem.id),
      changedAt: isLivePostmortem(postmortem, model) ? undefined : postmortem.changedAt,
    })),
  ];
}

/** Ids and months hold nothing that XML would have to escape; what an operator wrote into the address may. */
function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll("'", '&apos;');
}

/** Every page by its whole address, as the protocol of sitemaps.org has it. */
export function renderSitemap(model: SiteModel): string {
  const { urls, format } = model;
  const lines = listPages(model).map(({ path, changedAt }) => {
    const changed = changedAt === undefined ? '' : `<lastmod>${format.iso(changedAt)}</lastmod>`;
    return `<url><loc>${escapeXml(urls.absolute(path))}</loc>${changed}</url>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...lines,
    '</urlset>',
    '',
  ].join('\n');
}
