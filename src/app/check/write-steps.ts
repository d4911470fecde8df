/** The steps of triage as files. */
import {
  changeFrontMatter,
  formatIncidentFile,
  type FrontMatterChange,
  parseIncidentFile,
} from '../../content/incident-file.ts';
import { appendUpdate } from '../../content/updates.ts';
import type { TriageStep } from '../../domain/triage/model.ts';
import { formatDay } from '../../schema/timestamp.ts';
import { hashText } from './hash.ts';
import type { RunSources } from './read-run.ts';

export interface WrittenStep {
  step: TriageStep;
  path: string;
  text: string;
  /** Of the canonical form. */
  hash: string;
}

/** What a step changes in front matter. */
function frontMatterOf(step: Exclude<TriageStep, { kind: 'open' }>): FrontMatterChange {
  if (step.kind === 'join') return { set: {}, add: { ...step.joined } };
  const { raised, turned, joined, noticed } = step;
  const evidence = [...(joined?.evidence ?? []), ...(noticed?.evidence ?? [])];
  return {
    set: {
      ...raised,
      ...(turned && { category: turned.category, confidence: turned.confidence ?? null }),
      ...noticed?.classified,
    },
    add: { ...(joined && { checks: joined.checks }), ...(evidence.length > 0 && { evidence }) },
  };
}

/** The file of a step as the step leaves it. */
export function applyStep(step: TriageStep, sources: Pick<RunSources, 'texts'>): { path: string; text: string } {
  if (step.kind === 'open') {
    const year = formatDay(step.file.updates[0]?.at ?? 0).slice(0, 4);
    return { path: `incidents/${year}/${step.id}.md`, text: formatIncidentFile(step.file) };
  }
  const before = sources.texts.get(step.path) ?? '';
  const { set, add } = frontMatterOf(step);
  const isSame = Object.keys(set).length === 0 && Object.keys(add).length === 0;
  const changed = isSame ? before : changeFrontMatter(step.path, before, { set, add });
  return { path: step.path, text: step.kind === 'append' ? appendUpdate(changed, step.update) : changed };
}

/** Hash of the canonical form, so that reformatting and merging do not count as a person's edit. */
export function canonicalHash(path: string, text: string): string {
  const { file } = parseIncidentFile(path, text);
  return hashText(file === undefined ? text : formatIncidentFile(file));
}

/** Writes the file of each step. */
export function writeSteps(steps: readonly TriageStep[], sources: RunSources): WrittenStep[] {
  return steps.map((step) => {
    const { path, text } = applyStep(step, sources);
    return { step, path, text, hash: canonicalHash(path, text) };
  });
}
