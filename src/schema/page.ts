/** What status.yml says of the page itself. */
import { z } from 'zod';

import { VisibleTextSchema } from './component.ts';
import { defaultDuration, DurationSchema } from './duration.ts';
import { ContactSchema, LinkSchema } from './link.ts';
import { LocaleSchema } from './locale.ts';
import { TimeZoneSchema } from './time-zone.ts';
import { toLine } from './visible-text.ts';

/** A file in the repository that the page shows, by its path relative to status.yml. */
const AssetSchema = z
  .string()
  .regex(/^(?:\.\/)?[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/, {
    error: 'a path inside the repository, without hidden folders',
  })
  .meta({ examples: ['assets/logo.svg'] });

export const PageSchema = z.strictObject({
  /** What the page is called: the company or product. */
  name: VisibleTextSchema.max(100).meta({ examples: ['Example Cloud'] }),
  /** Where the page is published; may carry a sub-path. */
  url: LinkSchema,
  /** 12 characters of a-z0-9, written once by `init` or `import`; the ids in feeds and API derive from it. */
  id: z
    .string()
    .regex(/^[a-z0-9]{12}$/, { error: '12 characters of a-z and 0-9' })
    .meta({ examples: ['k7d0v3m9x2qa'] })
    .optional(),
  /** A sentence about the page, for readers and search engines. */
  description: z.string().overwrite(toLine).optional(),
  /** Zone of the times that are shown. */
  timeZone: TimeZoneSchema.default('Etc/UTC'),
  /** The language that page and feeds are written in, maybe with a region, whose dates and numbers they then have. */
  locale: LocaleSchema.default('en'),
  /** `strict`: the API never says `maintenance` where a program may know only none, minor, major and critical. */
  maintenanceIndicator: z
    .enum(['statuspage', 'strict'], { error: 'one of statuspage, strict' })
    .default('statuspage')
    .meta({ examples: ['strict'] }),
  /** Where "Talk to us" leads. */
  supportUrl: ContactSchema.optional(),
  /** Path of the logo in this repository. */
  logo: AssetSchema.optional(),
  /** Colour of a quiet day; darker or lighter where it could not be read. In quotes, as `#` begins a comment. */
  accent: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, { error: 'a colour of six hexadecimal digits' })
    .meta({ examples: ['"#0b6e4f"'] })
    .optional(),
  /** Path of a style sheet in this repository that is added to the page's own. */
  css: AssetSchema.meta({ examples: ['assets/page.css'] }).optional(),
  /** Further links, shown in the order given. */
  links: z
    .array(
      z.strictObject({
        /** What the link is called. */
        name: VisibleTextSchema,
        /** Where it leads: to the web, or to a mail program. */
        url: ContactSchema,
      }),
    )
    .default([]),
  /** A line at the end of the page. */
  footer: z.string().overwrite(toLine).optional(),
  /** Age of the last build or check beyond which the page warns. */
  staleAfter: DurationSchema.default(defaultDuration('3h')),
  /** Whether the names of authors are shown. */
  authors: z
    .enum(['none', 'name'])
    .meta({ examples: ['none'] })
    .default('none'),
});
