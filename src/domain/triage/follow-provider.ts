/** What providers say after an incident was opened: that the cause is theirs, and how they go on. */
import type { Instant } from '../../schema/timestamp.ts';
import { nextUpdateTime } from '../update.ts';
import { classifyByProvider, latestUpdate, matchText } from './classify.ts';
import { findMatch, isFollowed, namesOf } from './findings.ts';
import type { AppendStep, KnownIncident, Noticed, TriageInput, TriageStep } from './model.ts';
import { planQuotes, providerEvidence, quoteKey } from './provider-words.ts';
import type { ProviderFinding } from './provider-match.ts';

type Match = Extract<ProviderFinding, { kind: 'match' }>;

interface Said {
  text: string;
  noticed: Noticed;
}

/** The provider's incident is new to ours. */
function planMatch(match: Match, input: TriageInput): Said {
  const evidence = providerEvidence(match, namesOf(match.provider, input), input.now);
  return {
    text: matchText(match, input),
    noticed: { classified: classifyByProvider(match), evidence: [evidence], quotedUntil: latestUpdate(match) },
  };
}

/** What the provider has said since we last quoted it. */
function planWords(match: Match, { quotedUntil = -Infinity }: KnownIncident, input: TriageInput): Said | undefined {
  const { incident, provider } = match;
  const quoted = new Set(
    incident.updates.filter(({ at }) => at <= quotedUntil).map(({ at }) => quoteKey(incident, at)),
  );
  const quotes = planQuotes({ incident, name: namesOf(provider, input).name, quoted, now: input.now });
  if (quotes === undefined || quotes.text === '') return undefined;
  return { text: quotes.text, noticed: { evidence: [], quotedUntil: latestUpdate(match) } };
}

function planSaid(known: KnownIncident, input: TriageInput): Said | undefined {
  const { incident } = known;
  const components = input.components.filter(({ id }) => incident.components.includes(id));
  const match = findMatch(components, incident.startedAt, input);
  if (match === undefined) return undefined;
  if (incident.category === 'undetermined') return planMatch(match, input);
  // Another incident of the provider's is another matter.
  return match.incident.url === incident.frontMatter.providerUrl ? planWords(match, known, input) : undefined;
}

interface Heard extends Said {
  known: KnownIncident;
}

/** A step with what a provider says added to it, or one of its own. */
function addTo(step: TriageStep | undefined, { known, text, noticed }: Heard, now: Instant): AppendStep {
  const { incident, path } = known;
  if (step?.kind === 'append') {
    return { ...step, update: { ...step.update, text: `${step.update.text}\n\n${text}` }, noticed };
  }
  const at = nextUpdateTime(incident.updates, now);
  const update = { at, phase: incident.phase, components: {}, text };
  const joined = step?.kind === 'join' ? step.joined : undefined;
  return { kind: 'append', id: incident.id, path, update, because: 'provider', joined, noticed };
}

/** The steps with what the providers of followed incidents say by now. */
export function planProviderWords(input: TriageInput, steps: readonly TriageStep[]): TriageStep[] {
  const all = new Map(steps.map((step) => [step.id, step]));
  for (const known of input.incidents.filter((each) => isFollowed(each, input.now))) {
    const said = planSaid(known, input);
    if (said !== undefined)
      all.set(known.incident.id, addTo(all.get(known.incident.id), { known, ...said }, input.now));
  }
  return [...all.values()];
}
