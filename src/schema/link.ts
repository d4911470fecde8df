/** Addresses that readers may follow. */
import { z } from 'zod';

import { toAddress } from './visible-text.ts';

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

/** An absolute http or https URL, as anything that becomes a link must be. */
export const LinkSchema = z
  .string({ error: 'an absolute http or https URL' })
  .refine(isHttpUrl, { error: 'an absolute http or https URL' })
  .overwrite(toAddress)
  .meta({ examples: ['https://status.example.org'], pattern: '^https?:' });

/** Where a link may lead besides the web: to a mail program. */
export const ContactSchema = z
  .string()
  .refine((text) => isHttpUrl(text) || /^mailto:[^\s@]+@[^\s@]+$/.test(text), {
    error: 'an absolute http or https URL, or a mailto: address',
  })
  .meta({ examples: ['https://example.org/support'], pattern: '^(https?|mailto):' });
