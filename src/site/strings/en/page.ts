/** The frame of every page, and pages that say that there is nothing else to say. */
export const page = {
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
};

export const freshness = {
  /** Stands above the time. */
  checked: 'Checked',
  checkedAt: (time: string) => `Checked ${time}`,
  notChecked: 'The checks have not run yet.',
  built: (time: string) => `Page built ${time}`,
  changed: (time: string) => `Last changed ${time}`,
  oldChecks: (time: string) => `This page may be out of date: the checks last ran ${time}.`,
  blind: (time: string) =>
    `Our checks have reached nothing since ${time}, most likely because they have no network themselves. What is shown here may have changed since.`,
  oldBuild: (time: string) => `This page may be out of date: it was built ${time}.`,
  utc: 'Times and days are UTC.',
  zone: (zone: string) => `Times are those of ${zone}; days are UTC.`,
  yourZone: 'Times are those of your time zone; days are UTC.',
};

export const correcting = {
  settings: 'The settings of this page are being corrected. Until then the last valid ones hold.',
  entry: 'This entry is being corrected. What you see is its last good version.',
  unreadable: 'This entry is being corrected and will be shown soon.',
  front: (n: number) =>
    n === 1
      ? 'One entry is being corrected. It is shown as it last was:'
      : `${n} entries are being corrected. They are shown as they last were:`,
  frontUnreadable: (n: number) =>
    n === 1
      ? 'One entry is being corrected and cannot be shown yet:'
      : `${n} entries are being corrected and cannot be shown yet:`,
};

export const withdrawn = {
  title: 'Withdrawn',
  text: (date: string) => `What was published here was withdrawn on ${date}.`,
};

export const notFound = {
  title: 'There is no such page.',
  text: 'The address may be mistyped, or what was here has moved.',
  link: 'How things are now',
};
