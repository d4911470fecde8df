/** What the feed says of itself and of its items. */
import type { Strings } from '../en.ts';

export const feed: Strings['feed'] = {
  title: (name) => `Status von ${name}`,
  description: (name) => `Störungen, Wartungen und Ankündigungen von ${name}`,
  item: (phase, title) => `${phase}: ${title}`,
  change: (component, status) => `${component}: ${status}`,
  redacted: (reason) => `Dieser Text wurde entfernt: ${reason}`,
  planned: (range) => `Geplant: ${range}`,
  of: (title, what) => `${title} · ${what}`,
  about: (page) =>
    `Dies ist ein Feed. Geben Sie die Adresse dieser Seite in einen Feedreader ein, und er meldet Ihnen, was es auf ${page} Neues gibt.`,
};
