/** cState's three severities in the words of components and impacts. */
import leven from 'leven';

import type { ComponentStatus, Impact } from '../../schema/component.ts';

const SEVERITIES = ['down', 'disrupted', 'notice'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What `disrupted` becomes: cState does not say how much of a system it means. */
export type DisruptedAs = 'partial_outage' | 'degraded_performance';

export interface Weight {
  status: ComponentStatus;
  impact: Impact;
}

/** Reads a severity in any case and with a letter or two wrong; undefined for any other word. */
export function readSeverity(text: string): Severity | undefined {
  const word = text.trim().toLowerCase();
  const near = SEVERITIES.find((severity) => word.length > 3 && leven(word, severity) <= 2);
  return SEVERITIES.find((severity) => severity === word) ?? near;
}

/** How bad a severity is here: one that is unknown says nothing of the components. */
export function weightOf(severity: Severity | undefined, disruptedAs: DisruptedAs): Weight {
  if (severity === 'down') return { status: 'major_outage', impact: 'critical' };
  if (severity !== 'disrupted') return { status: 'operational', impact: 'none' };
  return { status: disruptedAs, impact: disruptedAs === 'partial_outage' ? 'major' : 'minor' };
}
