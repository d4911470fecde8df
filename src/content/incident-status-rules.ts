/** What an incident may say of its components, and when. */
import { type IncidentFile, isIncidentFrontMatter } from '../domain/incident.ts';
import { usualStatus } from '../domain/impact.ts';
import { type ComponentStatus, INCIDENT_STATUSES } from '../schema/component.ts';
import type { IncidentFrontMatter } from '../schema/incident.ts';
import type { Problem } from '../schema/problems.ts';
import { formatInstant } from '../schema/timestamp.ts';
import { type Finding, problemAtKey, problemAtLine, type RuleSource } from './finding.ts';
import type { PlacedUpdate } from './updates.ts';

export interface RuleContext extends RuleSource {
  file: Omit<IncidentFile, 'updates'> & { updates: readonly PlacedUpdate[] };
  /** Whether the file has an update that could not be read. */
  hasFaultyUpdate: boolean;
}

export type Rule = (context: RuleContext) => Problem[];

/** The front matter of an incident; undefined for the other kinds. */
export function incidentOf(context: RuleContext): IncidentFrontMatter | undefined {
  return isIncidentFrontMatter(context.file.frontMatter) ? context.file.frontMatter : undefined;
}

/** At its end every component of an incident is operational again, whatever a heading says. */
export const resolvedIsOperational: Rule = (context) => {
  if (incidentOf(context) === undefined) return [];
  return context.file.updates.flatMap((update) => {
    const bad = Object.entries(update.components).filter(
      ([, status]) => status !== 'operational' && status !== 'under_maintenance',
    );
    if (update.phase !== 'resolved' || bad.length === 0) return [];
    return [
      problemAtLine(context.path, 'resolved-is-operational', {
        line: update.line,
        message: 'Cannot resolve an incident while a component is not operational',
        expected: 'every component operational, or another phase',
        example: `"## Monitoring · ${formatInstant(update.at)} · ${bad.map((pair) => pair.join(': ')).join(', ')}"`,
        received: bad.map((pair) => pair.join(': ')).join(', '),
        hint: 'Leave the component out: resolved means that it is operational.',
      }),
    ];
  });
};

/** What most readers notice is no incident in which everything works. */
export const impactFitsComponents: Rule = (context) => {
  const frontMatter = incidentOf(context);
  if (frontMatter === undefined || !['major', 'critical'].includes(frontMatter.impact)) return [];
  const ids = Object.keys(frontMatter.components);
  const ever = [frontMatter.components, ...context.file.updates.map(({ components }) => components)];
  const isFine = ever.flatMap((each) => Object.values(each)).every((status) => status === 'operational');
  if (ids.length === 0 || !isFine) return [];
  return [
    problemAtKey(context, 'impact-fits-components', {
      severity: 'warning',
      at: ['components'],
      message: `Every component is operational in an incident of impact "${frontMatter.impact}"`,
      expected: 'the status of each that does not work, or a smaller impact',
      example: `${ids[0] ?? 'api'}: ${usualStatus(frontMatter.impact)}`,
      received: ids.map((id) => `${id}: operational`).join(', '),
    }),
  ];
};

const MAINTENANCE_IN_INCIDENT = {
  message: 'Cannot have a component under maintenance in an incident',
  expected: `one of ${INCIDENT_STATUSES.join(', ')}`,
  hint: 'Planned work is a file of its own with "kind: maintenance".',
};

function inMaintenance(components: Readonly<Record<string, ComponentStatus>>): string[] {
  return Object.keys(components).filter((id) => components[id] === 'under_maintenance');
}

/** What is planned is a file of its own kind, which does not count as an outage. */
export const incidentIsNoMaintenance: Rule = (context) => {
  const frontMatter = incidentOf(context);
  if (frontMatter === undefined) return [];
  const rule = 'incident-is-no-maintenance';
  const words = (id: string): Finding => ({
    ...MAINTENANCE_IN_INCIDENT,
    example: `${id}: degraded_performance`,
    received: `${id}: under_maintenance`,
  });
  return [
    ...inMaintenance(frontMatter.components).map((id) =>
      problemAtKey(context, rule, { at: ['components', id], ...words(id) }),
    ),
    ...context.file.updates.flatMap(({ line, components }) =>
      inMaintenance(components).map((id) => problemAtLine(context.path, rule, { line, ...words(id) })),
    ),
  ];
};
