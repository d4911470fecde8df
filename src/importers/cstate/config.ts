/** What a cState configuration says of the page and its systems. */
import { isMap, parseDocument } from 'yaml';

import { normaliseText } from '../../content/text.ts';
import { TimeZoneSchema } from '../../schema/config.ts';
import { readFieldLines } from './fields.ts';
import { isTable, type Table, tableOf, tablesOf, textIn } from './tables.ts';

interface CstateSystem {
  name: string;
  /** What the page calls it, where that is not its name. */
  displayName?: string | undefined;
  description?: string | undefined;
  category?: string | undefined;
  /** Anything else that is said of it, `key: value`. */
  rest: string[];
}

export interface CstateConfig {
  path: string;
  title?: string | undefined;
  baseUrl?: string | undefined;
  description?: string | undefined;
  language?: string | undefined;
  /** IANA name of the zone in which times without one are meant; UTC unless the configuration says otherwise. */
  timeZone: string;
  brand?: string | undefined;
  categories: { name: string; isUntitled: boolean; description?: string | undefined }[];
  systems: CstateSystem[];
  tabs: { name: string; link: string }[];
  /** Names of settings that say nothing about incidents and have no counterpart. */
  unused: string[];
  /** Why the file could not be read, where it could not. */
  fault?: string | undefined;
}

const USED = ['title', 'baseurl', 'languagecode', 'defaultcontentlanguage', 'timezone', 'params'];
const USED_PARAMS = ['categories', 'systems', 'customtabs', 'description', 'brand'];
const USED_OF_SYSTEM = ['name', 'displayname', 'description', 'category'];

/** Puts the fields of one TOML section at its place: `[params]`, `[[params.systems]]`. */
function addSection(root: Table, header: string, fields: Table): void {
  const path = header.replace(/[[\]\s]/g, '').split('.');
  let at = root;
  for (const key of path.slice(0, -1)) at = at[key] = isTable(at[key]) ? at[key] : {};
  const last = path.at(-1) ?? '';
  const list = at[last];
  if (header.startsWith('[[')) at[last] = [...(Array.isArray(list) ? (list as unknown[]) : []), fields];
  else at[last] = { ...(isTable(list) ? list : {}), ...fields };
}

/** Reads the part of TOML that configurations use: sections, and values on one line. */
function readToml(text: string): Table {
  const root: Table = Object.create(null) as Table;
  for (const section of text.split(/^(?=\s*\[+[\w.\s]+\]+\s*(?:#.*)?$)/m)) {
    const [first = '', ...rest] = section.trim().split('\n');
    const header = /^\[+[\w.\s]+\]+/.exec(first)?.[0];
    const lines = header === undefined ? [first, ...rest] : rest;
    const { fields } = readFieldLines({ lines, linesBefore: 0 }, []);
    const values = Object.fromEntries(fields.map((field) => [field.key, field.value]));
    if (header === undefined) Object.assign(root, values);
    else if (!/__proto__|constructor/.test(header)) addSection(root, header.toLowerCase(), values);
  }
  return root;
}

function readTables(path: string, text: string): { root: Table; fault?: string } {
  if (path.endsWith('.toml')) return { root: tableOf(readToml(text)) };
  const document = parseDocument(text, { schema: 'core', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const fault = document.errors[0]?.message;
  if (!isMap(document.contents)) return { root: {}, fault: fault ?? 'it holds no settings' };
  try {
    return { root: tableOf(document.toJS({ maxAliasCount: 50 })), ...(fault === undefined ? {} : { fault }) };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return { root: {}, fault: error.message };
  }
}

function readSystem(table: Table): CstateSystem[] {
  const name = textIn(table, 'name');
  if (name === undefined) return [];
  const rest = Object.entries(table).filter(([key]) => !USED_OF_SYSTEM.includes(key));
  return [
    {
      name,
      displayName: textIn(table, 'displayname'),
      description: textIn(table, 'description'),
      category: textIn(table, 'category'),
      rest: rest.map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`),
    },
  ];
}

/** Reads a cState configuration: `config.yml`, or its like in TOML or JSON. Never throws; a fault is told in `fault`. */
export function readCstateConfig(path: string, raw: string): CstateConfig {
  const { root, fault } = readTables(path, normaliseText(raw));
  const params = tableOf(root['params']);
  const zone = textIn(root, 'timezone');
  const categories = tablesOf(params['categories']).flatMap((table) => {
    const name = textIn(table, 'name');
    const isUntitled = /^true$/i.test(String(table['untitled']));
    return name === undefined ? [] : [{ name, isUntitled, description: textIn(table, 'description') }];
  });
  const tabs = tablesOf(params['customtabs']).flatMap((table) => {
    const [name, link] = [textIn(table, 'name'), textIn(table, 'link')];
    return name === undefined || link === undefined ? [] : [{ name, link }];
  });
  return {
    path,
    title: textIn(root, 'title'),
    baseUrl: textIn(root, 'baseurl'),
    description: textIn(params, 'description'),
    language: textIn(root, 'languagecode') ?? textIn(root, 'defaultcontentlanguage'),
    timeZone: zone !== undefined && TimeZoneSchema.safeParse(zone).success ? zone : 'Etc/UTC',
    brand: textIn(params, 'brand'),
    categories,
    systems: tablesOf(params['systems']).flatMap(readSystem),
    tabs,
    unused: [
      ...Object.keys(root).filter((key) => !USED.includes(key)),
      ...Object.keys(params).filter((key) => !USED_PARAMS.includes(key)),
    ],
    fault,
  };
}
