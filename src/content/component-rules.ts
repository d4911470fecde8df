/** The components that files of incidents/ name: there have to be such, and they ought to be in use. */
import { isIncidentFrontMatter, isMaintenanceFrontMatter } from '../domain/incident.ts';
import { isRetiredAt } from '../domain/retired.ts';
import type { Component, Config } from '../schema/config.ts';
import type { FrontMatter } from '../schema/incident.ts';
import type { Problem } from '../schema/problems.ts';
import { type Instant, parseInstant } from '../schema/timestamp.ts';
import { type Finding, problemAtKey, problemAtLine, unknownReference } from './finding.ts';
import type { ParsedIncidentFile } from './incident-file.ts';
import { referenceProblems, type RepositoryRule } from './repository-rule.ts';
import type { DocumentPath } from './yaml.ts';

function componentIds(config: Config): string[] {
  return config.components.map((component) => component.id);
}

/** The components that front matter names, also where its schema found other faults. */
function namedComponents(data: unknown): { id: string; at: DocumentPath }[] {
  const named: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'components') : undefined;
  if (Array.isArray(named)) {
    return named.flatMap((id: unknown, index) => (typeof id === 'string' ? [{ id, at: ['components', index] }] : []));
  }
  if (typeof named !== 'object' || named === null) return [];
  return Object.keys(named).map((id) => ({ id, at: ['components', id] }));
}

const incidentComponentsExist: RepositoryRule = ({ config, incidents }) => {
  if (config === undefined) return [];
  const known = componentIds(config);
  return incidents.flatMap(({ path, yaml }) => {
    if (yaml === undefined) return [];
    return namedComponents(yaml.data).flatMap(({ id, at }) =>
      referenceProblems({ file: { path, yaml }, at, what: 'component', id, known }),
    );
  });
};

const updateComponentsExist: RepositoryRule = ({ config, incidents }) => {
  if (config === undefined) return [];
  const known = componentIds(config);
  return incidents.flatMap(({ path, updates }) =>
    updates.flatMap((update) =>
      Object.keys(update.components)
        .filter((id) => !known.includes(id))
        .map((id) =>
          problemAtLine(path, 'components-exist', {
            line: update.line,
            ...unknownReference({ what: 'component', id, known }),
            example: `"${known[0] ?? 'api'}: partial_outage"`,
          }),
        ),
    ),
  );
};

/** When a file says that it begins, whatever its updates say. */
function saidBeginning(frontMatter: FrontMatter): string | undefined {
  if (isMaintenanceFrontMatter(frontMatter)) return frontMatter.scheduled.from;
  return isIncidentFrontMatter(frontMatter) ? frontMatter.startedAt : undefined;
}

function beginningOf({ draft, updates }: ParsedIncidentFile): Instant {
  const said = draft === undefined ? undefined : saidBeginning(draft.frontMatter);
  return (said === undefined ? undefined : parseInstant(said)) ?? Math.min(...updates.map(({ at }) => at));
}

function notInUse({ id, retired = '' }: Component, { components }: Config, at: Instant): Finding {
  const used = components.filter((component) => !isRetiredAt(component, at)).map((component) => component.id);
  return {
    severity: 'warning',
    message: `The component "${id}" was retired before this began`,
    expected: 'a component that is in use, or a later day in its "retired"',
    example: used[0],
    received: `${id}, retired: ${retired}`,
  };
}

/** That a file names a retired component, at the first place where it does; nothing where it began before. */
function findRetired(incident: ParsedIncidentFile, component: Component, config: Config): Problem[] {
  const { path, yaml, updates } = incident;
  if (yaml === undefined) return [];
  const rule = 'components-in-use';
  const named = namedComponents(yaml.data).find(({ id }) => id === component.id);
  if (named !== undefined) {
    const began = beginningOf(incident);
    if (!isRetiredAt(component, began)) return [];
    const problem = problemAtKey({ path, yaml }, rule, { at: named.at, ...notInUse(component, config, began) });
    const isKey = typeof named.at.at(-1) === 'string';
    return [isKey ? { ...problem, ...yaml.placeOfKey(['components'], component.id) } : problem];
  }
  const joined = updates.find((update) => component.id in update.components);
  if (joined === undefined || !isRetiredAt(component, joined.at)) return [];
  return [problemAtLine(path, rule, { line: joined.line, ...notInUse(component, config, joined.at) })];
}

/** The page says nothing of a component that is retired; what began while it was in use is history. */
const componentsInUse: RepositoryRule = ({ config, incidents }) => {
  const retired = config?.components.filter((component) => component.retired !== undefined) ?? [];
  if (config === undefined || retired.length === 0) return [];
  return incidents.flatMap((incident) => retired.flatMap((component) => findRetired(incident, component, config)));
};

export const COMPONENT_RULES: readonly RepositoryRule[] = [
  incidentComponentsExist,
  updateComponentsExist,
  componentsInUse,
];
