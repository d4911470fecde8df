import { z } from 'zod';

import {
  DnsExpectSchema,
  HeartbeatExpectSchema,
  HttpExpectSchema,
  TimedExpectSchema,
  TlsExpectSchema,
  WebSocketExpectSchema,
} from './check-expect.ts';
import {
  AuthSchema,
  HostSchema,
  HttpUrlSchema,
  PortSchema,
  ServerNameSchema,
  WebSocketUrlSchema,
} from './check-target.ts';
import { CheckIdSchema, IdSchema } from './component.ts';
import { defaultDuration, DurationSchema, durationSchema } from './duration.ts';
import { ResolverSchema } from './resolver.ts';

export const ERROR_CLASSES = [
  'dns',
  'connect',
  'tls',
  'timeout',
  'http_4xx',
  'http_5xx',
  'assertion',
  'protocol',
] as const;
export type ErrorClass = (typeof ERROR_CLASSES)[number];

export const HTTP_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

const HeaderNameSchema = z
  .string()
  .regex(/^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/, { error: 'the name of a header' })
  .meta({ examples: ['last-modified'] });
const BeatPlaceSchema = z.union(
  [
    z.literal('body'),
    z.strictObject({
      /** Name of the header that holds the time. */
      header: HeaderNameSchema,
    }),
    z.strictObject({
      /** JSONPath to the time. */
      json: z.string().meta({ examples: ['job.lastRun'] }),
    }),
  ],
  { error: 'body, { header: NAME } or { json: PATH }' },
);

const TimeoutSchema = durationSchema('10s').refine((ms) => ms >= 100 && ms <= 300_000, {
  error: 'a duration from 100ms to 5m',
});

/** A place where a machine stands that carries checks out. */
export const LocationSchema = IdSchema.meta({ examples: ['fra'] });
const MAX_PLACES = 20;

/** One place or several, always read as a list. */
const LocationsSchema = z
  .union([LocationSchema.transform((place) => [place]), z.array(LocationSchema).min(1).max(MAX_PLACES)], {
    error: `the id of a place, or a list of at most ${MAX_PLACES}`,
  })
  .refine((places) => new Set(places).size === places.length, { error: 'each place once' })
  .meta({ examples: ['[fra, nyc]'] });

const common = {
  /** Unique in the file; names the check's line of measurements. */
  id: CheckIdSchema,
  /** What may be shown in place of the target. */
  display: z.string().optional(),
  /** Of one attempt, connection and answer together. */
  timeout: TimeoutSchema.default(defaultDuration('10s')),
  /** Further attempts in the same run, each on a fresh connection. */
  retries: z.int().min(0).max(10).default(2),
  /** A success slower than this counts as degraded. */
  degradedAbove: DurationSchema.optional(),
  /** The places where the check runs; without it wherever a machine stands. */
  location: LocationsSchema.optional(),
  /** How many places must agree that it is down; without it more than half of them. */
  quorum: z
    .int()
    .min(1)
    .meta({ examples: [2] })
    .optional(),
};

export const HttpCheckSchema = z.strictObject({
  ...common,
  /** Asks for a page or an answer of an API. */
  type: z.literal('http'),
  /** The address that is asked for; a variable of the environment stands in it as `${CANDOR_NAME}`. */
  url: HttpUrlSchema,
  /** How it is asked. */
  method: z.enum(HTTP_METHODS).default('GET'),
  /** Headers of the request; a secret is written as `${CANDOR_NAME}`. */
  headers: z.record(z.string(), z.string()).default({}),
  /** Body of the request. */
  body: z.string().optional(),
  /** A username and a password, or a bearer token. */
  auth: AuthSchema.optional(),
  /** How many redirects are followed; 0 takes the redirect itself as the answer. */
  redirects: z.int().min(0).max(20).default(5),
  /** What the answer has to be; a status of 200 to 399 unless said otherwise. */
  expect: HttpExpectSchema.prefault({}),
});
export const TcpCheckSchema = z.strictObject({
  ...common,
  /** Opens a connection. */
  type: z.literal('tcp'),
  /** Host name or IP address. */
  host: HostSchema,
  /** Port to connect to. */
  port: PortSchema,
  /** What has to hold besides that the connection opens. */
  expect: TimedExpectSchema.prefault({}),
});
export const DnsCheckSchema = z.strictObject({
  ...common,
  /** Asks for a record of a name. */
  type: z.literal('dns'),
  /** The name that is asked for; for the record PTR an address stands for the name that belongs to it. */
  host: HostSchema,
  /** The kind of record that is asked for. */
  record: z.enum(['A', 'AAAA', 'CAA', 'CNAME', 'MX', 'NS', 'PTR', 'SOA', 'SRV', 'TXT']).default('A'),
  /** The name server that is asked, `192.0.2.53`, `ns1.example.org:5353` or `[2001:db8::53]:53`; else this machine's. */
  resolver: ResolverSchema.optional(),
  /** What the answer has to be. */
  expect: DnsExpectSchema.prefault({}),
});
export const TlsCheckSchema = z.strictObject({
  ...common,
  /** Looks at a certificate. */
  type: z.literal('tls'),
  /** Host name or IP address. */
  host: HostSchema,
  /** Port to connect to. With `starttls` it has to be said, as 443 is no port of a mail server. */
  port: PortSchema.default(443),
  /** The name that is asked for and that the certificate has to hold, where that is not the host. */
  serverName: ServerNameSchema.optional(),
  /** Where TLS begins within another protocol: what that is. */
  starttls: z.enum(['smtp']).optional(),
  /** What has to hold besides that the certificate is valid now. */
  expect: TlsExpectSchema.prefault({}),
});
export const WebSocketCheckSchema = z.strictObject({
  ...common,
  /** Opens a WebSocket. */
  type: z.literal('websocket'),
  /** The address that is connected to. */
  url: WebSocketUrlSchema,
  /** Of the handshake; `Sec-WebSocket-Protocol` asks for subprotocols. */
  headers: z.record(z.string(), z.string()).default({}),
  /** A message that is sent once the connection is open; without `expect.body` any message is the answer to it. */
  send: z.string().optional(),
  /** What has to hold besides that the connection opens. */
  expect: WebSocketExpectSchema.prefault({}),
});
export const HeartbeatCheckSchema = z.strictObject({
  ...common,
  /** Looks how long ago a job last said that it ran. */
  type: z.literal('heartbeat'),
  /** The address where the time of the last beat stands. */
  url: HttpUrlSchema,
  /** Headers of the request; a secret is written as `${CANDOR_NAME}`. */
  headers: z.record(z.string(), z.string()).default({}),
  /** A username and a password, or a bearer token. */
  auth: AuthSchema.optional(),
  /**
   * Where the time of the last beat stands: in the body as a whole, in a header, or at a path of a JSON body. ISO 8601
   * with an offset, an HTTP or e-mail date, or Unix seconds or milliseconds.
   */
  from: BeatPlaceSchema.default('body'),
  /** How old the last beat may be. */
  maxAge: durationSchema('25h').refine((ms) => ms > 0, { error: 'a duration of more than 0' }),
  /** What has to hold besides the age of the beat. */
  expect: HeartbeatExpectSchema.prefault({}),
});

/** One probe, its durations in milliseconds, `${CANDOR_…}` still unresolved. */
export const CheckSchema = z.discriminatedUnion('type', [
  HttpCheckSchema,
  TcpCheckSchema,
  DnsCheckSchema,
  TlsCheckSchema,
  WebSocketCheckSchema,
  HeartbeatCheckSchema,
]);
export type Check = z.output<typeof CheckSchema>;
export type HttpCheck = z.output<typeof HttpCheckSchema>;
export type HeartbeatCheck = z.output<typeof HeartbeatCheckSchema>;
export type WebSocketCheck = z.output<typeof WebSocketCheckSchema>;
export type TcpCheck = z.output<typeof TcpCheckSchema>;
export type DnsCheck = z.output<typeof DnsCheckSchema>;
export type TlsCheck = z.output<typeof TlsCheckSchema>;
