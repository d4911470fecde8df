/** Pages for the tests of triage. */
import type { Config } from '../../src/schema/config.ts';
import { makeConfig } from './builders.ts';

/** A page of components, each with the given checks. */
export function page(
  components: Readonly<Record<string, readonly string[]>>,
  triage: Record<string, unknown> = {},
): Config {
  return makeConfig({
    components: Object.entries(components).map(([id, checks]) => ({
      id,
      name: id.toUpperCase(),
      checks: checks.map((check) => ({ id: check, type: 'tcp', host: '127.0.0.1', port: 1 })),
    })),
    triage,
  });
}
