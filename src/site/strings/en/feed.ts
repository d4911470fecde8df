/** What the feed says of itself and of its items. */

export const feed = {
  title: (name: string) => `${name} status`,
  description: (name: string) => `Incidents, maintenance and announcements of ${name}`,
  item: (phase: string, title: string) => `${phase}: ${title}`,
  change: (component: string, status: string) => `${component}: ${status}`,
  redacted: (reason: string) => `This text was removed: ${reason}`,
  planned: (range: string) => `Planned: ${range}`,
  of: (title: string, what: string) => `${title} · ${what}`,
  about: (page: string) =>
    `This is a feed. Give the address of this page to a feed reader, and it will tell you what is new at ${page}.`,
};
