import { CONFIG_PATH } from './config-file.ts';
import { redactionKey } from '../domain/redaction.ts';
import { entriesAt, textAt, textsAt } from './raw-data.ts';
import { valueAt } from './schema-example.ts';
import { normaliseText } from './text.ts';
import { readYaml } from './yaml.ts';

export interface NamedComponent {
  id: string;
  /** The id where no name is written. */
  name: string;
}

function readList(text: string): unknown[] {
  const { data } = readYaml({ file: CONFIG_PATH, text: normaliseText(text) });
  return entriesAt(data, ['components']);
}

/** The components that a status.yml names, also one that has faults elsewhere; none where it is no YAML. Never throws. */
export function readComponents(text: string): NamedComponent[] {
  return readList(text).flatMap((component: unknown) => {
    const [id, name] = [valueAt(component, ['id']), valueAt(component, ['name'])];
    return typeof id === 'string' ? [{ id, name: typeof name === 'string' ? name : id }] : [];
  });
}

/** The redactions of a status.yml as {@link redactionKey} names them, in the same way. */
export function readRedactionKeys(text: string): string[] {
  const { data } = readYaml({ file: CONFIG_PATH, text: normaliseText(text) });
  return entriesAt(data, ['redactions']).flatMap((redaction) => {
    const [incident, update] = [textAt(redaction, ['incident']), textAt(redaction, ['update'])];
    return incident === undefined || update === undefined ? [] : [redactionKey({ incident, update })];
  });
}

/** The ids of the checks that a status.yml names, in the same way. */
export function readCheckIds(text: string): string[] {
  return readList(text).flatMap((component) => textsAt(component, ['checks'], 'id').map(({ text: id }) => id));
}
