/** What figures of transparency are derived from: nothing but what a test says. */
import type { IncidentKnowledge } from '../../src/domain/derived-facts.ts';
import { kindOfEdit } from '../../src/domain/edit-kind.ts';
import type { Provenance, Publication } from '../../src/domain/provenance.ts';
import type { PublishedPostmortem, TransparencyInput } from '../../src/domain/transparency/input.ts';
import { NOTHING_WATCHED } from '../../src/domain/watched-time.ts';
import { at, makePostmortem } from './builders.ts';

export function makeInput(overrides: Partial<TransparencyInput> = {}): TransparencyInput {
  return {
    history: 'whole',
    incidents: [],
    entries: overrides.incidents ?? [],
    known: new Map(),
    provenance: new Map(),
    kindOf: (edit) => kindOfEdit(edit, () => 'change'),
    withdrawn: [],
    redactions: [],
    postmortems: [],
    policy: { requiredFor: ['internal'], fromImpact: 'major', withinBusinessDays: 5 },
    actionStates: new Map(),
    watched: NOTHING_WATCHED,
    firstMeasuredAt: undefined,
    holdForMs: 30 * 60_000,
    urlOf: {
      entry: (id) => `https://status.example.org/incidents/${id}/`,
      postmortem: (id) => `https://status.example.org/postmortems/${id}/`,
    },
    ...overrides,
  };
}

/** Known from the deploy that brought it, and from no measurement. */
export function liveAt(time: string): IncidentKnowledge {
  return { publication: { kind: 'live', at: at(time), committedAt: at(time) }, detections: [] };
}

export function publishedAt(time: string): Publication {
  return { commit: 'c'.repeat(40), at: at(time), liveAt: undefined, author: undefined };
}

/** Provenance in which each update came to main at its own time. */
export function makeProvenance(updates: readonly string[], edits: Provenance['edits'] = []): Provenance {
  const published = new Map(updates.map((time) => [at(time), publishedAt(time)]));
  return { unknown: undefined, first: [...published.values()][0], published, edits };
}

export function makePublished(
  overrides: Parameters<typeof makePostmortem>[0] = {},
  more: Partial<PublishedPostmortem> = {},
): PublishedPostmortem {
  const postmortem = makePostmortem(overrides);
  return { ...postmortem, name: 'The pool', entryIds: postmortem.incidents, checks: [], ...more };
}
