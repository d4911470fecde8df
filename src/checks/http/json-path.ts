import { JSONPathEnvironment, JSONPathError, type JSONPathQuery, type JSONValue } from 'json-p3';

/** A path into JSON, ready to use. */
export interface JsonPath {
  /** Every value that stands at the path. Throws a {@link JSONPathError} for JSON that is nested too deeply. */
  find(json: JSONValue): JSONValue[];
}

/** Why a text is no path; one sentence. */
export interface JsonPathProblem {
  problem: string;
}

const environment = new JSONPathEnvironment();
// These two take regular expressions to a matcher that hostile texts can keep busy for hours.
environment.functionRegister.delete('match');
environment.functionRegister.delete('search');

const PLAIN_PATH = /^[^\s.$@[\]'"*]+(?:\.[^\s.$@[\]'"*]+)*$/;

/** `status.db-1.0` as a standard path; a number is a key as well as an index, as a person would mean it. */
function standardPath(text: string): string {
  if (text.startsWith('$')) return text;
  if (!PLAIN_PATH.test(text)) return text.startsWith('[') ? `$${text}` : `$.${text}`;
  const selectors = text.split('.').map((name) => {
    const key = JSON.stringify(name);
    return /^(?:0|[1-9]\d{0,8})$/.test(name) ? `[${name},${key}]` : `[${key}]`;
  });
  return `$${selectors.join('')}`;
}

/** Reads a path: `status.db`, `items.0.state`, or JSONPath (RFC 9535) such as `$.status.db`, without match and search. */
export function compileJsonPath(text: string): JsonPath | JsonPathProblem {
  let query: JSONPathQuery;
  try {
    query = environment.compile(standardPath(text));
  } catch (error) {
    if (error instanceof JSONPathError)
      return { problem: `Cannot use the path ${JSON.stringify(text)}: ${error.message}` };
    throw error;
  }
  return { find: (json) => query.query(json).values() };
}
