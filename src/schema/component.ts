import { z } from 'zod';

import { isVisible, toLine } from './visible-text.ts';

/** Statuspage's five words, from the best to the worst: where several hold, the later one does. */
export const COMPONENT_STATUSES = [
  'operational',
  'under_maintenance',
  'degraded_performance',
  'partial_outage',
  'major_outage',
] as const;
export type ComponentStatus = (typeof COMPONENT_STATUSES)[number];

export const IMPACTS = ['none', 'minor', 'major', 'critical'] as const;
export type Impact = (typeof IMPACTS)[number];

/** What an incident says of its components; `under_maintenance` is for planned work alone. */
export const INCIDENT_STATUSES = COMPONENT_STATUSES.filter((status) => status !== 'under_maintenance');

/** All five are read, so that a rule can say where the one that is not for incidents belongs. */
export const ComponentStatusSchema = z
  .enum(COMPONENT_STATUSES, { error: `one of ${INCIDENT_STATUSES.join(', ')}` })
  .meta({ examples: ['partial_outage'], enum: INCIDENT_STATUSES });
export const ImpactSchema = z.enum(IMPACTS).meta({ examples: ['major'] });

const ID = /^[a-z0-9][a-z0-9-]*$/;
/** Every object has a property of this name, so that a look for such an id would always find something. */
const RESERVED = 'constructor';

/** Whether a text may be an id, and so a file name and a piece of a URL. */
export function isId(text: string): boolean {
  return ID.test(text) && text !== RESERVED;
}

/** What an id has to look like, for error texts. */
export const ID_EXPECTED = 'an id of small letters, digits and hyphens';

/** An id of a component, check, provider, channel, incident or post-mortem. */
export const IdSchema = z
  .string()
  .regex(ID, { error: ID_EXPECTED })
  .max(100, { error: 'an id of at most 100 characters' })
  .refine((id) => id !== RESERVED, { error: `another id than "${RESERVED}"` })
  .meta({ examples: ['public-api'] });

/** The id of a check, told apart for the examples alone. */
export const CheckIdSchema = IdSchema.meta({ examples: ['api-health'] });

/** A text with something to see in it, and not only spaces or characters without width. */
export const VisibleTextSchema = z
  .string()
  .overwrite(toLine)
  .trim()
  .refine(isVisible, { error: 'a text' })
  .meta({ pattern: '\\S' });
