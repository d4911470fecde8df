/** The files of a Hugo configuration as one table, with what was wrong with them. */
import { isMap, parseDocument } from 'yaml';

import { normaliseText } from '../../content/text.ts';
import { isTable, type Table, tableOf } from './tables.ts';
import { parseToml, readTomlLines } from './toml.ts';

export interface ConfigSource {
  /** Path relative to the folder of the site: `config.yml`, `config/_default/params.toml`. */
  path: string;
  text: string;
}

export interface ConfigTables {
  root: Table;
  /** What could not be read as it is written, and what was made of it: one clause each. */
  faults: { file: string; what: string; text: string }[];
}

interface TablesRead {
  root: Table;
  fault?: { what: string; text: string };
}

function parseYaml(text: string) {
  return parseDocument(text, { schema: 'core', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
}

const OPEN_QUOTE = /^(\s*(?:-\s+)?[\w.-]+:\s+)(["'])(.*)$/;

/** Ends each quote that its line leaves open at the end of that line. */
function closeQuotes(text: string): string {
  const mend = (line: string): string => {
    const [, head, quote, rest] = OPEN_QUOTE.exec(line) ?? [];
    if (head === undefined || quote === undefined || rest === undefined) return line;
    const isClosed = quote === '"' ? /^(?:[^"\\]|\\.)*"/.test(rest) : rest.includes("'");
    return isClosed ? line : `${head}${JSON.stringify(rest.replace(/\s#.*$/, '').trim())}`;
  };
  return text.split('\n').map(mend).join('\n');
}

/** Texts that a broken quote has swallowed run over lines of the source, and are no value of anything. */
function withoutSwallowed(table: Table, text: string): Table {
  const entries = Object.entries(table).flatMap(([key, value]): [string, unknown][] => {
    if (isTable(value)) return [[key, withoutSwallowed(value, text)]];
    return typeof value === 'string' && !text.includes(value) ? [] : [[key, value]];
  });
  return Object.fromEntries(entries);
}

function readYaml(text: string): TablesRead {
  const whole = parseYaml(text);
  const error = whole.errors[0]?.message;
  const closed = error === undefined ? whole : parseYaml(closeQuotes(text));
  const isMended = error !== undefined && closed.errors.length === 0;
  const document = isMended ? closed : whole;
  if (!isMap(document.contents)) return { root: {}, fault: { what: 'it was not read', text: error ?? 'it is no map' } };
  try {
    const root = tableOf(document.toJS({ maxAliasCount: 50 }));
    if (error === undefined) return { root };
    if (isMended)
      return { root, fault: { what: 'quotes that stay open were closed at the ends of their lines', text: error } };
    return {
      root: withoutSwallowed(root, text),
      fault: { what: 'what stands before the fault was read', text: error },
    };
  } catch (thrown) {
    if (!(thrown instanceof ReferenceError)) throw thrown;
    return { root: {}, fault: { what: 'it was not read', text: thrown.message } };
  }
}

function readToml(text: string): TablesRead {
  const parsed = parseToml(text);
  if ('data' in parsed) return { root: tableOf(parsed.data) };
  return { root: tableOf(readTomlLines(text)), fault: { what: 'it was read line by line', text: parsed.fault } };
}

/** Joins two tables: what stands in the second holds, tables are joined in turn. */
function join(first: Table, second: Table): Table {
  const joined = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const before = joined[key];
    joined[key] = isTable(before) && isTable(value) ? join(tableOf(before), tableOf(value)) : value;
  }
  return joined;
}

/** A file named `params.toml` holds what stands below `params`; `config` and `hugo` hold the whole. */
function placeOf(path: string): string | undefined {
  const stem = path
    .slice(path.lastIndexOf('/') + 1)
    .replace(/\.\w+$/, '')
    .toLowerCase();
  return stem === 'config' || stem === 'hugo' ? undefined : stem;
}

/** Reads the files of a configuration, in YAML, TOML or JSON; of two that say the same the later holds. Never throws. */
export function readConfigTables(sources: readonly ConfigSource[]): ConfigTables {
  const tables: ConfigTables = { root: {}, faults: [] };
  for (const { path, text: raw } of sources) {
    const text = normaliseText(raw);
    const { root, fault } = path.endsWith('.toml') ? readToml(text) : readYaml(text);
    const place = placeOf(path);
    tables.root = join(tables.root, place === undefined ? root : { [place]: root });
    if (fault !== undefined) tables.faults.push({ file: path, ...fault });
  }
  return tables;
}
