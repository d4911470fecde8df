/** Carries out the checks of several roots as those of one: one concurrency, one deadline. */
import type { CheckOutcome } from '../../domain/measurement.ts';
import type { Check } from '../../schema/check.ts';
import type { RunPorts } from './run.ts';

type Probe = RunPorts['probe'];

interface Asked {
  checks: readonly Check[];
  signal: AbortSignal;
  answer: (outcomes: CheckOutcome[] | Promise<CheckOutcome[]>) => void;
}

export interface JointProbe {
  /** The probe of one root. The first time it is asked it waits for the other roots; after that nobody waits. */
  probe: Probe;
  /** Says that a root will not ask any more, so that nobody waits for it. Saying so twice is no harm. */
  leave(): void;
}

/** Aborted once all of the signals are: what one root gives up, the others still want. */
function whenAll(signals: readonly AbortSignal[]): AbortSignal {
  const controller = new AbortController();
  const check = (): void => {
    if (signals.every(({ aborted }) => aborted)) controller.abort(signals[0]?.reason);
  };
  for (const signal of signals) signal.addEventListener('abort', check);
  check();
  return controller.signal;
}

/** A probe for each of two roots, both of which carry out their first checks in one call of `probe`. */
export function createJointProbes(probe: Probe): [JointProbe, JointProbe] {
  const asked: Asked[] = [];
  let awaited = 2;
  const start = (): void => {
    if (awaited > 0 || asked.length === 0) return;
    const outcomes = probe(
      asked.flatMap(({ checks }) => checks),
      whenAll(asked.map(({ signal }) => signal)),
    );
    let from = 0;
    for (const { checks, answer } of asked) {
      const [first, last] = [from, from + checks.length];
      answer(outcomes.then((found) => found.slice(first, last)));
      from = last;
    }
  };
  const createOne = (): JointProbe => {
    let isFirst = true;
    const arrive = (): void => {
      if (!isFirst) return;
      isFirst = false;
      awaited -= 1;
      start();
    };
    return {
      probe: (checks, signal) => {
        if (!isFirst) return probe(checks, signal);
        return new Promise((answer) => {
          asked.push({ checks, signal, answer });
          arrive();
        });
      },
      leave: arrive,
    };
  };
  return [createOne(), createOne()];
}
