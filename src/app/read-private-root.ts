/** Reads what a private root has beyond every other: its status.yml without a page, and its customers. */
import type { ParsedConfigFile } from '../content/config-file.ts';
import { CUSTOMERS_PATH, parseCustomersFile, type ParsedCustomersFile } from '../content/customers-file.ts';
import { findTakenIds, findUnusedComponents } from '../content/customers-rules.ts';
import { problemAtLine } from '../content/finding.ts';
import { knownIds } from '../content/raw-data.ts';
import { valueAt } from '../content/schema-example.ts';
import { PrivateRootError } from '../errors.ts';
import type { RootFiles } from '../ports.ts';
import type { Config } from '../schema/config.ts';
import { type Customer, PrivateConfigSchema } from '../schema/customers.ts';
import type { Problem } from '../schema/problems.ts';
import { readConfig } from './read-config.ts';

export interface PrivateRules {
  customers: Customer[] | undefined;
  problems: Problem[];
}

function componentsOf({ yaml }: ParsedConfigFile): string[] | undefined {
  return yaml === undefined ? undefined : knownIds(yaml.data, ['components']);
}

async function readCustomers(files: RootFiles, known: string[] | undefined): Promise<ParsedCustomersFile> {
  const found = await files.read(CUSTOMERS_PATH);
  if (found?.text !== undefined) {
    const parsed = parseCustomersFile(found.text, known);
    return { ...parsed, problems: [...found.problems, ...parsed.problems] };
  }
  if (found !== undefined) return { problems: found.problems };
  const problem = problemAtLine(CUSTOMERS_PATH, 'customers-exist', {
    line: 1,
    message: `Cannot find ${CUSTOMERS_PATH}`,
    expected: 'the customers in a file beside status.yml of the private root',
    example: '- { id: acme, name: Acme, uses: [api], tell: [{ type: email, to: ops@acme.example }] }',
    received: 'nothing',
  });
  return { problems: [problem] };
}

/** The customers of a private root, and what is wrong with them and beside the public root's status.yml, where it is known. */
export async function readPrivateRules(
  files: RootFiles,
  own: ParsedConfigFile,
  open: ParsedConfigFile | undefined,
): Promise<PrivateRules> {
  const [mine, theirs] = [componentsOf(own), open === undefined ? undefined : componentsOf(open)];
  const known = mine === undefined || theirs === undefined ? undefined : [...mine, ...theirs];
  const { customers, yaml, problems } = await readCustomers(files, known);
  return { customers, problems: [...problems, ...findTakenIds(own, open), ...findUnusedComponents(own, yaml)] };
}

export interface PrivateRoot {
  /** Its status.yml; how many customers are a fault of the platform is what the public one says where it says nothing. */
  config: Config;
  customers: Customer[];
}

/** What a run needs of a private root; `errors` where there are any, and then nothing else. */
export async function readPrivateRoot(
  files: RootFiles,
  open: ParsedConfigFile,
): Promise<{ root?: PrivateRoot; errors: Problem[] }> {
  const own = await readConfig(files, PrivateConfigSchema);
  // What cannot be read as a whole says nothing of what it names.
  const { customers, problems } = await readPrivateRules(files, own, open.config === undefined ? undefined : open);
  const errors = [...own.problems, ...problems].filter(({ severity }) => severity === 'error');
  if (own.config === undefined || customers === undefined || errors.length > 0) return { errors };
  const isOwn = valueAt(own.yaml?.data, ['triage', 'correlateAt']) !== undefined;
  const { correlateAt } = (isOwn ? own.config : (open.config ?? own.config)).triage;
  return { root: { config: { ...own.config, triage: { ...own.config.triage, correlateAt } }, customers }, errors };
}

/** The same, or a letter that everybody may read; `verb` is what cannot be done with the root: "check". */
export async function requirePrivateRoot(files: RootFiles, open: ParsedConfigFile, verb: string): Promise<PrivateRoot> {
  const { root, errors } = await readPrivateRoot(files, open);
  if (root !== undefined) return root;
  const { length } = errors;
  throw new PrivateRootError(
    `Cannot ${verb} the private root: its status.yml and customers.yml have ${length} ${length === 1 ? 'error' : 'errors'}.`,
    { hint: '"candor validate" tells where, on a machine of your own.' },
  );
}
