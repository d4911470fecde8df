/** What recorded checks are checks of. */
import { CheckSchema } from '../../schema/check.ts';
import { IdSchema } from '../../schema/component.ts';
import { type Component, ComponentSchema, type Config, ConfigSchema } from '../../schema/config.ts';

/** Room for a number behind it, and for the day before it in an incident's id. */
const MAX_ID = 80;
/** As long as the name of a component may be. */
const MAX_SHOWN = 100;
/** Words of update headings, which no component may have. */
const RESERVED = ['next', 'notify'];

export interface ReplayedChecks {
  /** The configuration with these checks and no others. */
  config: Config;
  /** The id of each recorded check by its number. */
  ids: readonly string[];
  /** Recorded names by id. */
  names: ReadonlyMap<string, string>;
  /** How many of them status.yml does not know. */
  unknown: number;
}

/** Whether a recorded name can be the id of a component. */
function isComponentId(name: string): boolean {
  return IdSchema.safeParse(name).success && !RESERVED.includes(name);
}

/** An id that is like a recorded name and none of the taken ones. */
function makeId(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, MAX_ID)
    .replace(/-+$/, '');
  const base = isComponentId(plain) ? plain : `check-${plain}`.replace(/-+$/, '');
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(id)) return id;
  }
}

/** A component of its own; its check has a host of its own, as nothing says that two share one. */
function makeComponent(id: string, name: string, number: number): Component {
  const check = CheckSchema.parse({ id, type: 'http', url: `https://host-${number}.invalid` });
  // The schema takes no longer one, and what is told goes by the recorded name.
  const shown = name.slice(0, MAX_SHOWN).replace(/[\uD800-\uDBFF]$/, '');
  return { ...ComponentSchema.parse({ id, name: shown }), checks: [check] };
}

/**
 * The components that a recording is about: those of status.yml with the checks of theirs that are recorded, and one for
 * each check that status.yml does not know. A check that was never recorded says nothing, not even that it is unknown.
 * @param recorded names of the checks by their number.
 */
export function deriveReplayedChecks(config: Config, recorded: readonly string[]): ReplayedChecks {
  const inFile = new Set(recorded);
  const known = new Set(config.components.flatMap(({ checks }) => checks.map(({ id }) => id)));
  const configured = config.components.map((component) => ({
    ...component,
    checks: component.checks.filter(({ id }) => inFile.has(id)),
  }));
  const components = new Set(configured.filter(({ checks }) => checks.length > 0).map(({ id }) => id));
  const taken = new Set([...components, ...known, ...recorded.filter(isComponentId)]);
  const own: Component[] = [];
  const ids = new Map<string, string>();
  // By name and not by number, which follows from the order of the file.
  for (const name of [...recorded].sort()) {
    const isOwnId = known.has(name) || (isComponentId(name) && !components.has(name));
    const id = isOwnId ? name : makeId(name, taken);
    ids.set(name, id);
    taken.add(id);
    if (!known.has(name)) own.push(makeComponent(id, name, own.length + 1));
  }
  const ownIds = new Set(own.map(({ id }) => id));
  return {
    config: { ...config, components: [...configured.filter(({ id }) => !ownIds.has(id)), ...own] },
    ids: recorded.map((name) => ids.get(name) ?? name),
    names: new Map([...ids].map(([name, id]) => [id, name])),
    unknown: own.length,
  };
}

/** The configuration where there is no status.yml: every setting by default, and no component. */
export function defaultConfig(): Config {
  return ConfigSchema.parse({ page: { name: 'Replay', url: 'https://replay.invalid' } });
}
