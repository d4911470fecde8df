/** What tests compose files from. */
import type { IncidentFields } from '../../src/content/compose-fields.ts';
import type { ComposeContext, Composition } from '../../src/content/compose-problems.ts';
import { parseIncidentFile } from '../../src/content/incident-file.ts';
import { ConfigSchema } from '../../src/schema/config.ts';
import { describeProblem } from '../../src/schema/problems.ts';
import { at } from './builders.ts';

const CONFIG = ConfigSchema.parse({
  page: { name: 'Example', url: 'https://status.example.org' },
  components: [
    { id: 'api', name: 'Public API', dependsOn: [{ provider: 'aws' }] },
    { id: 'web', name: 'Web site' },
  ],
  providers: [{ id: 'aws', name: 'AWS', type: 'aws', url: 'https://status.example.com' }],
});

/** Composing at five past ten on 20 November 2026, beside files of the given paths and texts. */
export function composeContext(files: readonly [path: string, text: string][] = []): ComposeContext {
  return {
    config: CONFIG,
    incidents: files.map(([path, text]) => parseIncidentFile(path, text)),
    now: at('2026-11-20T10:05:00Z'),
  };
}

export function incidentFields(overrides: Partial<IncidentFields> = {}): IncidentFields {
  return {
    title: 'Elevated errors',
    category: 'internal',
    impact: 'major',
    components: [{ id: 'api', status: 'partial_outage' }],
    message: 'We are looking into it.',
    ...overrides,
  };
}

/** Each problem with the field that it is about. */
export function describeFields({ problems }: Composition): string[] {
  return problems.map((problem) => `${problem.field}: ${describeProblem(problem)}`);
}
