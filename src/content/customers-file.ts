/** Text of customers.yml, in a private root alone, to the customers. */
import { type Customer, CustomersSchema } from '../schema/customers.ts';
import type { Problem } from '../schema/problems.ts';
import { findCutTexts } from './comment-rules.ts';
import { type CustomersContext, findCustomerProblems } from './customers-rules.ts';
import { readBySchema } from './schema-problems.ts';
import { findConflicts, readText } from './text.ts';
import { readYaml, type YamlDocument } from './yaml.ts';

export const CUSTOMERS_PATH = 'customers.yml';

export interface ParsedCustomersFile {
  /** Undefined where there is an error. */
  customers?: Customer[] | undefined;
  yaml?: YamlDocument | undefined;
  problems: Problem[];
}

/** Reads customers.yml, all problems at once. `known` are the components of both roots; a file of nothing has no customers. */
export function parseCustomersFile(raw: string, known: CustomersContext['known']): ParsedCustomersFile {
  const { text, problems } = readText(CUSTOMERS_PATH, raw);
  if (text === undefined) return { problems };
  const conflicts = findConflicts(CUSTOMERS_PATH, text);
  if (conflicts.length > 0) return { problems: [...problems, ...conflicts] };
  const yaml = readYaml({ file: CUSTOMERS_PATH, text });
  problems.push(...yaml.problems);
  if (yaml.problems.length > 0) return { problems };
  if (yaml.data === null || yaml.data === undefined) return { customers: [], yaml, problems };
  const source = { path: CUSTOMERS_PATH, yaml };
  const read = readBySchema<Customer[]>({ file: CUSTOMERS_PATH, yaml, schema: CustomersSchema });
  problems.push(...findCutTexts(source), ...read.problems);
  const broken = findCustomerProblems({ ...source, known });
  const hasError = broken.some(({ severity }) => severity === 'error');
  return { customers: hasError ? undefined : read.value, yaml, problems: [...problems, ...broken] };
}
