/** What readers will see of a post-mortem once a change of its file is merged. */
import { renderPlainLines } from '../../content/plain-text.ts';
import { type Change, type EntryPreview, fit, PREVIEW_LIMITS } from '../../schema/preview.ts';
import type { SitePostmortem } from '../postmortem-model.ts';
import { postmortemTitle } from '../postmortem-view.ts';
import type { SiteModel } from '../site-model.ts';

/** A published post-mortem with the page that shows it. */
export interface ShownPostmortem {
  postmortem: SitePostmortem;
  model: SiteModel;
}

export interface PostmortemChange {
  path: string;
  before: ShownPostmortem | undefined;
  after: ShownPostmortem | undefined;
  isUnreadable: boolean;
}

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
  return new Map([
    ['Title', postmortemTitle(postmortem, model)],
    ['Summary', frontMatter.summary ?? ''],
    ['Factors', factors.join(' · ')],
    ['Actions', actions.join(' · ')],
    ['Text', renderPlainLines(body).join(' ')],
  ]);
}

function compare(before: ShownPostmortem | undefined, after: ShownPostmortem): EntryPreview['facts'] {
  const earlier = tellingOf(before);
  return [...tellingOf(after)]
    .map(([term, is]) => ({ term, was: earlier.get(term), is }))
    .filter(({ was, is }) => (was ?? '') !== is)
    .slice(0, PREVIEW_LIMITS.facts)
    .map(({ term, was, is }) => ({
      term,
      ...(was === undefined || was === '' ? {} : { before: fit(was, 'line') }),
      ...(is === '' ? {} : { after: fit(is, 'line') }),
    }));
}

function changeOf({ before, after, isUnreadable }: PostmortemChange): Change {
  if (isUnreadable) return 'unreadable';
  if (before === undefined) return 'new';
  return after === undefined ? 'removed' : 'changed';
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
    facts: change.after === undefined ? [] : compare(change.before, change.after),
    updates: [],
    moreUpdates: 0,
  };
}
