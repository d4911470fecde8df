/** What may stand in a private root beyond what every root has: its customers, and a status.yml without a page. */
import { z } from 'zod';

import { bots, HookSchema, MailSchema } from './channel.ts';
import { IdSchema, VisibleTextSchema } from './component.ts';
import { type Config, ConfigSchema } from './config.ts';
import { LinkSchema } from './link.ts';

const SecretSchema = z
  .string()
  .min(1)
  .meta({ examples: ['"${CANDOR_ACME_SECRET}"'] });

const hook = {
  /** Address of the webhook, mostly a variable that holds it: `${CANDOR_…}`. */
  url: HookSchema,
};

/**
 * One way to a customer and to nobody else: what is posted to everybody is none. `${CANDOR_…}` stays unresolved until
 * something is sent.
 */
const TellSchema = z.discriminatedUnion('type', [
  z.strictObject({
    /** To a channel of Slack. */
    type: z.literal('slack'),
    ...hook,
  }),
  z.strictObject({
    /** By mail. */
    type: z.literal('email'),
    /** The e-mail address. */
    to: MailSchema,
  }),
  z.strictObject({
    /** To a program of the customer's. */
    type: z.literal('webhook'),
    ...hook,
    /** Signs what we send. */
    secret: SecretSchema.optional(),
  }),
  z.strictObject({
    /** To a channel of Discord. */
    type: z.literal('discord'),
    ...hook,
  }),
  z.strictObject({
    /** To a channel of Microsoft Teams. */
    type: z.literal('teams'),
    ...hook,
  }),
  z.strictObject({
    /** To a chat of Telegram. */
    type: z.literal('telegram'),
    ...bots,
    /** Token of the bot, written as `${CANDOR_…}`. */
    token: SecretSchema,
    /** Id of the chat. */
    to: z
      .string()
      .min(1)
      .meta({ examples: ['"-1001234567890"'] }),
  }),
]);

const CustomerSchema = z.strictObject({
  /** Names the customer in the private root alone. */
  id: IdSchema.meta({ examples: ['acme'] }),
  /** What the customer is called. */
  name: VisibleTextSchema.max(100).meta({ examples: ['Acme'] }),
  /** Ids of the components that the customer relies on, of the private root or of the public one. */
  uses: z.array(IdSchema).meta({ examples: ['[acme-shop, api]'] }),
  /** Where the customer is told. */
  tell: z.array(TellSchema).default([]),
});
export type Customer = z.output<typeof CustomerSchema>;

/** The whole of customers.yml. */
export const CustomersSchema = z.array(CustomerSchema);

/** status.yml of a private root: it has no page, so that what a page must have may be left out, and nobody reads it. */
export const PrivateConfigSchema: z.ZodType<Config> = ConfigSchema.extend({
  page: ConfigSchema.shape.page
    .extend({
      name: VisibleTextSchema.max(100).default('Private root'),
      url: LinkSchema.default('https://private.invalid'),
    })
    .prefault({}),
});
