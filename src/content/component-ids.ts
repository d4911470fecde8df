import { CONFIG_PATH } from './config-file.ts';
import { valueAt } from './schema-example.ts';
import { normaliseText } from './text.ts';
import { readYaml } from './yaml.ts';

export interface NamedComponent {
  id: string;
  /** The id where no name is written. */
  name: string;
}

/** The components that a status.yml names, also one that has faults elsewhere; none where it is no YAML. Never throws. */
export function readComponents(text: string): NamedComponent[] {
  const { data } = readYaml({ file: CONFIG_PATH, text: normaliseText(text) });
  const components = valueAt(data, ['components']);
  if (!Array.isArray(components)) return [];
  return components.flatMap((component: unknown) => {
    const [id, name] = [valueAt(component, ['id']), valueAt(component, ['name'])];
    return typeof id === 'string' ? [{ id, name: typeof name === 'string' ? name : id }] : [];
  });
}
