/** What the feed says of itself and of its items. */

export const feed = {
  title: (name: string) => `${name} status`,
  description: (name: string) => `Incidents, maintenance and announcements of ${name}`,
  item: (phase: string, title: string) => `${phase}: ${title}`,
  change: (component: string, status: string) => `${component}: ${status}`,
  redacted: (reason: string) => `This text was removed: ${reason}`,
};
