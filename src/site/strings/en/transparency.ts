/** How open the page has been: a sentence a figure, where that comes from, and what is not known. */
import { plural } from './grammar.ts';

/** How many of several are overdue. */
function overdueOf(count: number, overdue: number): string {
  if (overdue === 0) return '';
  if (overdue !== count) return `, ${overdue} of them overdue`;
  return count === 1 ? ' and overdue' : ', all of them overdue';
}

export const transparency = {
  title: 'Transparency',
  lead: 'How soon people were told, what was changed afterwards, and what is still owed: the last twelve months, derived from the files of this page and their history. Nothing here is typed in.',
  noHistory:
    'This page was built without the whole history of its files. What only that can tell is not known here, and nothing below stands in for it.',
  table: 'As a table',
  more: (count: string) => `The data has ${count} more.`,
  count: 'How many',
  dot: (title: string, after: string) => `${title}: ${after}`,
  counted: (what: string, count: number) => `${what}: ${count}`,
  /** The key of a figure with very many dots. */
  thinned: (count: string) => `Each dot stands for ${count} of them.`,
  data: 'The same figures as data',
  dataText: 'Everything on this page, in full and with each length of time in milliseconds:',
  figuresText:
    'Every figure of this site with the commit that it follows from. In a clone, “candor verify” derives them anew:',

  tell: {
    title: 'How soon people were told',
    found: (count: string, median: string, most: string) =>
      `Of ${count} incidents, half stood on this page at most ${median} after they began, and nine of ten at most ${most}.`,
    foundOne: (after: string) => `One incident was told of ${after} after it began.`,
    none: 'No incident began in these months.',
    noneMeasured: (n: number) =>
      n === 1
        ? 'Of the one incident of these months it is not known how long people waited.'
        : `Of none of the ${n} incidents of these months is it known how long people waited.`,
    source:
      'From the beginning of an incident until the page that told of it was live. An incident that a check found began at its first failing measurement, or up to one measurement earlier.',
    byCommit: (n: number) => `For ${n} no deploy is recorded; there the time counts at which the words were committed.`,
    key: 'A dot for each incident. The line marks the time after which half of them had been told of, the broken line nine of ten.',
    /** Where there are too few for these lines. */
    dots: 'A dot for each incident, by how long after its beginning people were told.',
    incident: 'Incident',
    after: 'Told after',
    longer: (duration: string) => `or up to ${duration} more`,
    apart: 'Not measured, and in none of these figures',
    startNotKnown: 'Not known, as it may have begun any time before its first update',
    toldBeforeStart: 'Not known, as people were told before the time at which it is said to have begun',
  },

  edits: {
    title: 'What was changed afterwards',
    found: (n: number, updates: number) =>
      `${plural(n, 'change was', 'changes were')} made to what had been published; ${plural(updates, 'update was', 'updates were')} published in the same time.`,
    none: (updates: number) =>
      `Nothing that had been published was changed; ${plural(updates, 'update was', 'updates were')} published in the same time.`,
    source:
      'From the history in Git: every version of every file that stood on this page, compared word by word. Another order or another format is no change.',
    key: 'A dot for each change of a text, by how long after its first publication it was made.',
    kind: {
      correction: 'Spelling corrected',
      change: 'Edited',
      rewrite: 'Rewritten',
      removal: 'Taken out',
      restoration: 'Put back',
      move: 'Given another time',
      heading: 'Phase, status or promise changed',
      fact: 'Title, impact, cause and the like changed',
    },
    what: 'Change',
    each: 'Every change',
    when: 'Changed',
    takenBack: 'Taken back',
    entry: 'Entry',
    withdrawn: 'Withdrawn',
  },

  promises: {
    title: 'Whether updates came as promised',
    found: (kept: string, made: string) => `${kept} of ${made} promised updates came in time.`,
    none: 'No update was promised by a certain time.',
    source:
      'By the times that updates carry: a promise is kept by the next update of the same incident, if that comes no later.',
    promise: 'Promised updates',
    kept: 'In time',
    late: 'Late',
    missed: 'Never came',
    waiting: 'Over, and none yet',
    broken: 'Not kept',
  },

  postmortems: {
    title: 'Which post-mortems are owed',
    nothing: 'None was asked for, and none was published.',
    noneOwed: (done: number) =>
      done === 0
        ? 'None is owed.'
        : `None is owed. ${plural(done, 'incident has', 'incidents have')} one that is published.`,
    owed: (owed: number, overdue: number) =>
      `${plural(owed, 'post-mortem is', 'post-mortems are')} owed${overdueOf(owed, overdue)}.`,
    source: (days: number) =>
      `One is due within ${plural(days, 'business day', 'business days')} after the end of an incident that our rules ask one of. What is owed stays here, however old it is.`,
    postmortem: 'Post-mortems by incident',
    inTime: 'Published in time',
    late: 'Published late',
    unasked: 'Published, not asked for',
    undated: 'Published, not known when',
    due: 'Due',
    overdue: 'Overdue',
    waived: 'Decided against',
  },

  actions: {
    title: 'What was promised to be done about it',
    found: (open: number, overdue: number) =>
      `${plural(open, 'action is', 'actions are')} not known to be done${overdueOf(open, overdue)}.`,
    none: 'No action of a post-mortem is open.',
    done: (n: number) => `${plural(n, 'action was', 'actions were')} done in these months.`,
    source:
      'Actions stand in post-mortems; how each stands is what its issue says, or the post-mortem where it has none. They are as old as the post-mortem that names them.',
    action: 'Action',
    age: 'Age',
    under: (duration: string) => `Under ${duration}`,
    over: (duration: string) => `${duration} and more`,
    ageNotKnown: 'Age not known',
    overdue: (n: number) => `${n} overdue`,
    open: 'Not known to be done',
    declined: 'Not done after all',
    noReason: 'its issue was closed as not planned',
  },

  categories: {
    title: 'Whose doing it was',
    found: (n: number) => `${plural(n, 'incident', 'incidents')} began in these months.`,
    source: 'As each incident says of itself today. A cause is suspected until somebody has confirmed it.',
    category: 'Cause',
    count: 'Incidents',
    of: {
      internal: 'Our own',
      upstream: 'A provider that we rely on',
      customer: 'What one customer did',
      undetermined: 'Not determined',
    },
    suspected: (n: number) => `${n} suspected`,
  },

  checks: {
    title: 'The checks our incidents produced',
    found: (n: number, passing: number) => {
      const came = `${plural(n, 'check', 'checks')} came of the question why something could happen`;
      if (n === 1) return `${came}; it ${passing === 1 ? 'passes' : 'does not pass'} now.`;
      return passing === n ? `${came}; all of them pass now.` : `${came}; passing now: ${passing}.`;
    },
    none: 'No post-mortem has led to a check yet.',
    source:
      'From the post-mortems: the last answer of a chain of whys becomes a check, a test, a rule, or is accepted with a reason. When a check was added is read from the history of status.yml.',
    outcome: 'What last answers became',
    monitor: 'A check',
    test: 'A test',
    process: 'A rule of how we work',
    accepted: 'Accepted',
  },

  monitoring: {
    title: 'When nobody was looking',
    found: (count: string, whole: string, longest: string) =>
      `Our checks saw nothing for ${whole} in all, in ${count} gaps; the longest lasted ${longest}.`,
    foundOne: (whole: string) => `Our checks saw nothing for ${whole}, in one gap.`,
    watched: (share: string) => `They were looking ${share} of the time.`,
    none: 'Our checks were looking all the time.',
    nothing: 'Nothing has been measured yet.',
    source: (duration: string) =>
      `A measurement holds until the next one, at most ${duration}; what no measurement covers is a gap. So is the time of runs that reached nothing at all.`,
    since: (day: string) => `Measured since ${day}`,
    gap: 'Gap',
    length: 'How long',
    blind: (duration: string) => `checks ran for ${duration} of it and reached nothing`,
    ongoing: 'not over',
    key: 'The twelve months from left to right; each mark is a gap.',
  },
};
