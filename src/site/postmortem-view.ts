/** A post-mortem as its page shows it: its title, what each factor became, its story, figures and actions. */
import type { SeriesState } from '../domain/series.ts';
import type { PostmortemFrontMatter } from '../schema/postmortem.ts';
import { type Instant, parseDay } from '../schema/timestamp.ts';
import { type CheckNow, deriveCheckNow } from './check-now.ts';
import { isOver } from './entry-times.ts';
import { entryState } from './entry-view.ts';
import type { PostmortemModel, SitePostmortem } from './postmortem-model.ts';
import type { Entry, SiteContent } from './site-content.ts';
import type { SiteModel } from './site-model.ts';

type Factor = PostmortemFrontMatter['factors'][number];

/** Its own title, else that of what it is about, else its id. */
export function postmortemTitle({ title, about, id }: SitePostmortem, { format, strings }: SiteModel): string {
  if (title !== undefined) return title;
  const [first, ...others] = about.map((entry) => entry.title);
  if (first === undefined) return id;
  return others.length === 0 ? first : format.list([first, strings.andMore(others.length)]);
}

/** Something that it is about: an entry, or an id whose file cannot be read or does not exist. */
export interface AboutLine {
  title: string;
  url: string | undefined;
  entry: Entry | undefined;
}

/** What it is about, the earliest first; what is not known comes last. */
export function listAbout({ about, unknown }: SitePostmortem, { urls, broken }: SiteModel): AboutLine[] {
  return [
    ...about.map((entry) => ({ title: entry.title, url: urls.entry(entry.id), entry })),
    ...unknown.map((id) => {
      const file = broken.get(id);
      return { title: file?.title ?? id, url: file === undefined ? undefined : urls.entry(id), entry: undefined };
    }),
  ];
}

/** The state of its page: that of what it is about as long as something of it is not over. */
export function postmortemState({ about }: SitePostmortem): SeriesState {
  const open = about.find((entry) => !isOver(entry));
  return (open === undefined ? undefined : entryState(open)) ?? 'operational';
}

/** Whether its page changes by the clock: it shows a check as it is now, or what it is about is not over. */
export function isLivePostmortem({ about, frontMatter }: SitePostmortem, { components }: SiteModel): boolean {
  const shown = new Set(components.flatMap(({ checks }) => checks.map(({ id }) => id)));
  const showsCheck = frontMatter.factors.some(({ becomes }) => becomes.kind === 'monitor' && shown.has(becomes.check));
  return showsCheck || about.some((entry) => !isOver(entry));
}

/** What the last answer of a chain became. */
export interface Outcome {
  /** One sentence without a final period. */
  title: string;
  check: CheckNow | undefined;
  link: { text: string; url: string } | undefined;
  /** Why it is accepted. */
  reason: string | undefined;
  action: { anchor: string; text: string } | undefined;
}

export interface FactorView {
  /** `Cause 1 of 2`. */
  label: string;
  text: string;
  whys: Factor['whys'];
  outcome: Outcome;
}

/** The fragment that names an action on the page; its id alone could be that of something else there. */
function actionAnchor(id: string): string {
  return `action-${id}`;
}

function outcomeOf({ becomes, action: actionId }: Factor, frontMatter: PostmortemFrontMatter): Omit<Outcome, 'title'> {
  const action = frontMatter.actions.find(({ id }) => id === actionId);
  return {
    check: undefined,
    link: undefined,
    reason: becomes.kind === 'accepted' ? becomes.reason : undefined,
    action: action && { anchor: actionAnchor(action.id), text: action.text },
  };
}

/** Each contributing factor with its chain and what the end of that became. */
export function listFactors(
  { frontMatter, about }: SitePostmortem,
  model: SiteModel,
  content: SiteContent,
): FactorView[] {
  const words = model.strings.postmortem;
  return frontMatter.factors.map((factor, index): FactorView => {
    const { becomes, text, whys } = factor;
    const label = words.factor(index + 1, frontMatter.factors.length);
    const outcome = outcomeOf(factor, frontMatter);
    switch (becomes.kind) {
      case 'monitor': {
        const title = becomes.existing ? words.becomes.existing : words.becomes.monitor;
        return {
          label,
          text,
          whys,
          outcome: { ...outcome, title, check: deriveCheckNow(becomes.check, { about, model, content }) },
        };
      }
      case 'accepted':
        return { label, text, whys, outcome: { ...outcome, title: words.becomes.accepted } };
      case 'test':
      case 'process': {
        const link = { text: words.becomesLink[becomes.kind], url: becomes.url };
        return { label, text, whys, outcome: { ...outcome, title: words.becomes[becomes.kind], link } };
      }
    }
  });
}

export interface FigureView {
  /** `412 requests`, `31%`. */
  value: string;
  /** What stands beside the value, smaller; undefined where it is a part of it. */
  unit: string | undefined;
  metric: string;
  source: string | undefined;
}

const PERCENT = /^(?:%|per ?cent|percentage)$/i;

/** The figures of the impact. */
export function listFigures({ frontMatter }: SitePostmortem, { format }: SiteModel): FigureView[] {
  return (frontMatter.impact?.figures ?? []).map(({ metric, value, unit, source }) => {
    return PERCENT.test(unit)
      ? { value: format.percent(value), unit: undefined, metric, source }
      : { value: format.number(value), unit, metric, source };
  });
}

export interface ActionView {
  anchor: string;
  text: string;
  /** `Shows it sooner`. */
  type: string;
  priority: string;
  owner: string;
  /** A UTC day. */
  due: Instant;
  issue: { text: string; url: string } | undefined;
  declined: string | undefined;
}

/** The actions in the order in which they are written, as far as the file tells of them. */
export function listActions({ frontMatter }: SitePostmortem, { strings }: SiteModel): ActionView[] {
  return frontMatter.actions.map(({ id, text, type, priority, owner, due, issue, declined }) => {
    const [repository, number] = issue?.split('#') ?? [];
    return {
      anchor: actionAnchor(id),
      text,
      type: strings.postmortem.actionType[type],
      priority,
      owner,
      due: parseDay(due) ?? NaN,
      issue:
        issue === undefined ? undefined : { text: issue, url: `https://github.com/${repository}/issues/${number}` },
      declined,
    };
  });
}

/** What went well, badly and by luck, each with its heading; what nobody wrote of is left out. */
export function listLessons(
  { frontMatter }: SitePostmortem,
  { strings }: SiteModel,
): { title: string; texts: string[] }[] {
  return (['wentWell', 'wentBadly', 'lucky'] as const)
    .map((key) => ({ title: strings.postmortem[key], texts: frontMatter[key] }))
    .filter(({ texts }) => texts.length > 0);
}

/** What the page of an entry says of its post-mortems; undefined where nothing is to be said. */
export type EntryPostmortem =
  { kind: 'published'; postmortems: PostmortemModel['all'] } | { kind: 'text'; text: string };

/** The post-mortems of an entry, else that one is being written, or why there will be none. */
export function postmortemOfEntry(entry: Entry, { postmortems, strings }: SiteModel): EntryPostmortem | undefined {
  const published = postmortems.byEntry.get(entry.id);
  if (published !== undefined) return { kind: 'published', postmortems: published };
  const waiver = entry.kind === 'incident' && entry.frontMatter.postmortem === 'waived' ? entry.frontMatter.waiver : '';
  const { waived, inWork } = strings.postmortem;
  if (waiver !== undefined && waiver !== '') return { kind: 'text', text: waived(waiver) };
  return postmortems.inWork.has(entry.id) ? { kind: 'text', text: inWork } : undefined;
}
