/** What the page says now, for somebody who has just reported a problem. */
import type { PageState } from '../../content/form/answer.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { withoutIsolation } from '../../site/isolate.ts';
import { deriveSiteModel } from '../../site/site-model.ts';
import { verdictText } from '../../site/verdict-sentence.ts';
import { type ContentSources, readSiteContent } from '../read-site-content.ts';

/** More than anybody reads in an answer. */
const MANY = 10;

/** The verdict of the page as of `now`, and what is open. Throws a StatusError where no page could be made. */
export async function readPageState(sources: ContentSources, now: Instant): Promise<PageState> {
  const { content } = await readSiteContent(sources, now);
  const site = deriveSiteModel(content);
  const open = [...site.openIncidents, ...site.runningMaintenances].slice(0, MANY);
  return {
    verdict: withoutIsolation(verdictText(site)),
    pageUrl: content.config.page.url,
    open: open.map(({ id, title }) => ({ title, url: site.urls.absolute(site.urls.entry(id)) })),
  };
}
