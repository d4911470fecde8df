/** How soon people were told, as the page shows it. */
import type { ToldIncident, UntoldIncident } from '../../domain/transparency/time-to-tell.ts';
import type { Transparency } from '../../domain/transparency/transparency.ts';
import { isolate } from '../isolate.ts';
import { type Phrase, phrase } from '../phrase.ts';
import type { SiteModel } from '../site-model.ts';
import {
  type FigureRow,
  filledGroups,
  instantOf,
  plainly,
  type RowGroup,
  type Said,
  type TimeDot,
  type TimeMark,
  timeOf,
} from './rows.ts';

export interface TellView extends Said {
  /** The quickest first, as are the rows. */
  dots: TimeDot[];
  /** Where half of them lie before, and nine of ten; none where there are too few for that to say anything. */
  marks: TimeMark[];
  /** What the dots and the marks are. */
  key: string;
  rows: FigureRow[];
  /** Those that are in none of the figures. */
  apart: RowGroup[];
}

const FEWEST_MARKED = 3;

function listMarks({ distribution }: Transparency['timeToTell']): TimeMark[] {
  if (distribution === null || distribution.count < FEWEST_MARKED) return [];
  return [
    { ms: distribution.medianMs, isBroken: false },
    { ms: distribution.p90Ms, isBroken: true },
  ];
}

function findingOf({ incidents, timeToTell: { distribution } }: Transparency, { format, strings }: SiteModel): string {
  const words = strings.transparency.tell;
  if (incidents === 0) return words.none;
  if (distribution === null) return words.noneMeasured(incidents);
  const { count, medianMs, p90Ms } = distribution;
  if (count === 1) return words.foundOne(format.duration(medianMs));
  return words.found(format.number(count), format.duration(medianMs), format.duration(p90Ms));
}

function toldRow(incident: ToldIncident, { format, strings, urls }: SiteModel): FigureRow {
  const { id, title, startedAt, startedBy, timeToTellMs, longerByAtMostMs } = incident;
  const longer = longerByAtMostMs === null ? undefined : format.duration(longerByAtMostMs);
  return {
    title: plainly(title),
    url: urls.entry(id),
    note: phrase((time = '') => `${time} · ${strings.facts.source[startedBy]}`, instantOf(startedAt)),
    value: plainly(format.duration(timeToTellMs)),
    valueNote: longer && strings.transparency.tell.longer(longer),
  };
}

function reasonOf({ because, toldAt }: UntoldIncident, { strings }: SiteModel): Phrase {
  const words = strings.transparency.tell;
  if (because === 'start_not_known') return plainly(words.startNotKnown);
  if (because === 'told_before_start') return plainly(words.toldBeforeStart);
  if (because !== 'never') return plainly(strings.facts.unknown[because]);
  return phrase((time = '') => strings.facts.never(time), instantOf(toldAt ?? ''));
}

function apartRow(incident: UntoldIncident, model: SiteModel): FigureRow {
  const { id, title, startedAt } = incident;
  return {
    title: plainly(title),
    url: model.urls.entry(id),
    note: reasonOf(incident, model),
    value: timeOf(startedAt),
  };
}

/** Describes it. */
export function viewTell(figures: Transparency, model: SiteModel): TellView {
  const { format, strings } = model;
  const words = strings.transparency.tell;
  const { told, untold } = figures.timeToTell;
  const marks = listMarks(figures.timeToTell);
  const committed = told.filter(({ toldBy }) => toldBy === 'commit').length;
  return {
    finding: findingOf(figures, model),
    sources: [words.source, ...(committed === 0 ? [] : [words.byCommit(committed)])],
    dots: told.map(({ id, title, timeToTellMs: ms }) => {
      return { ms, url: model.urls.entry(id), name: strings.transparency.dot(isolate(title), format.duration(ms)) };
    }),
    marks,
    key: marks.length > 0 ? words.key : words.dots,
    rows: told.map((incident) => toldRow(incident, model)),
    apart: filledGroups([
      {
        title: words.apart,
        heads: [words.incident, strings.entry.began],
        rows: untold.map((incident) => apartRow(incident, model)),
      },
    ]),
  };
}
