/** The grammar of an update's heading: `Phase · time · component changes · next: time · notify: no|again`. */
import type { Update } from '../domain/update.ts';
import { COMPONENT_STATUSES, type ComponentStatus, INCIDENT_STATUSES, isId } from '../schema/component.ts';
import { type Kind, type Phase, PHASES, PHASES_OF_KIND, phaseTitle } from '../schema/phase.ts';
import {
  formatInstant,
  type Instant,
  parseInstant,
  TIMESTAMP_EXAMPLE,
  TIMESTAMP_EXPECTED,
  timestampHint,
} from '../schema/timestamp.ts';
import { showReceived } from '../schema/problems.ts';
import { partHint, phaseHint } from './heading-hints.ts';
import { didYouMean, nearest } from './suggest.ts';

export interface HeadingFault {
  rule: string;
  message: string;
  expected: string;
  example: string;
  received: string;
  hint?: string | undefined;
}

export type Heading = Omit<Update, 'text'>;

const SEPARATOR = /[·|—]|(?<=\s)[–-](?=\s)/;
const CLOCK = /(?<!\d)\d{1,2}:\d{2}(?!\d)/;
/** A heading longer than this is text: a phase, two times and the changes of some dozen components are far below. */
const LONGEST = 4_000;

/** The parts of a heading without those that are empty. */
function splitParts(raw: string): string[] {
  return raw
    .split(SEPARATOR)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** `In-Progress` and `**in progress:**` as `in_progress`. */
function wordOf(part: string): string {
  return part
    .slice(0, LONGEST)
    .replace(/[*`]|(?<!\w)_+|_+(?!\w)/g, '')
    .replace(/:$/, '')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

function isPhase(word: string): word is Phase {
  return (PHASES as readonly string[]).includes(word);
}

/** Whether a heading means to be an update: it has a clock time, a phase word at its head, or a near miss of one. */
export function isUpdateHeading(raw: string, kind: Kind): boolean {
  if (raw.length > LONGEST) return false;
  if (CLOCK.test(raw)) return true;
  const head = splitParts(raw)[0] ?? '';
  const word = wordOf(head);
  const [first = '', second = ''] = word.split('_').map((part) => part.replace(/[:,;.]$/, ''));
  if ([word, first, `${first}_${second}`].some(isPhase)) return true;
  return nearest(word, PHASES_OF_KIND[kind]) !== undefined;
}

function exampleHeading(phase: Phase | undefined, kind: Kind): string {
  return `"## ${phaseTitle(phase ?? PHASES_OF_KIND[kind][0] ?? 'investigating')} · ${TIMESTAMP_EXAMPLE}"`;
}

class HeadingReader {
  private readonly kind: Kind;
  readonly faults: HeadingFault[] = [];
  private readonly changes = new Map<string, ComponentStatus>();
  nextUpdateBy: Instant | undefined;
  notify: 'no' | 'again' | undefined;

  constructor(kind: Kind) {
    this.kind = kind;
  }

  /** Component id to status, in the order in which they were written. */
  get components(): Record<string, ComponentStatus> {
    return Object.fromEntries(this.changes);
  }

  fault(rule: string, what: Omit<HeadingFault, 'rule' | 'received'>, received: string | undefined): void {
    this.faults.push({ rule, ...what, received: received === undefined ? 'nothing' : showReceived(received) });
  }

  /** Phase and time in one part, or the wrong way round, are one fault; tells whether it was found. */
  isMixed([head = '', next = '']: readonly string[], kind: Kind): boolean {
    const isPhaseOfKind = (word: string): boolean => PHASES_OF_KIND[kind].some((phase) => nearest(word, [phase]));
    const isTogether = CLOCK.test(head) && !CLOCK.test(next) && isPhaseOfKind(wordOf(head).split(/[^a-z]/)[0] ?? '');
    const isTurned = parseInstant(head) !== undefined && isPhaseOfKind(wordOf(next));
    if (!isTogether && !isTurned) return false;
    const hint = isTurned ? 'Write the phase first and then the time.' : 'Put " · " between the phase and the time.';
    const message = 'Cannot tell phase and time of this update apart';
    const what = {
      message,
      expected: 'a phase, " · " and a time with an offset',
      example: exampleHeading(undefined, kind),
    };
    this.fault('update-phase', { ...what, hint }, isTurned ? `${head} · ${next}` : head);
    return true;
  }

  phase(part: string, kind: Kind): Phase | undefined {
    const word = wordOf(part);
    const phases = PHASES_OF_KIND[kind];
    const phase = phases.find((candidate) => candidate === word);
    if (phase !== undefined) return phase;
    this.fault(
      'update-phase',
      {
        message: 'Cannot read the phase of this update',
        expected: `one of ${phases.map(phaseTitle).join(', ')}`,
        example: exampleHeading(undefined, kind),
        hint: isPhase(word) ? `"${part}" is not a phase of this kind of file.` : phaseHint(part, word, phases),
      },
      part,
    );
    return undefined;
  }

  time(part: string | undefined, example: string): Instant | undefined {
    const at = part === undefined ? undefined : parseInstant(part);
    if (at !== undefined) return at;
    const hint = part === undefined ? undefined : timestampHint(part);
    const message = `Cannot ${part === undefined ? 'find' : 'read'} the time of this update`;
    this.fault('update-time', { message, expected: TIMESTAMP_EXPECTED, example, hint }, part);
    return undefined;
  }

  option(part: string): void {
    if (/^next\s*:/i.test(part)) return this.next(part);
    for (const piece of part.split(',').map((text) => text.trim())) {
      if (piece !== '') this.change(piece);
    }
  }

  private next(part: string): void {
    const text = part.slice(part.indexOf(':') + 1).trim();
    const at = parseInstant(text);
    if (at !== undefined && this.nextUpdateBy === undefined) {
      this.nextUpdateBy = at;
      return;
    }
    if (at !== undefined) return this.twice('update-next', 'next', part);
    const example = `"next: ${TIMESTAMP_EXAMPLE}"`;
    const message = 'Cannot read when the next update comes';
    this.fault('update-next', { message, expected: TIMESTAMP_EXPECTED, example, hint: timestampHint(text) }, text);
  }

  private change(piece: string): void {
    const colon = piece.indexOf(':');
    const [key, value] = [piece.slice(0, Math.max(0, colon)).trim(), piece.slice(colon + 1).trim()];
    if (key === '' || value === '' || /\s/.test(key)) return this.unknownPart(piece);
    if (key.toLowerCase() === 'notify') return this.notified(value);
    this.component(key, value, piece);
  }

  component(key: string, value: string, piece = `${key}: ${value}`): void {
    const status = COMPONENT_STATUSES.find((candidate) => candidate === value.toLowerCase().replace(/[\s-]+/g, '_'));
    if (status === undefined && /[:;]/.test(value) && isId(key)) return this.unknownPart(piece);
    if (status === undefined || !isId(key)) return this.unknownStatus(key, value);
    if (this.changes.has(key)) return this.twice('update-component', key, piece);
    this.changes.set(key, status);
  }

  notified(written: string): void {
    const value = (['no', 'again'] as const).find((word) => word === written.toLowerCase());
    if (value !== undefined && this.notify !== undefined) return this.twice('update-notify', 'notify', written);
    this.notify = value;
    if (value !== undefined) return;
    const what = { message: 'Cannot read "notify"', expected: 'one of no, again', example: '"notify: no"' };
    this.fault('update-notify', what, written);
  }

  private twice(rule: string, name: string, piece: string): void {
    const what = rule === 'update-component' ? `change "${name}"` : `use "${name}"`;
    const message = `Cannot ${what} twice in one update`;
    this.fault(rule, { message, expected: 'each once', example: `"${name}: …" in one place` }, piece);
  }

  private unknownStatus(key: string, value: string): void {
    const isKey = isId(key);
    this.fault(
      'update-component',
      {
        message: isKey ? `Cannot read the status of "${key}"` : 'Cannot read this component',
        expected: isKey
          ? `one of ${(this.kind === 'maintenance' ? COMPONENT_STATUSES : INCIDENT_STATUSES).join(', ')}`
          : 'the id of a component',
        example: `"${isKey ? key : 'api'}: partial_outage"`,
        hint: (isKey ? didYouMean(value, COMPONENT_STATUSES) : undefined) ?? didYouMean(key, ['next', 'notify']),
      },
      isKey ? value : key,
    );
  }

  private unknownPart(piece: string): void {
    this.fault(
      'update-part',
      {
        message: 'Cannot read this part of the heading',
        expected: 'component changes, "next:" or "notify:"',
        example: '"api: partial_outage"',
        hint: partHint(piece),
      },
      piece,
    );
  }
}

/** Reads a heading that {@link isUpdateHeading} took for an update. All faults at once; `heading` only without any. */
export function parseHeading(raw: string, kind: Kind): { heading?: Heading; faults: HeadingFault[] } {
  const reader = new HeadingReader(kind);
  const parts = splitParts(raw);
  const [head = '', ...rest] = parts;
  if (reader.isMixed(parts, kind)) return { faults: reader.faults };
  const phase = reader.phase(head, kind);
  const isText = phase === undefined && rest.length === 0;
  const at = isText ? undefined : reader.time(rest[0], exampleHeading(phase, kind));
  for (const part of rest.slice(1)) reader.option(part);
  if (reader.faults.length > 0 || phase === undefined || at === undefined) return { faults: reader.faults };
  const { components, nextUpdateBy, notify } = reader;
  return { heading: { at, phase, components, nextUpdateBy, notify }, faults: [] };
}

/** The parts of a heading as somebody gave them, each in a field of its own. */
export interface HeadingFields {
  phase: string;
  components: readonly { id: string; status: string }[];
  next?: string | undefined;
  notify?: string | undefined;
}

/** Reads fields as a heading's parts. All faults at once; what is wrong is left out of `heading`. */
export function readHeadingFields(
  { phase, components, next, notify }: HeadingFields,
  kind: Kind,
): { heading: Omit<Heading, 'at'>; faults: HeadingFault[] } {
  const reader = new HeadingReader(kind);
  const read = reader.phase(phase, kind) ?? PHASES_OF_KIND[kind][0] ?? 'investigating';
  for (const { id, status } of components) reader.component(id, status);
  if (next !== undefined) reader.option(`next: ${next}`);
  if (notify !== undefined) reader.notified(notify);
  const { components: changes, nextUpdateBy } = reader;
  return {
    heading: { phase: read, components: changes, nextUpdateBy, notify: reader.notify },
    faults: reader.faults,
  };
}

/** Writes a heading in its canonical form, without the leading `## `. */
export function formatHeading(heading: Heading): string {
  const changes = Object.entries(heading.components).map(([component, status]) => `${component}: ${status}`);
  return [
    phaseTitle(heading.phase),
    formatInstant(heading.at),
    changes.length === 0 ? undefined : changes.join(', '),
    heading.nextUpdateBy === undefined ? undefined : `next: ${formatInstant(heading.nextUpdateBy)}`,
    heading.notify === undefined ? undefined : `notify: ${heading.notify}`,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}
