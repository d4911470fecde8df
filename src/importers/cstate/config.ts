/** What a cState configuration says of the page and its systems. */
import { TimeZoneSchema } from '../../schema/time-zone.ts';
import { type ConfigSource, type ConfigTables, readConfigTables } from './config-tables.ts';
import { type Table, tableOf, tablesOf, textIn } from './tables.ts';

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
  /** The first of its files. */
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
  faults: ConfigTables['faults'];
}

const USED = ['title', 'baseurl', 'languagecode', 'defaultcontentlanguage', 'timezone', 'params', 'languages'];
const USED_PARAMS = ['categories', 'systems', 'customtabs', 'description', 'brand'];
const USED_OF_SYSTEM = ['name', 'displayname', 'description', 'category'];

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

function readCategories(params: Table): CstateConfig['categories'] {
  return tablesOf(params['categories']).flatMap((table) => {
    const name = textIn(table, 'name');
    const isUntitled = /^true$/i.test(String(table['untitled']));
    return name === undefined ? [] : [{ name, isUntitled, description: textIn(table, 'description') }];
  });
}

function readTabs(params: Table): CstateConfig['tabs'] {
  return tablesOf(params['customtabs']).flatMap((table) => {
    const [name, link] = [textIn(table, 'name'), textIn(table, 'link')];
    return name === undefined || link === undefined ? [] : [{ name, link }];
  });
}

/** What holds for the site's language: its own settings before those of all. */
function localise(root: Table): { root: Table; params: Table } {
  const languages = tableOf(root['languages']);
  const local = tableOf(languages[(textIn(root, 'defaultcontentlanguage') ?? 'en').toLowerCase()]);
  return { root: { ...root, ...local }, params: { ...tableOf(root['params']), ...tableOf(local['params']) } };
}

/** Reads a cState configuration, in whatever files and languages Hugo allows. Never throws; faults are told. */
export function readCstateConfig(sources: readonly ConfigSource[]): CstateConfig | undefined {
  const [first] = sources;
  if (first === undefined) return undefined;
  const tables = readConfigTables(sources);
  const { root, params } = localise(tables.root);
  const zone = textIn(root, 'timezone');
  return {
    path: first.path,
    title: textIn(root, 'title'),
    baseUrl: textIn(root, 'baseurl'),
    description: textIn(params, 'description'),
    language: textIn(root, 'languagecode') ?? textIn(root, 'defaultcontentlanguage'),
    timeZone: zone !== undefined && TimeZoneSchema.safeParse(zone).success ? zone : 'Etc/UTC',
    brand: textIn(params, 'brand'),
    categories: readCategories(params),
    systems: tablesOf(params['systems']).flatMap(readSystem),
    tabs: readTabs(params),
    unused: [
      ...Object.keys(tables.root).filter((key) => key !== '' && !USED.includes(key)),
      ...Object.keys(params).filter((key) => key !== '' && !USED_PARAMS.includes(key)),
    ],
    faults: tables.faults,
  };
}
