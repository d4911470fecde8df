/** The checks that the chains of whys of post-mortems led to. */
import type { CheckState } from '../check-series.ts';
import { compareText } from '../compare-text.ts';
import type { ProducedCheck } from '../produced-check.ts';
import type { PublishedPostmortem, TransparencyInput } from './input.ts';
import { written } from './year.ts';

/** A check of one post-mortem. */
export interface CheckFigure {
  check: string;
  /** What may be shown of it. */
  name: string;
  postmortem: string;
  postmortemTitle: string;
  postmortemUrl: string;
  /** Name of the component that has it; null where none has any more, and then nothing is known of it. */
  component: string | null;
  /** Whether it was there before the incident, as the post-mortem says. */
  isExisting: boolean;
  /** When status.yml first named it; null where that is not known. */
  addedAt: string | null;
  /** Whether that was after the incident began; null where that is not known. */
  isAddedAfter: boolean | null;
  /** Null where no component has it any more. */
  stateNow: CheckState | null;
  /** Share of the known time since `recordSince` in which it passed, 0 to 1; null where nothing is known. */
  passedShare: number | null;
  /** From when on something is known of it since it was added and the incident was over. */
  recordSince: string | null;
}

/** What the last answer of a chain of whys becomes: a check, a test, a process, or it is accepted with a reason. */
export const OUTCOMES = ['monitor', 'test', 'process', 'accepted'] as const;

export type OutcomeCounts = Record<(typeof OUTCOMES)[number], number>;

export interface CheckFigures {
  /** Of every published post-mortem. */
  outcomes: OutcomeCounts;
  checks: CheckFigure[];
}

function figureOf(check: ProducedCheck, postmortem: PublishedPostmortem, { urlOf }: TransparencyInput): CheckFigure {
  const { component, record } = check;
  return {
    check: check.id,
    name: check.name,
    postmortem: postmortem.id,
    postmortemTitle: postmortem.name,
    postmortemUrl: urlOf.postmortem(postmortem.id),
    component: component?.name ?? null,
    isExisting: check.isExisting,
    addedAt: written(check.addedAt),
    isAddedAfter: check.isAddedAfter ?? null,
    stateNow: component === undefined ? null : check.state,
    passedShare: component === undefined ? null : (record.share ?? null),
    recordSince: component === undefined ? null : written(record.since),
  };
}

/** Derives them, by the post-mortem. */
export function deriveCheckFigures(input: TransparencyInput): CheckFigures {
  const postmortems = [...input.postmortems].sort((a, b) => compareText(a.id, b.id));
  const outcomes: OutcomeCounts = { monitor: 0, test: 0, process: 0, accepted: 0 };
  for (const { frontMatter } of postmortems) for (const { becomes } of frontMatter.factors) outcomes[becomes.kind] += 1;
  return {
    outcomes,
    checks: postmortems.flatMap((postmortem) => postmortem.checks.map((check) => figureOf(check, postmortem, input))),
  };
}
