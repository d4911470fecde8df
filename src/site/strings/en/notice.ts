/** What channels say around an update. */
export const notice = {
  /** What went before was told already, in other words. */
  corrected: (subject: string) => `Corrected: ${subject}`,
  affected: (components: string) => `Affected: ${components}`,
  component: (name: string, status: string) => `${name} (${status})`,
  link: 'Read it on the status page',
  reason: (page: string) => `You get this mail because your address is on the list of the status page of ${page}.`,
  unsubscribe: 'Tell me no more',
  /** Of a maintenance of which nobody has written anything: the plan is all that is known. */
  byClock: {
    in_progress: 'The time that is planned for this work has begun.',
    completed: 'The time that was planned for this work is over.',
  },
  customer: {
    /** What of the update is theirs. */
    concerns: (components: string) => `This concerns what you use: ${components}`,
    reason: (page: string) => `You get this from ${page} because it concerns what you use.`,
  },
  test: {
    title: 'A test of this channel',
    text: (page: string) => `Nothing has happened. Where you read this, ${page} will tell you when something does.`,
  },
};
