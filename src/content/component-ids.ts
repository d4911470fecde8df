import { CONFIG_PATH } from './config-file.ts';
import { normaliseText } from './text.ts';
import { readYaml } from './yaml.ts';

/** The ids of the components that a status.yml names, also one that has faults elsewhere. Never throws. */
export function readComponentIds(text: string): string[] {
  const { data } = readYaml({ file: CONFIG_PATH, text: normaliseText(text) });
  const components = readKey(data, 'components');
  if (!Array.isArray(components)) return [];
  return components.map((component: unknown) => readKey(component, 'id')).filter((id) => typeof id === 'string');
}

function readKey(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
