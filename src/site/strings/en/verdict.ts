/** What stands largest on the front page: how things are, and what is done about it. */
import type { Names } from '../names.ts';
import { are, plural } from './grammar.ts';

export const verdict = {
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
};

export const follow = {
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
  withoutImpact: (n: number) => `${plural(n, 'incident', 'incidents')} without impact ${n === 1 ? 'is' : 'are'} open.`,
};
