/** The page of an incident, a maintenance or an announcement. */
export const entry = {
  timeline: 'Updates',
  evidence: 'What our monitoring found',
  began: 'Began',
  told: 'First told',
  mitigated: 'Mitigated',
  resolved: 'Resolved',
  duration: 'Lasted',
  lasting: 'Open for',
  affected: 'Affected',
  cause: 'Cause',
  planned: 'Planned',
  /** The windows of a recurring maintenance after the one that is planned. */
  following: 'Then',
  ended: 'Ended',
  published: 'Published',
  providerReport: 'Their report',
  toldInPerson: 'Told in person',
  outreach: (count: number, channel: string, at: string) => `${count} by ${channel}, ${at}`,
  permalink: '(link to this update)',
  openedByMonitor: 'Opened by our monitoring, not by a person.',
  backfilled: 'Written down afterwards.',
  importedFrom: (source: string) => `Brought over from ${source}.`,
  redacted: (reason: string) => `The text of this update was removed: ${reason}`,
  redactedOn: (day: string, reason: string) => `The text of this update was removed on ${day}: ${reason}`,
  change: (name: string, status: string) => `${name}: ${status}`,
  changed: (name: string, from: string, to: string) => `${name}: ${to}, after ${from}`,
};

export const cause = {
  undetermined: { open: 'Not known yet', closed: 'Not determined' },
  upstream: { suspected: 'Probably a provider that we rely on', confirmed: 'A provider that we rely on' },
  customer: {
    suspected: 'Probably the activity of one customer, which reached others',
    confirmed: 'The activity of one customer, which reached others',
  },
  internal: { suspected: 'Probably our own fault', confirmed: 'Our own fault' },
};
