/** Every word that the page itself says, in English; a file a room in `en/`. Another language is a module of the same type. */
import { history, maintenance } from './en/archive.ts';
import { action } from './en/action.ts';
import { component } from './en/component.ts';
import { edits } from './en/edits.ts';
import { cause, entry } from './en/entry.ts';
import { components, front } from './en/front.ts';
import { found, incident, promise } from './en/incident.ts';
import { correcting, freshness, notFound, page, withdrawn } from './en/page.ts';
import { notice } from './en/notice.ts';
import { postmortem } from './en/postmortem.ts';
import { search } from './en/search.ts';
import { share } from './en/share.ts';
import { facts } from './en/facts.ts';
import { feed } from './en/feed.ts';
import { subscribe } from './en/subscribe.ts';
import { transparency } from './en/transparency.ts';
import { follow, verdict } from './en/verdict.ts';
import { words } from './en/words.ts';

export const en = {
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

/** The same keys with texts of another language: of a function only that it makes a text of these arguments. */
type InAnyLanguage<T> = T extends (...values: infer Values) => string
  ? (...values: Values) => string
  : T extends string
    ? T
    : { [Key in keyof T]: InAnyLanguage<T[Key]> };

export type Strings = InAnyLanguage<typeof en>;
