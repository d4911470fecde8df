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

/** Words by which a title tells of work that was planned, in the languages that cState speaks and their neighbours. */
const MAINTENANCE =
  /maint[ae]i?n|scheduled|planned|upgrad|migrat|reboot|patching|(?:system|software|kernel|cluster|server|firmware|database|db) updates?|wartung|geplant|mise à (?:niveau|jour)|planifié|mantenimiento|programad|manutenzione|programmat|pianificat|manuten[çc][aã]o|onderhoud|gepland|prace techniczne|konserwac|planowan|remont|priežiūr|profilaktik|underhåll|vedligehold|vedlikehold|planera|huolto|údržb|odstávk|mentenan|întreținere|karbantart|bakım|обслуживани|техработ|технически|плановы|обслуговуванн|одржување|pemeliharaan|pagpapanatili|manteniment|メンテナンス|保守|定期点検|维护|維護|升级|점검|유지보수/iu;

/** Whether a title tells of planned work. An unplanned migration of words, "unscheduled downtime", is none. */
export function looksLikeMaintenance(title: string): boolean {
  return MAINTENANCE.test(title.normalize('NFC').replace(/\b(?:un|not )(?:scheduled|planned)\b/gi, ''));
}
