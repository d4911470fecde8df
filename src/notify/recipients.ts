/** Whom a channel reaches: its settings with the secrets filled in, an id for each recipient that tells no address. */
import { createHmac } from 'node:crypto';

import { createRedaction, type Redact } from '../checks/redaction.ts';
import type { Environment } from '../checks/secrets.ts';
import { digestOf } from '../digest.ts';
import { SINGLE_RECIPIENT } from '../domain/ledger.ts';
import type { Recipient } from '../channel-ports.ts';
import { type ChannelConfig, type ChannelSettings, type ChannelType, isMailAddress } from '../schema/channel.ts';
import { fillVariables, hasVariable, isReadableName, variableNames } from '../schema/variable.ts';

export interface Reached {
  recipients: Recipient[];
  /** Takes every secret and address of the channel out of a text. */
  redact: Redact;
  /** Why nobody can be reached; names a variable and no value. */
  problem: string | undefined;
}

/** Which setting names whom the channel reaches; it may hold several. */
const LISTED: Partial<Record<ChannelType, 'url' | 'to'>> = { webhook: 'url', email: 'to' };
/** What all channels have, and says nothing of how one is reached. */
const COMMON = new Set(['id', 'on', 'components', 'fromImpact', 'follow', 'template']);

type Values = Readonly<Record<string, readonly string[]>>;

function valuesOf(config: ChannelConfig): Values {
  const entries = Object.entries(config).filter(([key, value]) => !COMMON.has(key) && value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [key, [value ?? ''].flat()]));
}

function problemWith(name: string, environment: Environment): string | undefined {
  if (!isReadableName(name)) return `the variable ${name} may not be read`;
  return (environment[name] ?? '').trim() === '' ? `the environment variable ${name} is not set` : undefined;
}

/** A list in a variable: one address a line, or with commas or spaces in between. */
function split(text: string): string[] {
  return text.split(/[\s,]+/).filter((part) => part !== '');
}

/** Settings of one recipient; right as long as each is a text and the schema let the channel through. */
function asSettings(values: Readonly<Record<string, string>>): Recipient['settings'] {
  return values as unknown as ChannelSettings & { type: ChannelType };
}

function isAddress(type: ChannelType, address: string): boolean {
  return type === 'email' ? isMailAddress(address) : URL.canParse(address) && /^https?:/i.test(address);
}

/** Marks that cannot be traced back to an address by whoever lacks the channel's own secret, and change with that. */
function createMark(key: string): (address: string) => string {
  const prefix = digestOf(`key of marks ${key}`, 4);
  return (address) => {
    const digest = createHmac('sha256', key).update(address.toLowerCase()).digest('hex');
    return `${prefix}.${digestOf(digest, 10)}`;
  };
}

/** Addresses are as secret as tokens in what others read. */
function createChannelRedaction(written: Values, filled: Values, environment: Environment): Redact {
  const names = Object.values(written).flat().flatMap(variableNames);
  const ofVariables = names.flatMap((name) =>
    split(environment[name] ?? '').map((value) => ({ value, shownAs: `\${${name}}` })),
  );
  const whole = Object.entries(written).flatMap(([key, texts]) =>
    texts.some(hasVariable) || key === 'url' || key === 'to'
      ? (filled[key] ?? []).map((value) => ({ value, shownAs: texts.find(hasVariable) ?? `(${key})` }))
      : [],
  );
  const all = [...ofVariables, ...whole];
  const secrets = [...all, ...all.flatMap(userParts)].filter(({ value }) => value.length > 3);
  // Made when something is to be shown: with a thousand addresses that takes a while.
  let redact: Redact | undefined;
  return (text) => (redact ??= createRedaction(secrets))(text);
}

/** User and password of an address, which a server may quote without the rest. */
function userParts({ value, shownAs }: { value: string; shownAs: string }): { value: string; shownAs: string }[] {
  if (!value.includes('://') || !URL.canParse(value)) return [];
  const { username, password } = new URL(value);
  return [username, password].flatMap((part) => [part, unescape(part)]).map((part) => ({ value: part, shownAs }));
}

/** The text behind percent signs; one with a stray sign is meant as it stands. */
function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** Opens a channel of status.yml with what the environment holds. */
export function findRecipients(config: ChannelConfig, environment: Environment): Reached {
  const written = valuesOf(config);
  const names = Object.values(written).flat().flatMap(variableNames);
  const problem = names.map((name) => problemWith(name, environment)).find((found) => found !== undefined);
  if (problem !== undefined) return { recipients: [], redact: (text) => text, problem };
  const filled = Object.fromEntries(
    Object.entries(written).map(([key, texts]) => [
      key,
      texts.map((text) => fillVariables(text, (name) => (environment[name] ?? '').trim())),
    ]),
  );
  const redact = createChannelRedaction(written, filled, environment);
  const listed = LISTED[config.type];
  const single = Object.fromEntries(Object.entries(filled).map(([key, [value = '']]) => [key, value]));
  if (listed === undefined) {
    return { recipients: [{ id: SINGLE_RECIPIENT, settings: asSettings(single) }], redact, problem: undefined };
  }
  const addresses = [...new Set((filled[listed] ?? []).flatMap(split))];
  const wrong = addresses.filter((address) => !isAddress(config.type, address)).length;
  if (wrong > 0)
    return { recipients: [], redact, problem: `${wrong} of ${addresses.length} in "${listed}" are no addresses` };
  const isList = addresses.length > 1 || (written[listed]?.length ?? 0) > 1;
  const mark = createMark(config.type === 'email' ? (single['url'] ?? '') : (single['secret'] ?? ''));
  const recipients = addresses.map((address) => ({
    id: isList ? mark(address) : SINGLE_RECIPIENT,
    settings: asSettings({ ...single, [listed]: address }),
  }));
  return { recipients, redact, problem: undefined };
}
