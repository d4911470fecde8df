/** Every word that the page itself says, in Spanish; a file a room in `es/`. */
import { history, maintenance } from './es/archive.ts';
import { action } from './es/action.ts';
import { component } from './es/component.ts';
import { edits } from './es/edits.ts';
import { cause, entry } from './es/entry.ts';
import { facts } from './es/facts.ts';
import { feed } from './es/feed.ts';
import { components, front } from './es/front.ts';
import { found, incident, promise } from './es/incident.ts';
import { correcting, freshness, notFound, page, withdrawn } from './es/page.ts';
import { notice } from './es/notice.ts';
import { postmortem } from './es/postmortem.ts';
import { search } from './es/search.ts';
import { share } from './es/share.ts';
import { subscribe } from './es/subscribe.ts';
import { transparency } from './es/transparency.ts';
import { follow, verdict } from './es/verdict.ts';
import { words } from './es/words.ts';
import type { Strings } from './en.ts';

export const es: Strings = {
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
