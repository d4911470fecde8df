import { z } from 'zod';

/** Whether the runtime knows an IANA time zone of this name. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** An IANA time zone that the runtime knows. */
export const TimeZoneSchema = z
  .string()
  .refine(isTimeZone, { error: 'an IANA time zone' })
  .meta({ examples: ['Europe/Berlin'] });
