/** What readers will see of a post-mortem once a change of its file is merged. */
import { renderPlainLines } from '../../content/plain-text.ts';
import { type EntryPreview, fit } from '../../schema/preview.ts';
import type { SitePostmortem } from '../postmortem-model.ts';
import { postmortemTitle } from '../postmortem-view.ts';
import type { SiteModel } from '../site-model.ts';
import { changeOf, compareFacts, type PageChange } from './change.ts';

/** A published post-mortem with the page that shows it. */
export interface ShownPostmortem {
  postmortem: SitePostmortem;
  model: SiteModel;
}

export type PostmortemChange = PageChange<ShownPostmortem>;

/** What its page tells, by what it is about. */
function tellingOf(shown: ShownPostmortem | undefined): Map<string, string> {
  if (shown === undefined) return new Map();
  const { postmortem, model } = shown;
  const { frontMatter, body } = postmortem;
  const factors = frontMatter.factors.flatMap(({ text, whys }) => [
    text,
    ...whys.map(({ why, because }) => `${why}: ${because}`),
  ]);
  const actions = frontMatter.actions.map(({ id, text }) => `${id}: ${text}`);
  const told: [string, string][] = [
    ['Title', postmortemTitle(postmortem, model)],
    ['Summary', frontMatter.summary ?? ''],
    ['Factors', factors.join(' · ')],
    ['Actions', actions.join(' · ')],
    ['Text', renderPlainLines(body).join(' ')],
  ];
  return new Map(told.filter(([, text]) => text !== ''));
}

/** A post-mortem that a change touches. It is published on one side at least. */
export function previewPostmortem(change: PostmortemChange): EntryPreview {
  const shown = change.after ?? change.before;
  if (shown === undefined) throw new RangeError(`Cannot preview "${change.path}": it is published on no side`);
  return {
    path: fit(change.path, 'path'),
    kind: 'postmortem',
    change: changeOf(change),
    title: fit(postmortemTitle(shown.postmortem, shown.model), 'line'),
    line: '',
    facts: change.after === undefined ? [] : compareFacts(tellingOf(change.before), tellingOf(change.after)),
    updates: [],
    moreUpdates: 0,
  };
}
