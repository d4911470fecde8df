/** Variables of the environment that a text of status.yml names: `${CANDOR_NAME}`. */

const REFERENCE = /\$\{([^}]*)\}/g;
/** No other name is ever read, so that no secret that is not ours can be asked for. */
const READABLE_NAME = /^CANDOR_[A-Z0-9_]+$/;

/** What an editor can tell a text by that either has a variable in it or matches a regular expression. */
export function patternOr(expression: RegExp): string {
  return `\\$\\{|${expression.source}`;
}

/** What the name of a variable has to look like, for error texts. */
export const VARIABLE_EXPECTED = 'a name of capital letters, digits and underscores that begins with CANDOR_';

/** Whether a value is to be filled in from the environment, so that its form cannot be judged from the file. */
export function hasVariable(text: string): boolean {
  return text.search(REFERENCE) !== -1;
}

/** The names that stand in `${…}`, in their order, those that may not be read included. */
export function variableNames(text: string): string[] {
  return [...text.matchAll(REFERENCE)].map((match) => match[1] ?? '');
}

/** The text with a value in the place of each `${…}`. */
export function fillVariables(text: string, valueOf: (name: string) => string): string {
  return text.replace(REFERENCE, (_, name: string) => valueOf(name));
}

/** Whether a variable of this name may be read from the environment. */
export function isReadableName(name: string): boolean {
  return READABLE_NAME.test(name);
}

/** The readable name that is nearest to one that is not. */
export function readableName(name: string): string {
  const word = name
    .toUpperCase()
    .replace(/[^A-Z0-9_]/g, '_')
    .replace(/^(?:CANDOR_)*/, '');
  return `CANDOR_${word === '' ? 'TOKEN' : word}`;
}
