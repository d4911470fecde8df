/** Every word that the page itself says, in French; a file a room in `fr/`. */
import { history, maintenance } from './fr/archive.ts';
import { action } from './fr/action.ts';
import { component } from './fr/component.ts';
import { edits } from './fr/edits.ts';
import { cause, entry } from './fr/entry.ts';
import { facts } from './fr/facts.ts';
import { feed } from './fr/feed.ts';
import { components, front } from './fr/front.ts';
import { found, incident, promise } from './fr/incident.ts';
import { correcting, freshness, notFound, page, withdrawn } from './fr/page.ts';
import { notice } from './fr/notice.ts';
import { postmortem } from './fr/postmortem.ts';
import { search } from './fr/search.ts';
import { share } from './fr/share.ts';
import { subscribe } from './fr/subscribe.ts';
import { transparency } from './fr/transparency.ts';
import { follow, verdict } from './fr/verdict.ts';
import { words } from './fr/words.ts';
import type { Strings } from './en.ts';

export const fr: Strings = {
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
