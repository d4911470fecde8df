/** Who may be told, and by which service: `channels` of status.yml, and what customers of a private root have of them. */
import { z } from 'zod';

import { IdSchema, ImpactSchema } from './component.ts';
import { LinkSchema } from './link.ts';
import { hasVariable, patternOr } from './variable.ts';

export const CHANNEL_EVENTS = ['opened', 'updated', 'resolved', 'maintenance', 'postmortem'] as const;
export type ChannelEvent = (typeof CHANNEL_EVENTS)[number];

/** Where a template has a word of the notice: `{title}`. */
const TEMPLATE_WORDS = ['page', 'phase', 'title', 'text', 'components', 'impact', 'next', 'url'] as const;
const MOST_RECIPIENTS = 5_000;

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** An address that something is posted to, mostly a variable that holds it. */
export const HookSchema = z
  .string()
  .refine((text) => hasVariable(text) || isHttpUrl(text), {
    error: 'an absolute http or https URL, or a variable that holds one',
  })
  .meta({ examples: ['"${CANDOR_ACME_HOOK}"'], pattern: patternOr(/^https?:/) });

const MAIL = /^[^\s@<>,;]+@[^\s@<>,;]+$/;
export const MailSchema = z
  .string()
  .refine((text) => hasVariable(text) || MAIL.test(text), {
    error: 'an e-mail address, or a variable that holds one',
  })
  .meta({ examples: ['ops@acme.example'], pattern: patternOr(MAIL) });

/** A secret in the file itself would be known to everybody, so that only a variable will do. */
const VariableSchema = z
  .string()
  .refine(hasVariable, { error: 'a variable of the environment, as the file is read by everybody' })
  .meta({ examples: ['"${CANDOR_TOKEN}"'], pattern: '\\$\\{' });

/** Whether a text is an e-mail address once its variables are filled in. */
export function isMailAddress(text: string): boolean {
  return MAIL.test(text);
}

/** Where mail is handed in. One with a password stands in a variable. */
const MailServerSchema = z
  .string()
  .refine((text) => hasVariable(text) || isOpenMailServer(text), {
    error: 'a variable of the environment that holds an smtp or smtps URL, or such a URL without a password',
  })
  .meta({ examples: ['"${CANDOR_SMTP_URL}"'], pattern: patternOr(/^smtps?:/) });

function isOpenMailServer(text: string): boolean {
  return URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).password === '';
}

function oneOrMore(schema: z.ZodString): z.ZodUnion<[z.ZodString, z.ZodArray<z.ZodString>]> {
  return z.union([schema, z.array(schema).min(1).max(MOST_RECIPIENTS)], {
    error: 'one of them, or a list',
  });
}

function unknownWords(template: string): string[] {
  const words: readonly string[] = TEMPLATE_WORDS;
  return [...template.matchAll(/\{([^{}\s]*)\}/g)]
    .map(([, word]) => word ?? '')
    .filter((word) => !words.includes(word));
}

/** What all channels share. */
const common = {
  /** Names the channel in the record of what was told. */
  id: IdSchema.meta({ examples: ['team-chat'] }),
  /** What it tells of. */
  on: z.array(z.enum(CHANNEL_EVENTS)).default([...CHANNEL_EVENTS]),
  /** Ids of the components it tells of; an empty list is all. */
  components: z.array(IdSchema).default([]),
  /** Least impact of an incident that it tells of. */
  fromImpact: ImpactSchema.default('none'),
  /** Where everybody can follow it, such as the page of the account or an invitation: the page for subscribers leads there. */
  follow: LinkSchema.refine((text) => !hasVariable(text), {
    error: 'an address that everybody may know, without a variable',
  })
    .meta({ examples: ['https://mastodon.example/@acme'], pattern: '^https?:' })
    .optional(),
  /**
   * The message in your own words, with `{page}`, `{phase}`, `{title}`, `{text}`, `{components}`, `{impact}`, `{next}` and
   * `{url}` in the place of what the notice has. Without it the words are those of the page's language.
   */
  template: z
    .string()
    .min(1)
    .max(2_000)
    .refine((text) => unknownWords(text).length === 0, {
      error: `words in braces from ${TEMPLATE_WORDS.map((word) => `{${word}}`).join(' ')}`,
    })
    .meta({ examples: ['"{phase}: {title}\\n\\n{text}\\n\\n{url}"'] })
    .optional(),
};

const server = {
  /** Address of the server that the account is on. */
  url: HookSchema.meta({ examples: ['https://mastodon.example'] }),
};
const hook = {
  /** Address of the webhook, mostly a variable that holds it: `${CANDOR_…}`. */
  url: HookSchema,
};
/** Settings of the server of Telegram. */
export const bots = {
  /** Address of the server of the Bot API. */
  url: HookSchema.meta({ examples: ['https://api.telegram.org'] }).default('https://api.telegram.org'),
};
const token = {
  /** Secret that authenticates us, written as `${CANDOR_…}`. */
  token: VariableSchema,
};
const chat = {
  /** Id of the chat or channel. */
  to: z
    .string()
    .min(1)
    .meta({ examples: ['"-1001234567890"'] }),
};

const WebhookSchema = z.strictObject({
  ...common,
  /** To programs, as Statuspage tells them. */
  type: z.literal('webhook'),
  /** Address of the program, or a list. A variable may hold several, with commas or spaces in between. */
  url: oneOrMore(HookSchema),
  /** Signs what we send: HMAC-SHA-256, written as `${CANDOR_…}`. */
  secret: VariableSchema.optional(),
});

const SlackSchema = z.strictObject({
  ...common,
  /** To a channel of Slack. */
  type: z.literal('slack'),
  /** Address of an incoming webhook, mostly a variable that holds it. Not needed with `token` and `to`. */
  url: HookSchema.optional(),
  /** Token of a bot, written as `${CANDOR_…}`; with it, updates stand in the thread of the first message. */
  token: VariableSchema.optional(),
  /** Id of the channel that the bot writes to. */
  to: chat.to.meta({ examples: ['C0123456789'] }).optional(),
});

const EmailSchema = z.strictObject({
  ...common,
  /** By mail. */
  type: z.literal('email'),
  /** Address of the mail server with user and password, `smtps://user:password@mail.example:465`, in a variable. */
  url: MailServerSchema.default('${CANDOR_SMTP_URL}'),
  /** Address that mail comes from. */
  from: MailSchema.meta({ examples: ['status@acme.example'] }),
  /** Address of a reader, or a list. A variable may hold several, with commas or spaces in between. */
  to: oneOrMore(MailSchema),
  /** Where a reader asks to be told no more: a web or mailto: address; without it a mail to `from`. */
  unsubscribe: z
    .string()
    .refine((text) => isHttpUrl(text) || /^mailto:[^\s@]+@[^\s@]+$/.test(text), {
      error: 'an absolute http or https URL, or a mailto: address',
    })
    .meta({ examples: ['mailto:unsubscribe@acme.example'], pattern: '^(https?|mailto):' })
    .optional(),
});

export const ChannelSchema = z.discriminatedUnion('type', [
  WebhookSchema,
  SlackSchema,
  EmailSchema,
  z.strictObject({
    ...common,
    /** As a post on Mastodon. */
    type: z.literal('mastodon'),
    ...server,
    ...token,
  }),
  z.strictObject({
    ...common,
    /** As a post on Bluesky. */
    type: z.literal('bluesky'),
    /** Address of the server that the account is on. */
    url: server.url.default('https://bsky.social'),
    /** Name of the account that sends. */
    username: z
      .string()
      .min(1)
      .meta({ examples: ['status.acme.example'] }),
    ...token,
  }),
  z.strictObject({
    ...common,
    /** As a post on X. */
    type: z.literal('x'),
    /** Address of the API. */
    url: HookSchema.meta({ examples: ['https://api.x.com'] }).default('https://api.x.com'),
    /** The API key of the app ("consumer key"), written as `${CANDOR_…}`. */
    apiKey: VariableSchema,
    /** The API key's secret, written as `${CANDOR_…}`. */
    apiSecret: VariableSchema,
    /** The access token of the account, which may read and write, written as `${CANDOR_…}`. */
    token: VariableSchema,
    /** The access token's secret, written as `${CANDOR_…}`. */
    tokenSecret: VariableSchema,
  }),
  z.strictObject({
    ...common,
    /** To a channel of Discord. */
    type: z.literal('discord'),
    ...hook,
  }),
  z.strictObject({
    ...common,
    /** To a channel of Microsoft Teams. */
    type: z.literal('teams'),
    ...hook,
  }),
  z.strictObject({
    ...common,
    /** To a chat of Telegram. */
    type: z.literal('telegram'),
    ...bots,
    ...token,
    ...chat,
  }),
]);
/** A channel as it is written, with its defaults; `${CANDOR_…}` stays unresolved until something is sent. */
export type ChannelConfig = z.output<typeof ChannelSchema>;
export type ChannelType = ChannelConfig['type'];

export const CHANNEL_TYPES = [
  'webhook',
  'slack',
  'email',
  'mastodon',
  'bluesky',
  'x',
  'discord',
  'teams',
  'telegram',
] as const satisfies readonly ChannelType[];

/** What a type of channel needs besides what all have; its lists are one of them here, its variables filled in. */
export type ChannelSettings<T extends ChannelType = ChannelType> = T extends ChannelType
  ? OneOfEach<Omit<Extract<ChannelConfig, { type: T }>, keyof typeof common>>
  : never;
type OneOfEach<T> = { [Key in keyof T]: T[Key] extends string | undefined ? T[Key] : string };
