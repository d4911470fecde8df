/** The story of a post-mortem as its page tells it: each line with where it comes from. */
import { deriveStory, type StoryEvent, type Subject } from '../domain/story.ts';
import { readEvidenceText } from '../domain/triage/words.ts';
import type { Instant } from '../schema/timestamp.ts';
import { isRetold } from './entry-times.ts';
import { isolate } from './isolate.ts';
import type { SitePostmortem } from './postmortem-model.ts';
import type { SiteModel } from './site-model.ts';

export interface StoryLine {
  kind: StoryEvent['kind'];
  at: Instant;
  text: string;
  /** Where on this page it was told. */
  url: string | undefined;
  /** Where it comes from; web addresses in it are links. */
  source: string | undefined;
}

/** What a check is called: as status.yml shows it, else by its id. */
export function nameCheck(id: string, { config }: SiteModel): string {
  const check = config.components.flatMap(({ checks }) => checks).find((each) => each.id === id);
  return isolate(check?.display ?? id);
}

function toldWhere(subject: Subject, { strings }: SiteModel): string {
  return isRetold(subject) ? strings.postmortem.recorded : strings.postmortem.told;
}

function foundLine({ evidence }: Extract<StoryEvent, { kind: 'found' }>, model: SiteModel): [string, string] {
  const { found, postmortem, facts } = model.strings;
  const failure = evidence.kind === 'measurement' ? readEvidenceText(evidence.text) : undefined;
  if (failure !== undefined) return [postmortem.failed(nameCheck(failure.check, model)), facts.source.evidence];
  const source = evidence.source === undefined ? [] : [evidence.source];
  return [evidence.text, [found.kind[evidence.kind], ...source].join(' · ')];
}

/** The text and the source of an event. */
function describe(event: StoryEvent, isOne: boolean, model: SiteModel): [string, string | undefined] {
  const { strings, format } = model;
  const words = strings.postmortem;
  switch (event.kind) {
    case 'began':
      return [event.because === undefined ? words.began : words.beganBecause(event.because), undefined];
    case 'found':
      return foundLine(event, model);
    case 'failed':
      return [
        words.failed(nameCheck(event.check, model)),
        event.withinMs === undefined ? words.measured : words.measuredWithin(format.duration(event.withinMs)),
      ];
    case 'recovered':
      return [words.recovered(nameCheck(event.check, model)), words.measured];
    case 'live':
      return [words.live, strings.facts.source[event.source]];
    case 'noted':
      return [event.text, event.source];
    case 'update': {
      const phase = strings.phase[event.phase];
      const text = isOne ? phase : words.updateOf(phase, isolate(event.subject.title));
      return [text, toldWhere(event.subject, model)];
    }
  }
}

/** The story, oldest first; what was told to readers leads to where it was told. */
export function listStory(postmortem: SitePostmortem, model: SiteModel): StoryLine[] {
  const isOne = postmortem.about.length < 2;
  return deriveStory(postmortem, postmortem.about, model.known).map((event) => {
    const [text, source] = describe(event, isOne, model);
    const url = event.kind === 'update' ? model.urls.update(event.subject.id, event.at) : undefined;
    return { kind: event.kind, at: event.at, text, url, source };
  });
}
