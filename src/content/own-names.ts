/** Puts the components and checks that a root has in place of those that examples of the format name. */
import { CONFIG_PATH } from './config-file.ts';
import type { Config } from '../schema/config.ts';
import type { Problem } from '../schema/problems.ts';

/** Example ids of the schemas, each with what it is an example of. Others are no names of things in status.yml. */
const COMPONENT = /^(components: .*?)\bpublic-api(?:, dashboard)?\b/;
const CHECK = /^(checks?: .*?)\bapi-health\b/;

/** The problems with examples that name what this root has; those of status.yml itself say what could be added to it. */
export function nameOwn(problems: readonly Problem[], config: Config | undefined): Problem[] {
  const component = config?.components[0]?.id;
  const check = config?.components.flatMap(({ checks }) => checks)[0]?.id;
  return problems.map((problem) => {
    if (problem.file === CONFIG_PATH || problem.example === undefined) return problem;
    const named = component === undefined ? problem.example : problem.example.replace(COMPONENT, `$1${component}`);
    return { ...problem, example: check === undefined ? named : named.replace(CHECK, `$1${check}`) };
  });
}
