/** Every word that the page itself says, in German; a file a room in `de/`. */
import { history, maintenance } from './de/archive.ts';
import { action } from './de/action.ts';
import { component } from './de/component.ts';
import { edits } from './de/edits.ts';
import { cause, entry } from './de/entry.ts';
import { facts } from './de/facts.ts';
import { feed } from './de/feed.ts';
import { components, front } from './de/front.ts';
import { found, incident, promise } from './de/incident.ts';
import { correcting, freshness, notFound, page, withdrawn } from './de/page.ts';
import { notice } from './de/notice.ts';
import { postmortem } from './de/postmortem.ts';
import { search } from './de/search.ts';
import { share } from './de/share.ts';
import { subscribe } from './de/subscribe.ts';
import { transparency } from './de/transparency.ts';
import { follow, verdict } from './de/verdict.ts';
import { words } from './de/words.ts';
import type { Strings } from './en.ts';

export const de: Strings = {
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
