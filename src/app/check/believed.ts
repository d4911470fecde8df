/** What a machine has seen, as far as it can be believed: whoever has lost the network sees everything fail. */
import type { CheckOutcome } from '../../domain/measurement.ts';
import { believe, type CanaryAnswer, canaryChecks, isDoubtful, judgeCanaries } from '../../domain/triage/blindness.ts';
import type { Check } from '../../schema/check.ts';

export interface Asked {
  checks: readonly Check[];
  canaries: readonly string[];
  /** Checks of others, to be asked where none of ours answers; what comes of them counts for nothing else. */
  witnesses?: readonly Check[];
  /** True where it is known that somebody has reached something: then nothing of it is doubted, and nobody asked. */
  isProven?: boolean | undefined;
}

export interface Believed {
  outcomes: CheckOutcome[];
  /** How canaries and witnesses fared; undefined where nobody had to ask them. */
  canaries: CanaryAnswer | undefined;
}

type Probe = (checks: readonly Check[], signal: AbortSignal) => Promise<CheckOutcome[]>;

/** Probes the checks, and others and the canaries where nothing has answered: what cannot be believed is not known. */
export async function probeBelieved(
  probe: Probe,
  { checks, canaries, witnesses = [], isProven = false }: Asked,
  signal: AbortSignal,
): Promise<Believed> {
  const outcomes = await probe(checks, signal);
  if (isProven || !isDoubtful(outcomes)) return { outcomes, canaries: undefined };
  const seen = witnesses.length === 0 ? outcomes : [...outcomes, ...(await probe(witnesses, signal))];
  if (!isDoubtful(seen)) return { outcomes, canaries: 'answered' };
  const answer = judgeCanaries(canaries.length === 0 ? [] : await probe(canaryChecks(canaries), signal));
  const believed = believe({ outcomes: seen, checks: [...checks, ...witnesses], canaries: answer });
  return { outcomes: believed.slice(0, outcomes.length), canaries: answer };
}
