/** How a notice is coloured where a message has a colour. */
import type { Notice } from '../domain/notice.ts';

export type Tone = 'good' | 'calm' | 'planned' | 'warning' | 'bad';

/** What is over is good; what is planned or said is calm; an incident by its impact. */
export function toneOf({ kind, phase, impact }: Pick<Notice, 'kind' | 'phase' | 'impact'>): Tone {
  if (phase === 'resolved' || phase === 'completed') return 'good';
  if (kind === 'maintenance') return 'planned';
  if (kind !== 'incident' || impact === undefined || impact === 'none') return 'calm';
  return impact === 'minor' ? 'warning' : 'bad';
}
