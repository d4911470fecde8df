/** Settings that the format has and this version does not use yet: a warning, so that nobody relies on them. */
import { CONFIG_PATH, type ParsedConfigFile } from '../content/config-file.ts';
import { problemAtKey } from '../content/finding.ts';
import type { DocumentPath } from '../content/yaml.ts';
import type { Config } from '../schema/config.ts';
import type { Problem } from '../schema/problems.ts';

interface Setting {
  at: DocumentPath;
  /** What does not happen. */
  what: string;
  isSet: (config: Config) => boolean;
}

const SETTINGS: readonly Setting[] = [
  { at: ['providers'], what: 'no provider is asked', isSet: ({ providers }) => providers.length > 0 },
  {
    at: ['deployments', 'repositories'],
    what: 'no deployment is looked at',
    isSet: ({ deployments }) => deployments.repositories.length > 0,
  },
  { at: ['channels'], what: 'nobody is told', isSet: ({ channels }) => channels.length > 0 },
  { at: ['triage', 'canaries'], what: 'no canary is asked', isSet: ({ triage }) => triage.canaries.length > 0 },
  { at: ['triage', 'pingUrl'], what: 'it is not called', isSet: ({ triage }) => triage.pingUrl !== undefined },
];

/** A warning for each setting that is written and not used. */
export function findUnusedSettings({ draft, yaml }: ParsedConfigFile): Problem[] {
  if (draft === undefined || yaml === undefined) return [];
  return SETTINGS.filter(({ isSet }) => isSet(draft)).map(({ at, what }) =>
    problemAtKey({ path: CONFIG_PATH, yaml }, 'setting-used', {
      at,
      severity: 'warning',
      message: `This version does not use "${at.join('.')}" yet: ${what}`,
      expected: 'a version of Candor that does',
      example: 'it left out until then',
    }),
  );
}
