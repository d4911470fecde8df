import { renderAtom } from '../feeds/atom.ts';
import { renderJsonFeed } from '../feeds/json-feed.ts';
import { renderRss } from '../feeds/rss.ts';
import { type FeedSource, listFeeds } from '../feeds/scopes.ts';
import { currentSite } from '../site/current-model.ts';

const FORMATS = {
  rss: { type: 'application/rss+xml', render: renderRss },
  atom: { type: 'application/atom+xml', render: renderAtom },
  json: { type: 'application/feed+json', render: renderJsonFeed },
};

interface Props {
  source: FeedSource;
  format: keyof typeof FORMATS;
}

export function getStaticPaths(): { params: { feed: string }; props: Props }[] {
  const site = currentSite();
  const { urls } = site.model;
  return listFeeds(site).flatMap((source) => {
    const { rss, atom, json } = urls.feedsOf(source.page.slice(urls.base.length));
    return [
      { params: { feed: rss }, props: { source, format: 'rss' } },
      { params: { feed: atom }, props: { source, format: 'atom' } },
      { params: { feed: json }, props: { source, format: 'json' } },
    ];
  });
}

/** Every feed in each of its formats: `/feed.xml`, `/components/<id>/atom.xml`, `/history/<yyyy>/<mm>/feed.json`. */
export function GET({ props: { source, format } }: { props: Props }): Response {
  const { type, render } = FORMATS[format];
  return new Response(render(source.read()), { headers: { 'content-type': type } });
}
