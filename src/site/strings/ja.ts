/** Every word that the page itself says, in Japanese; a file a room in `ja/`. */
import { history, maintenance } from './ja/archive.ts';
import { action } from './ja/action.ts';
import { component } from './ja/component.ts';
import { edits } from './ja/edits.ts';
import { cause, entry } from './ja/entry.ts';
import { facts } from './ja/facts.ts';
import { feed } from './ja/feed.ts';
import { components, front } from './ja/front.ts';
import { found, incident, promise } from './ja/incident.ts';
import { correcting, freshness, notFound, page, withdrawn } from './ja/page.ts';
import { notice } from './ja/notice.ts';
import { postmortem } from './ja/postmortem.ts';
import { search } from './ja/search.ts';
import { share } from './ja/share.ts';
import { subscribe } from './ja/subscribe.ts';
import { transparency } from './ja/transparency.ts';
import { follow, verdict } from './ja/verdict.ts';
import { words } from './ja/words.ts';
import type { Strings } from './en.ts';

export const ja: Strings = {
  ...words,
  verdict,
  follow,
  page,
  share,
  freshness,
  correcting,
  withdrawn,
  notFound,
  front,
  components,
  component,
  entry,
  edits,
  cause,
  incident,
  facts,
  promise,
  found,
  history,
  search,
  maintenance,
  postmortem,
  action,
  transparency,
  subscribe,
  feed,
  notice,
};
