import type { Check } from '../schema/check.ts';
import { fillVariables, hasVariable, isReadableName, VARIABLE_EXPECTED, variableNames } from '../schema/variable.ts';
import { createRedaction, type Redact } from './redaction.ts';
import type { Secret } from './secret-pieces.ts';

/** The variables that a check may read, by name; `process.env` has this form. */
export type Environment = Readonly<Record<string, string | undefined>>;

export type ResolvedCheck<C extends Check> =
  /** The check with every variable filled in, and what keeps their values out of texts. */
  | { kind: 'resolved'; check: C; redact: Redact }
  /** A variable is missing or may not be read; `message` names it. */
  | { kind: 'unresolved'; message: string };

/** What is shown or names the check is never filled in. */
const SHOWN_KEYS: ReadonlySet<string> = new Set(['id', 'display', 'location']);

/** Applies `change` to every text in a value of plain data; keys, numbers and the form of the value stay. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]));
}

/** As {@link mapTexts} for a check, without what is shown of it. */
function mapCheckTexts<C extends Check>(check: C, change: (text: string) => string): C {
  const entries: [string, unknown][] = Object.entries(check);
  return asCheck<C>(entries.map(([key, value]) => [key, SHOWN_KEYS.has(key) ? value : mapTexts(value, change)]));
}

/** The check of which these are the entries; its type is right as long as nothing but the words of texts has changed. */
function asCheck<C extends Check>(entries: readonly (readonly [string, unknown])[]): C {
  return Object.fromEntries(entries) as C;
}

/** Names of all variables in a check, each once, in the order in which they stand. */
function namesIn(check: Check): string[] {
  const names = new Set<string>();
  mapCheckTexts(check, (text) => {
    for (const name of variableNames(text)) names.add(name);
    return text;
  });
  return [...names];
}

function problemWith(name: string, environment: Environment): string | undefined {
  if (!isReadableName(name)) return `cannot fill in "\${${name}}": expected ${VARIABLE_EXPECTED}`;
  const value = environment[name];
  return value === undefined || value.trim() === '' ? `the environment variable ${name} is not set` : undefined;
}

/** A URL with a secret in it is not shown as a whole either: `display` stands for it. */
function targetSecrets(check: Check, resolved: Check): Secret[] {
  if (!('url' in check) || !('url' in resolved) || !hasVariable(check.url)) return [];
  const forms = URL.canParse(resolved.url) ? [resolved.url, new URL(resolved.url).href] : [resolved.url];
  return forms.map((value) => ({ value, shownAs: check.display ?? check.url, isPublicInPart: true }));
}

/** Basic authentication sends user and password as one encoded text. */
function basicSecrets(check: Check, resolved: Check): Secret[] {
  if (!('auth' in check) || !('auth' in resolved) || resolved.auth === undefined || check.auth === undefined) return [];
  if (!('password' in resolved.auth) || !('password' in check.auth)) return [];
  const written = `${check.auth.username}:${check.auth.password}`;
  if (!hasVariable(written)) return [];
  return [{ value: `${resolved.auth.username}:${resolved.auth.password}`, shownAs: written, isPublicInPart: true }];
}

/**
 * Fills in every `${CANDOR_NAME}` in the values of a check from the environment. Any other `${…}` and a variable
 * that is missing or empty make the check one that cannot run. `id`, `display` and `location` stay as written.
 */
export function resolveSecrets<C extends Check>(check: C, environment: Environment): ResolvedCheck<C> {
  const names = namesIn(check);
  if (names.length === 0) return { kind: 'resolved', check, redact: (text) => text };
  const problem = names.map((name) => problemWith(name, environment)).find((message) => message !== undefined);
  if (problem !== undefined) return { kind: 'unresolved', message: problem };
  const resolved = mapCheckTexts(check, (text) => fillVariables(text, (name) => environment[name] ?? ''));
  const redact = createRedaction([
    ...names.map((name) => ({ value: environment[name] ?? '', shownAs: `\${${name}}` })),
    ...targetSecrets(check, resolved),
    ...basicSecrets(check, resolved),
  ]);
  return { kind: 'resolved', check: resolved, redact };
}
