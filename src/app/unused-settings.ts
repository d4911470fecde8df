/** Settings that the format has and this version does not use yet: a warning, so that nobody relies on them. */
import { CONFIG_PATH, type ParsedConfigFile } from '../content/config-file.ts';
import { problemAtKey } from '../content/finding.ts';
import type { DocumentPath } from '../content/yaml.ts';
import type { Problem } from '../schema/problems.ts';

interface Setting {
  at: DocumentPath;
  /** What does not happen. */
  what: string;
}

const SETTINGS: readonly Setting[] = [
  { at: ['providers'], what: 'no provider is asked' },
  { at: ['deployments', 'repositories'], what: 'no deployment is looked at' },
  { at: ['channels'], what: 'nobody is told' },
  { at: ['triage', 'canaries'], what: 'no canary is asked' },
  { at: ['triage', 'correlateAt'], what: 'each component that fails is an incident of its own' },
  { at: ['triage', 'recheckAfter'], what: 'a failure is probed again by the next run' },
  { at: ['triage', 'pingUrl'], what: 'it is not called' },
  { at: ['uptime', 'keepRaw'], what: 'every measurement is kept' },
  { at: ['postmortems'], what: 'no post-mortem is asked for' },
  { at: ['page', 'accent'], what: 'the page keeps its own colours' },
];

/** A warning for each setting that is written, other than as an empty list, and not used. */
export function findUnusedSettings({ draft, yaml }: ParsedConfigFile): Problem[] {
  if (draft === undefined || yaml === undefined) return [];
  const written = SETTINGS.filter(({ at }) => {
    const value: unknown = yaml.document.getIn(at);
    const items: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'items') : undefined;
    return value !== undefined && !(Array.isArray(items) && items.length === 0);
  });
  return written.map(({ at, what }) =>
    problemAtKey({ path: CONFIG_PATH, yaml }, 'setting-used', {
      at,
      severity: 'warning',
      message: `This version does not use "${at.join('.')}" yet: ${what}`,
      expected: 'a version of Candor that does',
      example: 'it left out until then',
    }),
  );
}
