/** A post-mortem as its page shows it: its title, what each factor became, its story, figures and actions. */
import type { PostmortemDuty } from '../domain/follow-up/postmortem-duties.ts';
import type { SeriesState } from '../domain/series.ts';
import type { PostmortemFrontMatter } from '../schema/postmortem.ts';
import type { Instant } from '../schema/timestamp.ts';
import { actionAnchor } from './action-view.ts';
import { type CheckNow, deriveCheckNow } from './check-now.ts';
import { entryTime, isOver } from './entry-times.ts';
import { entryState } from './entry-view.ts';
import type { PostmortemModel, SitePostmortem } from './postmortem-model.ts';
import type { Entry, SiteContent } from './site-content.ts';
import type { SiteModel } from './site-model.ts';

const DAY_MS = 86_400_000;

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
          outcome: { ...outcome, title, check: deriveCheckNow(becomes, { about, model, content }) },
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
  | { kind: 'published'; postmortems: PostmortemModel['all'] }
  /** A paragraph each; `isOverdue` where the policy asks for one and its day is over. */
  | { kind: 'text'; lines: { text: string; isOverdue: boolean }[] };

/** That the policy asks for a post-mortem, by when, and whether that day is over. */
export function describeOwed({ until, isOverdue }: PostmortemDuty, { format, strings }: SiteModel): string {
  const { dueBy, overdueSince } = strings.postmortem;
  const lastDay = format.wholeDay(until - DAY_MS);
  return isOverdue ? overdueSince(lastDay) : dueBy(lastDay);
}

/** The post-mortems of an entry, else why there will be none, by when one is due, or that one is being written. */
export function postmortemOfEntry(entry: Entry, model: SiteModel): EntryPostmortem | undefined {
  const { postmortems, strings } = model;
  const published = postmortems.byEntry.get(entry.id);
  if (published !== undefined) return { kind: 'published', postmortems: published };
  const waiver = entry.kind === 'incident' && entry.frontMatter.postmortem === 'waived' ? entry.frontMatter.waiver : '';
  const { waived, inWork } = strings.postmortem;
  if (waiver !== undefined && waiver !== '') {
    return { kind: 'text', lines: [{ text: waived(waiver), isOverdue: false }] };
  }
  const owed = postmortems.owed.get(entry.id);
  const lines = [
    ...(owed === undefined ? [] : [{ text: describeOwed(owed, model), isOverdue: owed.isOverdue }]),
    ...(postmortems.inWork.has(entry.id) ? [{ text: inWork, isOverdue: false }] : []),
  ];
  return lines.length === 0 ? undefined : { kind: 'text', lines };
}

/** An incident without a post-mortem, on the page of all of them. */
export interface MissingLine {
  title: string;
  url: string;
  /** When it began. */
  at: Instant;
  text: string;
  isOverdue: boolean;
}

function missingLine(entry: Entry, text: string, { urls }: SiteModel): MissingLine {
  return { title: entry.title, url: urls.entry(entry.id), at: entryTime(entry), text, isOverdue: false };
}

/** The post-mortems that the policy asks for and that are not published, the first that is due first. */
export function listOwed(model: SiteModel): MissingLine[] {
  const { entries, postmortems } = model;
  return [...postmortems.owed.values()]
    .sort((a, b) => a.until - b.until)
    .flatMap((duty) => {
      const entry = entries.find(({ id }) => id === duty.incident);
      if (entry === undefined) return [];
      return [{ ...missingLine(entry, describeOwed(duty, model), model), isOverdue: duty.isOverdue }];
    });
}

/** The incidents of which it was decided to write none, and why. */
export function listWaived(model: SiteModel): MissingLine[] {
  return model.postmortems.waived.map((incident) => missingLine(incident, incident.frontMatter.waiver ?? '', model));
}
