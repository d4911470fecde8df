/** What triage found, as a reader meets it: by what it is, each thing once, in plain words. */
import { type FailureEvidence, readEvidenceText } from '../domain/triage/words.ts';
import type { Evidence } from '../schema/incident.ts';
import { type Instant, parseInstant } from '../schema/timestamp.ts';
import type { Entry } from './site-content.ts';
import type { SiteModel } from './site-model.ts';
import { hostOf } from './urls.ts';

/** Where measurements lie, which says nothing to a reader. */
const MEASUREMENTS = 'status-data';

/** One thing that was found. */
export interface EvidenceLine {
  at: Instant;
  /** When the very same was found for the last time; undefined where that was once. */
  lastAt: Instant | undefined;
  /** The component whose check it was, where that is known; an address where it has a page. */
  component: { name: string; url: string | undefined } | undefined;
  text: string;
  /** What else is known of it, in small. */
  details: string[];
  /** Where it was found; an address where it is one. */
  source: { name: string; url: string | undefined } | undefined;
}

export interface EvidenceGroup {
  title: string;
  /** Oldest first. */
  lines: EvidenceLine[];
}

function sourceOf({ source }: Evidence): EvidenceLine['source'] {
  if (source === undefined || source === '' || source === MEASUREMENTS) return undefined;
  const host = hostOf(source);
  return host === undefined ? { name: source, url: undefined } : { name: host, url: source };
}

function componentOf(check: string, { components, config, urls }: SiteModel): EvidenceLine['component'] {
  const component = config.components.find(({ checks }) => checks.some(({ id }) => id === check));
  if (component === undefined) return undefined;
  const hasPage = components.some(({ id }) => id === component.id);
  return { name: component.name, url: hasPage ? urls.component(component.id) : undefined };
}

function describeFailure({ check, message, errorClass, inRow }: FailureEvidence, model: SiteModel) {
  const { found } = model.strings;
  const details = [
    found.check(check),
    errorClass === undefined ? undefined : found.errorClass[errorClass],
    found.inRow(inRow),
  ];
  return {
    component: componentOf(check, model),
    text: message,
    details: details.filter((detail) => detail !== undefined),
  };
}

function describe(evidence: Evidence, model: SiteModel): EvidenceLine {
  const failure = evidence.kind === 'measurement' ? readEvidenceText(evidence.text) : undefined;
  return {
    at: parseInstant(evidence.at) ?? NaN,
    lastAt: undefined,
    ...(failure === undefined
      ? { component: undefined, text: evidence.text, details: [] }
      : describeFailure(failure, model)),
    source: sourceOf(evidence),
  };
}

/** The same found again is one line, from its first time to its last. */
function join(lines: readonly EvidenceLine[]): EvidenceLine[] {
  const joined = new Map<string, EvidenceLine>();
  for (const { at, ...line } of lines) {
    const key = JSON.stringify(line);
    const known = joined.get(key);
    if (known === undefined) joined.set(key, { at, ...line });
    else if (at > known.at) known.lastAt = at;
  }
  return [...joined.values()];
}

/** What triage found of an entry, by kind in the order of its first finding. */
export function groupEvidence(entry: Entry, model: SiteModel): EvidenceGroup[] {
  const evidence = 'evidence' in entry.frontMatter ? (entry.frontMatter.evidence ?? []) : [];
  const groups = new Map<Evidence['kind'], EvidenceLine[]>();
  const dated = evidence.map((found) => ({ kind: found.kind, line: describe(found, model) }));
  for (const { kind, line } of dated.sort((a, b) => a.line.at - b.line.at)) {
    groups.set(kind, [...(groups.get(kind) ?? []), line]);
  }
  return [...groups].map(([kind, lines]) => ({ title: model.strings.found.kind[kind], lines: join(lines) }));
}
