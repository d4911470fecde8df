/** Systems of a cState page as components: those that the configuration names, and those that posts remember. */
import { formatDay, type Instant } from '../../schema/timestamp.ts';
import { Decisions } from '../decisions.ts';
import { idOfName, takeId } from '../ids.ts';
import { formatComponentLines, type StatusComponent } from '../status-file.ts';
import { cutText } from '../visible-text.ts';
import type { CstateConfig } from './config.ts';

const DAY_MS = 86_400_000;
const MAX_NAME = 100;

interface Mention {
  /** Names of systems as one post writes them. */
  systems: readonly string[];
  start: Instant;
  /** Undefined while it is open. */
  end: Instant | undefined;
}

/** One system with everything that is known of it. */
interface System {
  id: string;
  name: string;
  displayName?: string | undefined;
  group?: string | undefined;
  description?: string | undefined;
  isConfigured: boolean;
  /** Whether the target's status.yml has it. */
  isKnown: boolean;
  spellings: Set<string>;
  first?: Instant | undefined;
  /** End of the last post that names it; Infinity while one is open. */
  last?: Instant | undefined;
  /** Start of the last post that names it. */
  latest?: Instant | undefined;
}

/** Systems by their names in small letters. */
export type Systems = ReadonlyMap<string, System>;

export interface ComponentSources {
  config: CstateConfig | undefined;
  /** Components that the target's status.yml has. */
  existing: readonly { id: string; name: string }[];
  mentions: readonly Mention[];
  decisions: Decisions;
}

function keyOf(name: string): string {
  return name
    .replace(/[\s\uFEFF]+/g, ' ')
    .trim()
    .toLowerCase();
}

function groupOf(config: CstateConfig, category: string | undefined): string | undefined {
  const known = config.categories.find((candidate) => candidate.name === category);
  if (category === undefined || known?.isUntitled === true) return undefined;
  return cutText(category, MAX_NAME);
}

class Gatherer {
  readonly systems = new Map<string, System>();
  private readonly taken: Set<string>;
  private readonly existing: ComponentSources['existing'];

  constructor(existing: ComponentSources['existing']) {
    this.existing = existing;
    this.taken = new Set(existing.map((component) => component.id));
  }

  system(name: string): System {
    return this.systems.get(keyOf(name)) ?? this.add({ name, isConfigured: false });
  }

  add(known: Omit<System, 'id' | 'spellings' | 'isKnown'>): System {
    const key = keyOf(known.name);
    const wanted = idOfName(known.name, 'component');
    const named = this.existing.find((component) => keyOf(component.name) === key);
    const match = named ?? this.existing.find((component) => component.id === wanted);
    const id = match?.id ?? takeId(wanted, this.taken);
    const system = { ...known, id, isKnown: match !== undefined, spellings: new Set([known.name]) };
    this.systems.set(key, system);
    return system;
  }
}

/** Gives every system that is named anywhere its component, case aside. An existing component keeps its id. */
export function gatherSystems({ config, existing, mentions }: ComponentSources): Systems {
  const gatherer = new Gatherer(existing);
  for (const { name, displayName, description, category } of config?.systems ?? []) {
    if (config === undefined || gatherer.systems.has(keyOf(name))) continue;
    gatherer.add({ name, displayName, description, group: groupOf(config, category), isConfigured: true });
  }
  for (const mention of [...mentions].sort((a, b) => a.start - b.start)) {
    for (const name of mention.systems) {
      const system = gatherer.system(name);
      system.spellings.add(name);
      system.first = Math.min(system.first ?? Infinity, mention.start);
      system.last = Math.max(system.last ?? -Infinity, mention.end ?? Infinity);
      system.latest = Math.max(system.latest ?? -Infinity, mention.start);
    }
  }
  return gatherer.systems;
}

/** Ids of the components that names stand for, each once. */
export function idsOf(systems: Systems, names: readonly string[]): string[] {
  return [...new Set(names.flatMap((name) => systems.get(keyOf(name))?.id ?? []))];
}

function yearOf(at: Instant): number {
  return new Date(at).getUTCFullYear();
}

/** Whether a system is part of the page today: the configuration names it, or without one, the newest year does. */
function isLive(system: System, hasConfig: boolean, newest: Instant): boolean {
  if (system.isConfigured || system.last === Infinity) return true;
  return !hasConfig && yearOf(system.latest ?? -Infinity) === yearOf(newest);
}

function toComponent(system: System, retired: string | undefined): StatusComponent {
  return {
    id: system.id,
    name: cutText(system.displayName ?? system.name, MAX_NAME),
    group: system.group,
    description: system.description,
    since: system.first === undefined ? undefined : formatDay(system.first),
    retired,
  };
}

/** Components for a status.yml, in the configuration's order; those that only posts remember come after. */
export function makeComponents(systems: Systems, { config, decisions }: ComponentSources): StatusComponent[] {
  const newest = Math.max(...[...systems.values()].map((system) => system.latest ?? -Infinity));
  return [...systems.values()].map((system) => {
    const { id, name, spellings } = system;
    if (spellings.size > 1) {
      const others = [...spellings].filter((spelling) => spelling !== name).join('", "');
      decisions.add('component-spelling', `"${others}" is "${name}" written otherwise: component ${id}`);
    }
    if (isLive(system, config !== undefined, newest)) {
      const isOpen = config !== undefined && !system.isConfigured;
      if (isOpen) decisions.add('component-added', `"${name}" is not in the configuration but in an open post`);
      return toComponent(system, undefined);
    }
    const retired = formatDay((system.last ?? newest) + DAY_MS);
    const why = config === undefined ? 'no post of the newest year names it' : 'the configuration no longer names it';
    decisions.add('component-retired', `"${name}" became component ${id}, retired from ${retired}: ${why}`);
    return toComponent(system, retired);
  });
}

/** Tells which components an existing status.yml lacks, with the lines to add. */
export function tellMissing(systems: Systems, sources: ComponentSources): void {
  const known = new Set([...systems.values()].filter((system) => system.isKnown).map((system) => system.id));
  const quiet = { ...sources, decisions: new Decisions('') };
  for (const component of makeComponents(systems, quiet)) {
    const system = [...systems.values()].find((candidate) => candidate.id === component.id);
    if (known.has(component.id) || system?.first === undefined) continue;
    const what = `status.yml has no component "${component.name}", which validate asks for; add these lines to "components"`;
    sources.decisions.add('component-needed', what, { text: formatComponentLines(component) });
  }
}
