/** What an answer has to be for a check to count it as a success. */
import { z } from 'zod';

import { DurationSchema } from './duration.ts';

const STATUS_RANGE = /^\s*[1-5]\d\d(?:\s*-\s*[1-5]\d\d)?(?:\s*,\s*[1-5]\d\d(?:\s*-\s*[1-5]\d\d)?)*\s*$/;

function statusText(value: number | string | (number | string)[]): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}

/** Status codes as written: `200`, `"200-399"`, `"200-299, 404"` or a list of these. */
const StatusSchema = z
  .union([z.int(), z.string(), z.array(z.union([z.int(), z.string()])).min(1)], {
    error: 'status codes or ranges of them',
  })
  .refine((value) => STATUS_RANGE.test(statusText(value)), { error: 'status codes or ranges of them' })
  .meta({ examples: ['200-399'], pattern: STATUS_RANGE.source })
  .transform(statusText);

/** A plain text that must occur, or a regular expression between slashes. */
const PatternSchema = z
  .string()
  .min(1)
  .meta({ examples: ['/"status":\\s*"ok"/'] });

const ScalarSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const UnderSchema = DurationSchema.optional();

export const HttpExpectSchema = z.strictObject({
  /** Status codes that are a success. */
  status: StatusSchema.default('200-399'),
  /** Text that the body contains, or a regular expression that it matches. */
  body: PatternSchema.optional(),
  /** JSONPath to the scalar that must stand there. */
  json: z.record(z.string(), ScalarSchema).optional(),
  /** Header name to the text its value contains, or a regular expression that it matches. */
  headers: z.record(z.string(), PatternSchema).optional(),
  /** The answer takes less than this; what takes longer is a failure. */
  under: UnderSchema,
});
export const TimedExpectSchema = z.strictObject({
  /** The connection takes less than this; what takes longer is a failure. */
  under: UnderSchema,
});
export const DnsExpectSchema = z.strictObject({
  /**
   * The whole answer, in any order; an empty list where there must be no such record. Of TXT, where many owners have
   * their texts under one name, other texts may be there too. Without it one record of any value is enough. Written as:
   *
   * - A: `192.0.2.1`; AAAA: `2001:db8::1`, in any spelling
   * - CNAME, NS, PTR: `www.example.org`
   * - MX, preference and server: `10 mail.example.org`
   * - SRV, priority, weight, port and server: `10 5 5060 sip.example.org`
   * - SOA, name server and mailbox: `ns1.example.org hostmaster.example.org`, alone or followed by serial, refresh,
   *   retry, expire and minimum
   * - CAA, flags, tag and value: `0 issue "ca.example.net"`
   * - TXT: the text, `v=spf1 -all`, its pieces joined; or the pieces in quotation marks as in a zone file
   *
   * Names are compared without regard to case and to a point at the end.
   */
  records: z.array(z.string().meta({ examples: ['192.0.2.1'] })).optional(),
  /** The answer takes less than this. */
  under: UnderSchema,
});
export const TlsExpectSchema = z.strictObject({
  /** Whole days for which the certificate, and each that it rests on, is valid at least; without it, now is enough. */
  daysLeft: z
    .int({ error: 'a whole number of days' })
    .min(0, { error: 'at least 0' })
    .meta({ examples: [14] })
    .optional(),
  /** Connection and handshake take less than this. */
  under: UnderSchema,
});
export const WebSocketExpectSchema = z.strictObject({
  /** Text that a message contains, or a regular expression that it matches; messages are read until one does. */
  body: PatternSchema.optional(),
  /** Connection and message take less than this. */
  under: UnderSchema,
});
export const HeartbeatExpectSchema = z.strictObject({
  /** What has to hold besides the age of the beat: header name to a text or a regular expression, as for http. */
  headers: z.record(z.string(), PatternSchema).optional(),
  /** What has to hold besides the age of the beat: JSONPath to the scalar that must stand there. */
  json: z.record(z.string(), ScalarSchema).optional(),
  /** The answer takes less than this. */
  under: UnderSchema,
});
