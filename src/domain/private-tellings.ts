/** What customers are told of incidents of the private root: what runs have planned, and what people wrote afterwards. */
import { formatInstant } from '../schema/timestamp.ts';
import type { CustomerChannel } from './customer-channels.ts';
import type { Incident } from './incident.ts';
import type { Notice } from './notice.ts';
import type { Tellable } from './tellable.ts';
import type { CustomerNotice } from './triage/customer-notice.ts';
import { usersOf } from './triage/customers.ts';
import type { Update } from './update.ts';

export interface PrivateSources {
  /** Planned notices. */
  notices: readonly CustomerNotice[];
  /** Incidents of the private root's main, by id. */
  incidents: ReadonlyMap<string, Incident>;
  channels: readonly CustomerChannel[];
  /** Where a customer reaches us; absolute. Nothing of the private root has an address. */
  contactUrl: string;
  /** Whether readers can see every public page that a text leads to. */
  isReadable(text: string): boolean;
}

/** Incidents of the private root stand beside public ones in its ledger, and may have their ids. */
const OWN = 'own-';

/** Whether an entry of the ledger is an incident of the private root. */
export function isPrivateEntry(entry: string): boolean {
  return entry.startsWith(OWN);
}

interface Said {
  incident: string;
  update: Pick<Update, 'at' | 'phase' | 'text'>;
  event: CustomerNotice['event'];
  title: string;
  customers: readonly string[];
}

function toTellable({ incident, update, event, title, customers }: Said, sources: PrivateSources): Tellable {
  const { at, phase, text } = update;
  const ways = new Set(
    sources.channels.filter(({ customer }) => customers.includes(customer.id)).map(({ config }) => config.id),
  );
  const notice: Omit<Notice, 'again'> = {
    event,
    entry: OWN + incident,
    at,
    kind: 'incident',
    title,
    phase,
    impact: undefined,
    components: [],
    text,
    next: undefined,
    window: undefined,
    url: sources.contactUrl,
    startedAt: undefined,
    updates: [{ at, phase, text, changes: [] }],
  };
  return {
    notice,
    update: formatInstant(at),
    isLive: sources.isReadable(text),
    again: '',
    isFor: (channel) => ways.has(channel.id),
  };
}

/** Whether the update that a notice tells of still stands in its incident, and may be told. */
function isStanding({ incident, at }: CustomerNotice, { incidents }: PrivateSources): boolean {
  const update = incidents.get(incident)?.updates.find((each) => each.at === at);
  return update !== undefined && update.notify !== 'no';
}

/** What people wrote in an incident after its customers were first told, which the checks then leave to them. */
function listWritten(incident: Incident, notices: readonly CustomerNotice[], sources: PrivateSources): Said[] {
  const times = new Set(notices.map(({ at }) => at));
  const first = Math.min(...times);
  const owners = sources.channels.map(({ customer }) => customer);
  const customers = usersOf(incident.components, owners).map(({ id }) => id);
  return incident.updates
    .filter((update) => update.at > first && !times.has(update.at) && update.notify !== 'no')
    .map((update) => ({
      incident: incident.id,
      update,
      event: update.phase === 'resolved' ? 'resolved' : 'updated',
      title: incident.title,
      customers,
    }));
}

/**
 * Lists what is told of the private root, each to the ways of those customers whom it concerns. A notice whose update a
 * person has taken out or marked `notify: no` is not told.
 */
export function listPrivateTellings(sources: PrivateSources): Tellable[] {
  const { notices, incidents } = sources;
  const planned = notices
    .filter((notice) => isStanding(notice, sources))
    .map(({ incident, event, phase, at, text, subject, customers }) => ({
      incident,
      event,
      update: { at, phase, text },
      title: subject,
      customers: customers.map(({ id }) => id),
    }));
  const written = [...Map.groupBy(notices, ({ incident }) => incident)].flatMap(([id, ofIncident]) => {
    const incident = incidents.get(id);
    return incident === undefined ? [] : listWritten(incident, ofIncident, sources);
  });
  return [...planned, ...written].map((said) => toTellable(said, sources));
}
