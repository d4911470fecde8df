/** The checks and providers that incidents name. */
import { isIncidentFrontMatter } from '../domain/incident.ts';
import { problemAtKey } from './finding.ts';
import { checkIds, referenceProblems, type RepositoryRule } from './repository-rule.ts';

/** A check that an incident names may have been removed since; that is history, so it only warns. */
const incidentChecksExist: RepositoryRule = ({ config, incidents }) => {
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

const incidentProvidersExist: RepositoryRule = ({ config, incidents }) => {
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
const providerIsReliedOn: RepositoryRule = ({ config, incidents }) => {
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

export const REFERENCE_RULES: readonly RepositoryRule[] = [
  incidentChecksExist,
  incidentProvidersExist,
  providerIsReliedOn,
];
