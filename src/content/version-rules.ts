/** What the format has and this version does not carry out yet: a warning, so that nobody relies on it. */
import type { Problem } from '../schema/problems.ts';
import { CONFIG_PATH, type ParsedConfigFile } from './config-file.ts';
import { type Finding, problemAtKey } from './finding.ts';
import { valueAt } from './schema-example.ts';
import { nameOf } from './schema-problems.ts';
import type { DocumentPath } from './yaml.ts';

interface Setting {
  at: DocumentPath;
  /** What does not happen. */
  what: string;
}

const SETTINGS: readonly Setting[] = [{ at: ['channels'], what: 'nobody is told' }];

function unused(place: DocumentPath, what: string): Finding {
  return {
    message: `This version does not use ${nameOf(place)} yet: ${what}`,
    expected: 'a version of Candor that does',
    example: 'it left out until then',
  };
}

/** A warning for each setting that is written, other than as an empty list, and not used. */
export function findUnusedSettings({ draft, yaml }: ParsedConfigFile): Problem[] {
  if (draft === undefined || yaml === undefined) return [];
  const isSet = (at: DocumentPath): boolean => {
    const value = valueAt(yaml.data, at);
    return value !== undefined && !(Array.isArray(value) && value.length === 0);
  };
  return SETTINGS.filter(({ at }) => isSet(at)).map(({ at, what }) =>
    problemAtKey({ path: CONFIG_PATH, yaml }, 'setting-used', { at, severity: 'warning', ...unused(at, what) }),
  );
}
