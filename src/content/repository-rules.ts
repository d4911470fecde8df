/** What must hold between files: one named function a rule. */
import { isIncidentFrontMatter } from '../domain/incident.ts';
import { sortUpdates } from '../domain/update.ts';
import type { Config } from '../schema/config.ts';
import type { Problem } from '../schema/problems.ts';
import { formatInstant, type Instant } from '../schema/timestamp.ts';
import { problemAtKey, problemAtLine, unknownReference } from './finding.ts';
import type { ParsedIncidentFile } from './incident-file.ts';
import type { ParsedPostmortemFile } from './postmortem-file.ts';
import { textsAt } from './raw-data.ts';
import type { DocumentPath, YamlDocument } from './yaml.ts';

export interface RepositoryContent {
  /** Undefined where status.yml cannot be read; rules that need it then wait. */
  config: Config | undefined;
  incidents: readonly ParsedIncidentFile[];
  postmortems: readonly ParsedPostmortemFile[];
  /** The time against which an update lies in the future. */
  now: Instant;
}

type Rule = (content: RepositoryContent) => Problem[];

/** How far two clocks may differ before a time counts as in the future. */
const CLOCK_SKEW_MS = 10 * 60_000;

interface PlacedReference {
  file: { path: string; yaml: YamlDocument };
  at: DocumentPath;
  what: 'component' | 'check' | 'provider' | 'incident';
  id: string;
  known: readonly string[];
}

function referenceProblems({ file, at, ...reference }: PlacedReference): Problem[] {
  if (reference.known.includes(reference.id)) return [];
  const problem = problemAtKey(file, `${reference.what}s-exist`, { at, ...unknownReference(reference) });
  const key = at.at(-1);
  // The id of a component may be the key itself, and its status the value.
  const isKey = reference.what === 'component' && typeof key === 'string';
  return [isKey ? { ...problem, ...file.yaml.placeOfKey(at.slice(0, -1), key) } : problem];
}

function componentIds(config: Config): string[] {
  return config.components.map((component) => component.id);
}

function checkIds(config: Config): string[] {
  return config.components.flatMap((component) => component.checks.map((check) => check.id));
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

const incidentComponentsExist: Rule = ({ config, incidents }) => {
  if (config === undefined) return [];
  const known = componentIds(config);
  return incidents.flatMap(({ path, yaml }) => {
    if (yaml === undefined) return [];
    return namedComponents(yaml.data).flatMap(({ id, at }) =>
      referenceProblems({ file: { path, yaml }, at, what: 'component', id, known }),
    );
  });
};

const updateComponentsExist: Rule = ({ config, incidents }) => {
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

/** A check that an incident names may have been removed since; that is history, so it only warns. */
const incidentChecksExist: Rule = ({ config, incidents }) => {
  if (config === undefined) return [];
  const known = checkIds(config);
  return incidents.flatMap(({ path, draft: file, yaml }) => {
    if (file === undefined || yaml === undefined || !isIncidentFrontMatter(file.frontMatter)) return [];
    return (file.frontMatter.checks ?? []).flatMap((id, index) =>
      referenceProblems({ file: { path, yaml }, at: ['checks', index], what: 'check', id, known }).map((problem) => ({
        ...problem,
        severity: 'warning' as const,
      })),
    );
  });
};

const incidentProvidersExist: Rule = ({ config, incidents }) => {
  if (config === undefined) return [];
  const known = config.providers.map((provider) => provider.id);
  return incidents.flatMap(({ path, draft: file, yaml }) => {
    if (file === undefined || yaml === undefined || !isIncidentFrontMatter(file.frontMatter)) return [];
    const id = file.frontMatter.provider;
    if (id === undefined) return [];
    return referenceProblems({ file: { path, yaml }, at: ['provider'], what: 'provider', id, known });
  });
};

/** A provider can only be behind an incident whose components rely on it. */
const providerIsReliedOn: Rule = ({ config, incidents }) => {
  if (config === undefined) return [];
  return incidents.flatMap(({ path, draft: file, yaml }) => {
    if (file === undefined || yaml === undefined || !isIncidentFrontMatter(file.frontMatter)) return [];
    const { provider, components } = file.frontMatter;
    if (provider === undefined || !config.providers.some((known) => known.id === provider)) return [];
    const affected = config.components.filter((component) => component.id in components);
    if (affected.some((component) => component.dependsOn.some((dependency) => dependency.provider === provider)))
      return [];
    return [
      problemAtKey({ path, yaml }, 'provider-is-relied-on', {
        at: ['provider'],
        severity: 'warning',
        message: `No affected component relies on "${provider}"`,
        expected: `"dependsOn" with this provider at one of ${Object.keys(components).join(', ') || 'the components'}`,
        example: `dependsOn: [{ provider: ${provider} }]`,
        received: 'none',
      }),
    ];
  });
};

const noUpdateInFuture: Rule = ({ incidents, now }) =>
  incidents.flatMap(({ path, updates }) =>
    updates
      .filter((update) => update.at > now + CLOCK_SKEW_MS)
      .map((update) =>
        problemAtLine(path, 'no-update-in-future', {
          severity: 'warning',
          line: update.line,
          message: 'This update lies in the future',
          expected: 'the time at which it is written',
          example: formatInstant(now),
          received: formatInstant(update.at),
        }),
      ),
  );

/** The first years of the web; a time before them is a slip in the year. */
const LONG_AGO = Date.UTC(2000, 0);

const noUpdateLongAgo: Rule = ({ incidents, now }) =>
  incidents.flatMap(({ path, updates }) =>
    updates
      .filter((update) => update.at < LONG_AGO)
      .map((update) =>
        problemAtLine(path, 'no-update-long-ago', {
          severity: 'warning',
          line: update.line,
          message: 'This update lies before the year 2000',
          expected: 'the time at which it was written',
          example: formatInstant(now),
          received: formatInstant(update.at),
        }),
      ),
  );

interface NamedFile {
  path: string;
  id: string;
}

function duplicateIds(files: readonly NamedFile[]): Problem[] {
  const first = new Map<string, string>();
  return files.flatMap(({ path, id }) => {
    const before = first.get(id);
    first.set(id, before ?? path);
    if (before === undefined) return [];
    return [
      problemAtLine(path, 'ids-unique', {
        line: 1,
        message: `Cannot use the id "${id}" twice`,
        expected: 'a file name of its own in all folders',
        example: `${id}-2.md`,
        received: `${id}.md, as ${before}`,
      }),
    ];
  });
}

const idsUnique: Rule = ({ incidents, postmortems }) => [...duplicateIds(incidents), ...duplicateIds(postmortems)];

/** An earlier id still answers for its file, so nobody else may take it. */
const formerIdsFree: Rule = ({ incidents }) => {
  const owners = new Map(incidents.map(({ id, path }) => [id, path]));
  return incidents.flatMap(({ path, draft: file, yaml }) => {
    if (file === undefined || yaml === undefined) return [];
    return (file.frontMatter.formerly ?? []).flatMap((id, index) => {
      const owner = owners.get(id);
      owners.set(id, owner ?? path);
      if (owner === undefined) return [];
      return [
        problemAtKey({ path, yaml }, 'former-ids-free', {
          at: ['formerly', index],
          message: `Cannot use the earlier id "${id}"`,
          expected: 'an id that no other file has or had',
          example: 'formerly: [2026-11-20-api]',
          received: `${id}, which is ${owner}`,
        }),
      ];
    });
  });
};

const postmortemIncidentsExist: Rule = ({ incidents, postmortems }) => {
  const known = incidents.map(({ id }) => id);
  return postmortems.flatMap(({ path, yaml }) => {
    if (yaml === undefined) return [];
    return textsAt(yaml.data, ['incidents']).flatMap(({ text: id, path: at }) =>
      referenceProblems({ file: { path, yaml }, at, what: 'incident', id, known }),
    );
  });
};

const postmortemChecksExist: Rule = ({ config, postmortems }) => {
  if (config === undefined) return [];
  const known = checkIds(config);
  return postmortems.flatMap(({ path, draft: file, yaml }) => {
    if (file === undefined || yaml === undefined) return [];
    return file.frontMatter.factors.flatMap(({ becomes }, index) => {
      if (becomes.kind !== 'monitor') return [];
      const at = ['factors', index, 'becomes', 'check'];
      return referenceProblems({ file: { path, yaml }, at, what: 'check', id: becomes.check, known });
    });
  });
};

const publishedAfterResolved: Rule = ({ incidents, postmortems }) => {
  const files = new Map(incidents.map(({ id, draft }) => [id, draft]));
  return postmortems.flatMap(({ path, draft: file, yaml }) => {
    if (file === undefined || yaml === undefined || file.frontMatter.status !== 'published') return [];
    return file.frontMatter.incidents.flatMap((id, index) => {
      const latest = sortUpdates(files.get(id)?.updates ?? []).at(-1);
      if (latest === undefined || latest.phase === 'resolved') return [];
      return [
        problemAtKey({ path, yaml }, 'published-after-resolved', {
          at: ['incidents', index],
          message: `Cannot publish a post-mortem while "${id}" is open`,
          expected: 'a resolved incident, or another status',
          example: 'status: draft',
          received: latest.phase,
        }),
      ];
    });
  });
};

const RULES: readonly Rule[] = [
  incidentComponentsExist,
  updateComponentsExist,
  incidentChecksExist,
  incidentProvidersExist,
  providerIsReliedOn,
  noUpdateInFuture,
  noUpdateLongAgo,
  idsUnique,
  formerIdsFree,
  postmortemIncidentsExist,
  postmortemChecksExist,
  publishedAfterResolved,
];

/** Everything that does not hold between the files of a root folder. */
export function findRepositoryProblems(content: RepositoryContent): Problem[] {
  return RULES.flatMap((rule) => rule(content));
}
