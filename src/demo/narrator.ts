/** Tells the person at the terminal what happens: one line a thing, its time in front. */
import type { RunReport } from '../app/check/run.ts';
import type { Output } from '../cli/output.ts';
import type { Progress } from '../cli/progress.ts';
import type { TriageStep } from '../domain/triage/model.ts';
import { phaseTitle } from '../schema/phase.ts';
import type { BuiltPage } from './page-builder.ts';

type Style = Parameters<Output['style']>[0];

const KINDS = {
  service: 'yellow',
  check: 'cyan',
  incident: 'red',
  commit: 'magenta',
  page: 'green',
} as const satisfies Record<string, Style>;
type Kind = keyof typeof KINDS;
const KIND_WIDTH = 10;

export interface Narrator {
  /** What the demo itself does to a service. */
  service(text: string): void;
  /** What a run found and changed; a run like the one before it only on a terminal, and only until the next line. */
  run(report: RunReport): void;
  page(page: BuiltPage, origin: string): void;
  /** A line without a time. */
  say(text?: string): void;
}

/** `10:05:03`, UTC. */
function clock(at: number): string {
  return new Date(at).toISOString().slice(11, 19);
}

function shortId(commit: string | undefined): string {
  return commit?.slice(0, 7) ?? '';
}

/** `3 of 4 checks pass. api-orders: expected a status in 200-399, got 503` */
function describeOutcomes({ outcomes }: RunReport): string {
  const up = outcomes.filter(({ state }) => state === 'up').length;
  const others = outcomes.filter(({ state }) => state !== 'up');
  const words = others.map(({ check, message, state }) => `${check}: ${message ?? state}`);
  if (words.length === 0) return `all ${up} checks pass`;
  return `${up} of ${outcomes.length} checks pass · ${words.join(' · ')}`;
}

/** `Investigating: Public API is partly down (api: partial_outage)` */
function describeStory(step: TriageStep): string {
  if (step.kind === 'open') {
    const { title, components } = step.file.frontMatter;
    return `Investigating: ${title}${describeComponents(components ?? {})}`;
  }
  if (step.kind === 'join') return `Evidence: ${step.joined.evidence.map(({ text }) => text).join(' · ')}`;
  const [first = ''] = step.update.text.split('\n');
  return `${phaseTitle(step.update.phase)}: ${first}${describeComponents(step.update.components)}`;
}

function describeComponents(components: Readonly<Record<string, string>> | readonly string[]): string {
  const parts = Object.entries(components).map(([id, status]) => `${id}: ${status}`);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** A narrator for this output; `now` gives the time of lines that have none of their own. */
export function createNarrator({ print, style }: Output, progress: Progress, now: () => number): Narrator {
  let lastOutcomes = '';
  const line = (at: number, kind: Kind, text: string): string =>
    `${style('dim', clock(at))}  ${style(KINDS[kind], kind.padEnd(KIND_WIDTH))}${text}`;
  const tell = (at: number, kind: Kind, text: string): void => {
    progress.clear();
    print(line(at, kind, text));
  };
  return {
    service: (text) => tell(now(), 'service', text),
    run(report) {
      const { plan, landed } = report;
      const outcomes = describeOutcomes(report);
      const told = `${outcomes} ${style('dim', `· measurements in ${shortId(landed?.data)}`)}`;
      if (outcomes === lastOutcomes) progress.show(`${clock(plan.at)}  ${outcomes}`);
      else tell(plan.at, 'check', told);
      lastOutcomes = outcomes;
      for (const step of plan.steps) tell(plan.at, 'incident', style('bold', describeStory(step)));
      const [subject = ''] = plan.landing.main.message.split('\n');
      if (plan.steps.length > 0) tell(plan.at, 'commit', `${shortId(landed?.main)} on main · ${subject}`);
    },
    page({ verdict, tookMs }, origin) {
      const took = style('dim', `· built in ${(tookMs / 1_000).toFixed(1)} s · ${origin}/`);
      tell(now(), 'page', `${style('bold', `“${verdict}”`)} ${took}`);
    },
    say(text = '') {
      progress.clear();
      print(text);
    },
  };
}
