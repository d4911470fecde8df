/** The post-mortems: what went wrong, why, and what is done about it. */
import { plural } from './grammar.ts';

export const postmortem = {
  title: 'Post-mortems',
  label: 'Post-mortem',
  lead: (n: number) =>
    n === 0
      ? 'None has been published yet.'
      : 'What went wrong, why it could, and what we changed so that it does not happen again.',
  all: 'All post-mortems',
  titled: (title: string) => `Post-mortem: ${title}`,
  published: 'Published',
  by: (authors: string) => `Written by ${authors}`,
  correcting: 'This post-mortem is being corrected. What you see is its last good version.',

  inWork: 'We are writing a post-mortem; it will be linked here.',
  waived: (reason: string) => `There will be no post-mortem: ${reason}`,

  dueBy: (day: string) => `A post-mortem is due by ${day}`,
  overdueSince: (day: string) => `The post-mortem was due by ${day} and is overdue`,
  owed: 'Still owed',
  waivedList: 'Decided against',

  about: (n: number) => (n === 1 ? 'The incident' : 'The incidents'),
  impact: 'What it did',
  source: 'Source',
  sourceOf: (what: string) => `of: ${what}`,

  happened: 'What happened',
  trigger: 'The trigger',
  triggerKind: {
    deploy: 'A deployment',
    config: 'A change of configuration',
    load: 'More load than we can carry',
    dependency: 'Something that we depend on',
    hardware: 'Hardware that failed',
    expiry: 'Something that expired',
    'human-process': 'A step that people do by hand',
    unknown: 'We do not know what set it off',
  },
  detection: 'How we noticed',
  detected: {
    check: 'One of our checks found it.',
    alert: 'An alert of our monitoring told us.',
    customer: 'Customers told us.',
    staff: 'One of us noticed it at work.',
    provider: 'Our provider told us.',
  },
  account: 'In detail',

  story: 'Minute by minute',
  began: 'It began',
  beganBecause: (because: string) => `It began: ${because}`,
  told: 'told on the status page',
  recorded: 'as recorded on the status page',
  live: 'Readers could see it here',
  failed: (check: string) => `${check} failed for the first time`,
  recovered: (check: string) => `${check} passed again`,
  measured: 'measurement of our check',
  measuredWithin: (duration: string) => `measurement of our check, up to ${duration} late`,
  updateOf: (phase: string, title: string) => `${phase}: ${title}`,

  factors: 'Why it could happen',
  factor: (n: number, of: number) => (of === 1 ? 'The cause' : `Cause ${n} of ${of}`),
  why: 'Why?',
  because: 'Because',
  becomes: {
    monitor: 'So there is now a check of it',
    existing: 'A check of it was there already',
    test: 'So it becomes a test',
    process: 'So it becomes a rule of how we work',
    accepted: 'We accept it',
  },
  becomesLink: { test: 'The test', process: 'The rule' },
  checkOf: (check: string, component: string) => `${check}, a check of ${component}`,
  checkGone: (check: string) => `${check}, which is not among our checks any more`,
  checkNow: {
    up: 'passes now',
    degraded: 'is slow now',
    down: 'fails now',
    no_data: 'no data now',
  },
  added: {
    after: (day: string) => `added after the incident, on ${day}`,
    before: (day: string) => `there before the incident, since ${day}`,
    unknown: 'when it was added is not known',
  },
  record: (share: string, day: string) => `passed ${share} of the time since ${day}`,
  noRecord: 'not measured yet',
  carriedOut: 'Carried out by',

  lessons: 'What we take with us',
  wentWell: 'What went well',
  wentBadly: 'What went badly',
  lucky: 'Where we were lucky',

  actions: 'What we do about it',
  due: (day: string) => `due ${day}`,
  actionType: {
    prevent: 'Prevents it',
    detect: 'Shows it sooner',
    mitigate: 'Makes it less bad',
    process: 'Changes how we work',
    repair: 'Repairs what broke',
  },
  owner: 'Owner',
  issue: 'Issue',
  declined: (reason: string) => `Not done after all: ${reason}`,

  supporting: 'More to read',
  counts: (factors: number, actions: number) =>
    `${plural(factors, 'cause', 'causes')} · ${plural(actions, 'action', 'actions')}`,
};
