/** What is derived of an incident: where each time comes from, how exact it is, and what is not known. */
export const facts = {
  detected: 'Detected',
  silence: 'Longest silence',
  affected: 'Impaired',
  affectedFor: (component: string, duration: string) => `${component} for ${duration}`,
  never: (time: string) => `Nobody while it lasted; on this page from ${time}`,
  within: (source: string, duration: string) => `${source}, or up to ${duration} earlier`,
  source: {
    typed: 'written down by us',
    measurement: 'first failing measurement',
    evidence: 'first failing measurement, as noted at the time',
    update: 'from our updates',
    deploy: 'when the page that told of it went live',
    commit: 'when it was committed, as no deploy is recorded',
    outreach: 'noted in the incident',
  },
  unknown: {
    imported: 'Not known, as it was brought over from another page',
    backfilled: 'Not known, as it was written down afterwards',
    late: 'Not known, as it came to this page more than 7 days after its end',
    no_history: 'Not known, as the history of this page was not at hand',
    not_committed: 'Not known, as it is not published yet',
    contradictory: 'Not known, as its commit is dated before its first update',
    no_check: 'Not known, as no check was looking',
  },
};
