/** A notice in the language of the page. */
import { renderPlainLines } from '../content/plain-text.ts';
import type { Notice } from '../domain/notice.ts';
import type { NoticeWords } from '../domain/notice-words.ts';
import type { Config } from '../schema/config.ts';
import { toLine } from '../schema/visible-text.ts';
import { createFormat, type Format } from './format.ts';
import { isolate, withoutIsolation } from './isolate.ts';
import { chooseCatalogue } from './strings/choose.ts';
import type { Strings } from './strings/en.ts';

/** More components than these are told by their number. */
const MOST_COMPONENTS = 10;

/** No message is as long, in UTF-16 units; a template may name a text hundreds of times. */
const MOST_FILLED = 40_000;

/** What the words of every notice of a page have in common. */
export interface NoticeSpeech {
  strings: Strings;
  format: Format;
  page: NoticeWords['page'];
  language: string;
  standing: NoticeWords['standing'];
}

/** How a page speaks in its notices. `pageId` is that of its feeds; `standing` is its roll-up. */
export function createSpeech(
  { page }: Config,
  { pageId, standing }: { pageId: string; standing: NoticeWords['standing'] },
): NoticeSpeech {
  const { strings, language, tag } = chooseCatalogue(page.locale);
  return {
    strings,
    language,
    format: createFormat({ strings, tag, timeZone: page.timeZone }),
    page: { id: pageId, name: page.name, url: page.url },
    standing,
  };
}

function labelOf({ kind, phase }: Notice, { strings }: NoticeSpeech): string {
  if (phase !== undefined) return strings.phase[phase];
  return kind === 'postmortem' ? strings.postmortem.title : strings.kind.maintenance;
}

function subjectOf(notice: Notice, { strings }: NoticeSpeech): string {
  const { kind, phase, title, again } = notice;
  const label = phase === undefined ? strings.kind.maintenance : strings.phase[phase];
  const subject = kind === 'postmortem' ? strings.postmortem.titled(title) : strings.feed.item(label, title);
  return again === '' ? subject : strings.notice.corrected(subject);
}

function kindOf({ kind, impact }: Notice, { strings }: NoticeSpeech): string {
  if (kind === 'postmortem') return '';
  return kind === 'incident' ? strings.impact[impact ?? 'none'] : strings.kind[kind];
}

function listComponents({ components }: Notice, { strings, format }: NoticeSpeech): string {
  const told = components.slice(0, MOST_COMPONENTS).map(({ name, status }) => {
    const shown = isolate(name);
    return status === undefined ? shown : strings.notice.component(shown, strings.status[status]);
  });
  const left = components.length - told.length;
  return format.list(left === 0 ? told : [...told, strings.andMore(left)]);
}

function describeFacts(notice: Notice, speech: NoticeSpeech): string[] {
  const { strings, format } = speech;
  const { components, window, next, at } = notice;
  return [
    ...(window === undefined ? [] : [strings.feed.planned(format.range(window.start, window.end))]),
    ...(components.length === 0 ? [] : [strings.notice.affected(listComponents(notice, speech))]),
    ...(next === undefined ? [] : [strings.promise.ahead(format.near(next, at))]),
  ];
}

/** The operator's own words, with what the notice has in the place of `{title}` and the like. */
function fillTemplate(
  { template, text }: { template: string; text: string },
  notice: Notice,
  speech: NoticeSpeech,
): string {
  const { format } = speech;
  const values: Readonly<Record<string, string>> = {
    page: speech.page.name,
    phase: labelOf(notice, speech),
    title: notice.title,
    text,
    components: format.list(notice.components.map(({ name }) => isolate(name))),
    impact: kindOf(notice, speech),
    next: notice.next === undefined ? '' : format.near(notice.next, notice.at),
    url: notice.url,
  };
  let left = MOST_FILLED - template.length;
  const filled = template.replace(/\{([a-z]+)\}/g, (whole, name: string) => {
    const value = values[name] ?? whole;
    const kept = value.slice(0, Math.max(0, left)).toWellFormed();
    const isCut = kept.length < value.length && left > 0;
    left -= value.length;
    return isCut ? `${kept}…` : kept;
  });
  const lines = withoutIsolation(filled)
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return lines.includes(notice.url) ? lines : `${lines}\n\n${notice.url}`.trimStart();
}

/** Says a notice. `removedBecause` is why its text was taken back; `template` is the channel's. */
export function wordNotice(
  notice: Notice,
  speech: NoticeSpeech,
  { removedBecause, template }: { removedBecause?: string | undefined; template?: string | undefined },
): NoticeWords {
  const { strings, page, language, standing } = speech;
  const paragraphs =
    removedBecause === undefined ? renderPlainLines(notice.text) : [strings.entry.redacted(removedBecause)];
  return {
    language,
    page,
    label: labelOf(notice, speech),
    subject: toLine(subjectOf(notice, speech)),
    kind: kindOf(notice, speech),
    paragraphs,
    facts: describeFacts(notice, speech).map(withoutIsolation),
    link: strings.notice.link,
    reason: strings.notice.reason(page.name),
    unsubscribe: strings.notice.unsubscribe,
    templated:
      template === undefined ? undefined : fillTemplate({ template, text: paragraphs.join('\n') }, notice, speech),
    standing,
  };
}
