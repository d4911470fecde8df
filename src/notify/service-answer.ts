/** Answers of services that speak JSON: every one is somebody else's text, and may hold what was sent to them. */
import type { z } from 'zod';

import { createRedaction } from '../checks/redaction.ts';
import { quoteForeign } from '../checks/visible-text.ts';
import type { ChannelAnswer, SendOutcome } from '../channel-ports.ts';
import { judgeAnswer } from './fetch.ts';

type Answered = Extract<ChannelAnswer, { kind: 'answered' }>;

/** What a schema makes of a JSON text; undefined where it is none or has another form. */
export function readJson<T>(text: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

interface Service {
  name: string;
  /** What of the settings nobody may read; it does not even stand in an error of the service. */
  secrets: readonly string[];
  /** The reason that the service gives, where it gives one. */
  readReason?(text: string): string | undefined;
  /** How long it wants to be left alone, where `retry-after` does not say so. */
  readWaitMs?(answer: Answered): number | undefined;
}

/**
 * What a failure means: to be tried again or refused for good. Its reason has the service's own words, without any
 * secret.
 */
export function judgeFailure(answer: ChannelAnswer, { secrets, readReason, readWaitMs }: Service): SendOutcome {
  const outcome = judgeAnswer(answer);
  if (answer.kind === 'failed' || outcome.result === 'sent') return outcome;
  const said = readReason?.(answer.text);
  const redact = createRedaction(secrets.map((value) => ({ value, shownAs: '[…]' })));
  const reason = said === undefined ? outcome.reason : `${outcome.reason}: ${quoteForeign(said, redact)}`;
  if (outcome.result === 'refused') return { result: 'refused', reason };
  return { result: 'retry', reason, afterMs: outcome.afterMs ?? readWaitMs?.(answer) };
}

/** What an answer means of which a success holds the message as `schema` has it; `keep` says what of it is kept. */
export function judgeService<T>(
  answer: ChannelAnswer,
  service: Service,
  { schema, keep }: { schema: z.ZodType<T>; keep: (sent: T) => Extract<SendOutcome, { result: 'sent' }>['message'] },
): SendOutcome {
  const outcome = judgeFailure(answer, service);
  if (answer.kind === 'failed' || outcome.result !== 'sent') return outcome;
  if (answer.isCut) return { result: 'retry', reason: 'the answer was not sent to its end' };
  const sent = readJson(answer.text, schema);
  if (sent !== undefined) return { result: 'sent', message: keep(sent) };
  return { result: 'refused', reason: `the server answered ${answer.status}, but not as ${service.name} does` };
}

/** The time from `now` to an instant in seconds since the epoch, as headers of rate limits have it. */
export function untilSeconds(value: string | undefined, now: number): number | undefined {
  if (value === undefined || !/^\d{9,11}$/.test(value)) return undefined;
  return Math.max(0, Number(value) * 1_000 - now);
}
