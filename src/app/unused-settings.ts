/** Settings that the format has and this version does not use yet: a warning, so that nobody relies on them. */
import { CONFIG_PATH, type ParsedConfigFile } from '../content/config-file.ts';
import { problemAtKey } from '../content/finding.ts';
import { valueAt } from '../content/schema-example.ts';
import { nameOf } from '../content/schema-problems.ts';
import type { DocumentPath } from '../content/yaml.ts';
import type { Problem } from '../schema/problems.ts';

interface Setting {
  /** `*` stands for each entry of a list. */
  at: DocumentPath;
  /** What does not happen. */
  what: string;
}

const SETTINGS: readonly Setting[] = [
  { at: ['providers'], what: 'no provider is asked' },
  { at: ['components', '*', 'dependsOn'], what: 'no provider is asked' },
  { at: ['components', '*', 'checks', '*', 'location'], what: 'the check runs where Candor runs' },
  { at: ['components', '*', 'checks', '*', 'quorum'], what: 'the one place where Candor runs decides' },
  { at: ['deployments', 'repositories'], what: 'no deployment is looked at' },
  { at: ['deployments', 'lookback'], what: 'no deployment is looked at' },
  { at: ['channels'], what: 'nobody is told' },
  { at: ['triage', 'canaries'], what: 'no canary is asked' },
  { at: ['triage', 'correlateAt'], what: 'each component that fails is an incident of its own' },
  { at: ['triage', 'recheckAfter'], what: 'a failure is probed again by the next run' },
  { at: ['triage', 'pingUrl'], what: 'it is not called' },
  { at: ['uptime', 'keepRaw'], what: 'every measurement is kept' },
  { at: ['postmortems'], what: 'no post-mortem is asked for' },
  { at: ['page', 'accent'], what: 'the page keeps its own colours' },
  { at: ['page', 'authors'], what: 'no author is named' },
];

/** The places in data that a path means, those alone that are there. */
function placesOf(data: unknown, [key, ...rest]: DocumentPath): DocumentPath[] {
  if (data === undefined) return [];
  if (key === undefined) return [[]];
  const keys = key === '*' && Array.isArray(data) ? [...data.keys()] : [key];
  return keys.flatMap((found) => placesOf(valueAt(data, [found]), rest).map((place) => [found, ...place]));
}

/** A warning for each setting that is written, other than as an empty list, and not used. */
export function findUnusedSettings({ draft, yaml }: ParsedConfigFile): Problem[] {
  if (draft === undefined || yaml === undefined) return [];
  const isSet = (at: DocumentPath): boolean => {
    const value = valueAt(yaml.data, at);
    return !(Array.isArray(value) && value.length === 0);
  };
  return SETTINGS.flatMap(({ at, what }) =>
    placesOf(yaml.data, at)
      .filter(isSet)
      .map((place) =>
        problemAtKey({ path: CONFIG_PATH, yaml }, 'setting-used', {
          at: place,
          severity: 'warning',
          message: `This version does not use ${nameOf(place)} yet: ${what}`,
          expected: 'a version of Candor that does',
          example: 'it left out until then',
        }),
      ),
  );
}
