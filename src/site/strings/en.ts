/** Every word that the page itself says, in English. Another language is a module of the same type. */

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What a list of names needs to agree with its verb. */
export interface Names {
  text: string;
  count: number;
}

function are({ text, count }: Names): string {
  return `${text} ${count === 1 ? 'is' : 'are'}`;
}

export const en = {
  lang: 'en',
  /** British form: the day stands before the month, and the zones of Europe have their names. */
  tag: 'en-GB',

  underAMinute: 'under a minute',
  count: {
    day: (n: number) => plural(n, 'day', 'days'),
    hour: (n: number) => plural(n, 'hour', 'hours'),
    minute: (n: number) => plural(n, 'minute', 'minutes'),
  },
  percent: (number: string) => `${number}%`,
  range: (from: string, until: string) => `${from} to ${until}`,
  andMore: (n: number) => `${n} more`,

  status: {
    operational: 'Operational',
    under_maintenance: 'Under maintenance',
    degraded_performance: 'Degraded performance',
    partial_outage: 'Partial outage',
    major_outage: 'Major outage',
    no_data: 'No data',
  },
  checksFailing: 'Checks are failing; we are looking',
  impact: {
    none: 'Incident without impact',
    minor: 'Minor incident',
    major: 'Major incident',
    critical: 'Critical incident',
  },
  kind: { maintenance: 'Maintenance', announcement: 'Announcement' },
  phase: {
    investigating: 'Investigating',
    identified: 'Identified',
    monitoring: 'Monitoring',
    resolved: 'Resolved',
    scheduled: 'Scheduled',
    in_progress: 'In progress',
    verifying: 'Verifying',
    completed: 'Completed',
    announced: 'Announced',
  },

  verdict: {
    allDown: 'All systems are down.',
    major_outage: (names: Names) => `${are(names)} down.`,
    partial_outage: (names: Names) => `${are(names)} partly down.`,
    degraded_performance: (names: Names) => `${are(names)} slow or unreliable.`,
    affected: {
      major_outage: (names: Names) => `A critical incident affects ${names.text}.`,
      partial_outage: (names: Names) => `A major incident affects ${names.text}.`,
      degraded_performance: (names: Names) => `A minor incident affects ${names.text}.`,
    },
    open: {
      major_outage: 'A critical incident is open.',
      partial_outage: 'A major incident is open.',
      degraded_performance: 'A minor incident is open.',
    },
    recovering: (names: Names) => `${are(names)} working again.`,
    failing: (names: Names) => `Checks of ${names.text} are failing; we are looking.`,
    under_maintenance: (names: Names) => `${are(names)} under maintenance.`,
    maintenance: 'Maintenance is in progress.',
    no_data: 'We have no measurements right now.',
    some_no_data: (names: Names) => `We have no data for ${names.text}.`,
    nothing: 'Nothing is watched here yet.',
    operational: 'All systems operational.',
  },
  follow: {
    investigating: 'We are looking into it',
    identified: 'We know the cause and are working on it',
    monitoring: 'A fix is in place and we are watching it',
    several: (n: number) => `We are working on ${n} incidents`,
    nextUpdate: (what: string, time: string) => `${what}; next update by ${time}.`,
    lateUpdate: (what: string, time: string) => `${what}; the update promised by ${time} is late.`,
    plain: (what: string) => `${what}.`,
    maintenanceUntil: (time: string) => `It is planned to end by ${time}.`,
    maintenanceLate: (time: string) => `It was planned to end by ${time} and is taking longer.`,
    no_data: 'So we cannot say how things are. What we report by hand is shown as usual.',
    some_no_data: 'Everything else is operational.',
    nothing: 'What we report will be shown on this page.',
    withoutImpact: (n: number) =>
      `${plural(n, 'incident', 'incidents')} without impact ${n === 1 ? 'is' : 'are'} open.`,
  },

  page: {
    title: (name: string) => `${name} status`,
    titled: (what: string, name: string) => `${what} · ${name} status`,
    skip: 'Skip to the status',
    description: (name: string) => `Current status, incidents and maintenance of ${name}`,
    feed: (name: string) => `${name}: incidents, maintenance and announcements`,
    back: (name: string) => `${name} status`,
    history: 'All incidents and maintenance',
    support: 'Talk to us',
    links: 'Links',
    subscribe: 'Subscribe',
  },
  freshness: {
    checked: 'Checked',
    notChecked: 'The checks have not run yet.',
    built: 'Page built',
    changed: 'Last changed',
    old: 'This page may be out of date:',
    oldChecks: 'the checks last ran',
    oldBuild: 'it was built',
    utc: 'Times and days are UTC.',
    zone: (zone: string) => `Times are those of ${zone}; days are UTC.`,
  },
  correcting: {
    entry: 'This entry is being corrected. What you see is its last good version.',
    unreadable: 'This entry is being corrected and will be back soon.',
    front: (n: number) =>
      n === 1
        ? 'One entry is being corrected. It is shown as it last was:'
        : `${n} entries are being corrected. They are shown as they last were:`,
  },

  withdrawn: {
    title: 'Withdrawn',
    text: (date: string) => `What was published here was withdrawn on ${date}.`,
  },

  front: {
    incidents: (n: number) => (n === 1 ? 'Open incident' : 'Open incidents'),
    running: 'Maintenance in progress',
    upcoming: 'Upcoming maintenance',
    announcements: 'Announcements',
    components: 'Components',
    recent: 'The last 14 days',
    quiet: 'No incidents',
    subscribe: 'Stay informed',
    subscribeText: 'Every update of every incident and maintenance, as it is published:',
    subscribeLink: 'how to be told',
    allMaintenance: 'All maintenance',
    supportText: 'Something is wrong and you do not see it here?',
    affects: (names: string) => `Affects ${names}`,
    began: 'Began',
    updated: 'Updated',
    until: 'until',
    more: 'All updates',
  },
  components: {
    caption: (from: string, to: string) =>
      `A line is a day, from ${from} to ${to}. Choose a row of lines to read its days.`,
    captionPhone: (from: string, to: string) =>
      `A line is a day, from ${from} to ${to}; uptime is of 90 days. Tap a row of lines to read all of them.`,
    key: 'Key to the lines',
    days: (name: string, troubled: number) =>
      `${name}, day by day: ${troubled === 0 ? 'nothing to report' : `${plural(troubled, 'day', 'days')} with trouble`}`,
    rule: (major: string, partial: string, degraded: string) =>
      `Uptime counts ${major} of a major outage, ${partial} of a partial outage and ${degraded} of degraded performance ` +
      'as time lost. Maintenance and time without data are left out.',
    onDay: (status: string, time: string) => `${time} of ${status.toLowerCase()}`,
  },

  component: {
    uptime: 'Uptime',
    lastDays: (n: number) => `Last ${plural(n, 'day', 'days')}`,
    since: (day: string) => `Counted from ${day}, so that the earliest month is there only in part.`,
    response: 'Response time',
    span: { day: 'Last day', week: 'Last 7 days', quarter: 'Last 90 days' },
    times: (median: string, p95: string) => `median ${median}, 95% within ${p95}`,
    scale: (top: string) => `0 to ${top}`,
    responseRule:
      'The strong line is the median, the fine one what 95% of the answers took at most. Only answers that passed count; ' +
      'where there is no line, there was none. Measured from where our checks run.',
    entries: 'Incidents and maintenance',
  },

  entry: {
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
    ended: 'Ended',
    published: 'Published',
    provider: 'Provider',
    providerReport: 'Their report',
    reported: 'Reported to them',
    toldInPerson: 'Told in person',
    outreach: (count: number, channel: string, at: string) => `${count} by ${channel}, ${at}`,
    permalink: '(link to this update)',
    nextUpdate: 'Next update by',
    lateUpdate: 'The next update was promised by',
    openedByMonitor: 'Opened by our monitoring, before a person had looked.',
    backfilled: 'Written down afterwards.',
    importedFrom: (source: string) => `Brought over from ${source}.`,
    redacted: (reason: string) => `The text of this update was removed: ${reason}`,
    change: (name: string, status: string) => `${name}: ${status}`,
    changed: (name: string, from: string, to: string) => `${name}: ${to}, after ${from.toLowerCase()}`,
  },
  cause: {
    undetermined: { open: 'Not known yet', closed: 'Not determined' },
    upstream: { suspected: 'Probably a provider that we rely on', confirmed: 'A provider that we rely on' },
    customer: {
      suspected: 'Probably the activity of one customer, which reached others',
      confirmed: 'The activity of one customer, which reached others',
    },
    internal: { suspected: 'Probably our own fault', confirmed: 'Our own fault' },
  },

  history: {
    title: 'History',
    lead: (n: number) =>
      n === 0 ? 'Nothing has been reported yet.' : `${plural(n, 'entry', 'entries')}, newest first.`,
    months: 'By month',
    ofMonth: (month: string) => `History of ${month}`,
    entries: (n: number) => (n === 1 ? ' entry' : ' entries'),
  },
  maintenance: {
    title: 'Maintenance',
    lead: (running: number, upcoming: number) => {
      if (running > 0) return `${plural(running, 'maintenance is', 'maintenances are')} in progress.`;
      return upcoming === 0
        ? 'Nothing is planned.'
        : `${plural(upcoming, 'maintenance is', 'maintenances are')} planned.`;
    },
    past: 'Past maintenance',
  },
  subscribe: {
    title: 'Subscribe',
    lead: 'Be told when something breaks, is being worked on, or works again.',
    feed: 'By feed',
    feedText: 'Each update of each incident, maintenance and announcement is an entry of this feed:',
    feedHow:
      'Give its address to a feed reader, to Slack (/feed subscribe), Microsoft Teams, or to your mail program; no ' +
      'account is needed, and we do not learn who reads it.',
  },
  notFound: {
    title: 'There is no such page.',
    text: 'The address may be mistyped, or what was here has moved.',
    link: 'How things are now',
  },
};

export type Strings = typeof en;
