/** What a person may have meant who wrote a heading that cannot be read. */
import { isId } from '../schema/component.ts';
import { type Phase, phaseTitle } from '../schema/phase.ts';
import { nearest } from './suggest.ts';

/** Words that other status pages, or people in a hurry, have for our phases. */
const OTHER_WORDS: Readonly<Record<string, readonly Phase[]>> = {
  investigate: ['investigating'],
  looking: ['investigating'],
  open: ['investigating'],
  opened: ['investigating'],
  identify: ['identified'],
  cause: ['identified'],
  found: ['identified'],
  monitor: ['monitoring'],
  mitigated: ['monitoring'],
  watching: ['monitoring'],
  closed: ['resolved', 'completed'],
  done: ['resolved', 'completed'],
  fixed: ['resolved', 'completed'],
  recovered: ['resolved'],
  restored: ['resolved'],
  solved: ['resolved'],
  planned: ['scheduled'],
  begun: ['in_progress'],
  ongoing: ['in_progress'],
  started: ['in_progress'],
  ended: ['completed'],
  finished: ['completed'],
};

/** The phase that a word was meant to be: a near miss of it, or another word for it. */
function meantPhase(word: string, phases: readonly Phase[]): Phase | undefined {
  const others = Object.hasOwn(OTHER_WORDS, word) ? (OTHER_WORDS[word] ?? []) : [];
  return nearest(word, phases) ?? phases.find((phase) => others.includes(phase));
}

/** What a word in the field of a phase was meant to be; undefined where nothing is near. */
export function phaseWordHint(word: string, phases: readonly Phase[]): string | undefined {
  const meant = meantPhase(word, phases);
  return meant === undefined ? undefined : `Did you mean "${meant}"?`;
}

/** What to do about a part in the place of the phase. `word` is it in small letters. */
export function phaseHint(part: string, word: string, phases: readonly Phase[]): string {
  const meant = meantPhase(word, phases);
  if (meant !== undefined) return `Did you mean "${phaseTitle(meant)}"?`;
  if (word === 'update') return 'Write the phase again that it is still in.';
  return `If "${part.slice(0, 60)}" is text, write its heading with three "#".`;
}

/** What to do about a part after the time that is neither a change, nor `next:`, nor `notify:`. */
export function partHint(piece: string): string {
  if (/^next\b/i.test(piece)) return 'Write "next: " and then the time.';
  const option = nearest(piece.split(':', 1)[0]?.trim() ?? '', ['next', 'notify']);
  if (option !== undefined) return `Did you mean "${option}"?`;
  if (/:.*:/.test(piece)) return 'Put a comma between the changes.';
  if (/^[a-z0-9-]+\s*=/.test(piece)) return 'Put a colon between the component and its status.';
  if (isId(piece)) return 'Put a colon and its status after the component.';
  return 'Put the words of the update below its heading.';
}
