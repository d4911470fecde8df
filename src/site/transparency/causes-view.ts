/** Whose doing incidents were, and the checks that came of them, as the page shows it. */
import { type CheckFigure, OUTCOMES } from '../../domain/transparency/checks.ts';
import type { Transparency } from '../../domain/transparency/transparency.ts';
import { CATEGORIES, type Category } from '../../schema/category.ts';
import type { SeriesState } from '../../domain/series.ts';
import { describeAddition, describeRecord, markOfCheck } from '../check-now.ts';
import { isolate } from '../isolate.ts';
import type { SiteModel } from '../site-model.ts';
import { type BarRow, filled, ifKnown, type Said } from './rows.ts';

/** What is most often of use to know comes first. */
const ORDER: readonly Category[] = [...CATEGORIES].reverse();

export interface BarsView extends Said {
  bars: BarRow[];
}

/** Describes whose doing it was. */
export function viewCategories({ categories, incidents }: Transparency, { strings }: SiteModel): BarsView {
  const words = strings.transparency.categories;
  const bars = ORDER.map((category): BarRow => {
    const { confirmed = 0, suspected = 0 } = categories.find((each) => each.category === category) ?? {};
    const part = suspected === 0 ? undefined : { count: suspected, text: words.suspected(suspected), isBad: false };
    return { label: words.of[category], count: confirmed + suspected, part };
  });
  return {
    finding: incidents === 0 ? strings.transparency.tell.none : words.found(incidents),
    sources: [words.source],
    bars: incidents === 0 ? [] : bars,
  };
}

/** One check that came of an incident. */
export interface CheckLine {
  name: string;
  /** Undefined where it is not among the checks any more. */
  state: { mark: SeriesState; text: string } | undefined;
  /** When it was added, and how it has done since. */
  history: string[];
  postmortem: { title: string; url: string };
}

function lineOf(figure: CheckFigure, model: SiteModel): CheckLine {
  const { strings, urls } = model;
  const words = strings.postmortem;
  const { name, component, stateNow, isExisting, addedAt, isAddedAfter, passedShare, recordSince } = figure;
  const postmortem = { title: figure.postmortemTitle, url: urls.postmortem(figure.postmortem) };
  if (component === null || stateNow === null) {
    return { name: words.checkGone(name), state: undefined, history: [], postmortem };
  }
  return {
    name: words.checkOf(isolate(name), isolate(component)),
    state: { mark: markOfCheck({ state: stateNow }), text: words.checkNow[stateNow] },
    history: [
      ...(isExisting ? [words.becomes.existing] : []),
      describeAddition({ addedAt: ifKnown(addedAt), isAddedAfter: isAddedAfter ?? undefined }, model),
      describeRecord({ share: passedShare ?? undefined, since: ifKnown(recordSince) }, model),
    ],
    postmortem,
  };
}

export interface ChecksView extends BarsView {
  lines: CheckLine[];
}

/** Describes the checks that incidents produced. */
export function viewChecks({ checks: { checks, outcomes } }: Transparency, model: SiteModel): ChecksView {
  const words = model.strings.transparency.checks;
  const passing = checks.filter(({ stateNow }) => stateNow === 'up').length;
  return {
    finding: checks.length === 0 ? words.none : words.found(checks.length, passing),
    sources: [words.source],
    bars: filled(
      OUTCOMES.map((kind) => ({
        label: words[kind],
        count: outcomes[kind],
      })),
    ),
    lines: checks.map((check) => lineOf(check, model)),
  };
}
