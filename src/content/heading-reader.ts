/** Reads the parts of an update's heading, each for itself, and keeps what is wrong with them. */
import { COMPONENT_STATUSES, type ComponentStatus, INCIDENT_STATUSES, isId } from '../schema/component.ts';
import { type Kind, type Phase, PHASES_OF_KIND, phaseTitle } from '../schema/phase.ts';
import { showReceived } from '../schema/problems.ts';
import {
  type Instant,
  parseInstant,
  TIMESTAMP_EXAMPLE,
  TIMESTAMP_EXPECTED,
  timestampHint,
} from '../schema/timestamp.ts';
import { partHint, phaseHint, phaseWordHint } from './heading-hints.ts';
import { CLOCK, isPhase, wordOf } from './heading-words.ts';
import { didYouMean, nearest } from './suggest.ts';

export interface HeadingFault {
  rule: string;
  message: string;
  expected: string;
  example: string;
  received: string;
  hint?: string | undefined;
}

/** A heading as it could stand in a file of this kind. */
export function exampleHeading(phase: Phase | undefined, kind: Kind): string {
  return `"## ${phaseTitle(phase ?? PHASES_OF_KIND[kind][0] ?? 'investigating')} · ${TIMESTAMP_EXAMPLE}"`;
}

/** Reads one heading; what could be read is in its fields, what could not among its faults. */
export class HeadingReader {
  private readonly kind: Kind;
  /** Whether the parts were given in fields of their own, and not in a heading. */
  private readonly isField: boolean;
  readonly faults: HeadingFault[] = [];
  private readonly changes = new Map<string, ComponentStatus>();
  nextUpdateBy: Instant | undefined;
  notify: 'no' | 'again' | undefined;

  constructor(kind: Kind, isField = false) {
    this.kind = kind;
    this.isField = isField;
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
    if (this.isField) return this.unknownPhase(part, phases);
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

  /** Of a field no heading need be thought of. */
  private unknownPhase(part: string, phases: readonly Phase[]): undefined {
    const word = wordOf(part);
    const hint = isPhase(word) ? `"${word}" is not a phase of this kind of entry.` : phaseWordHint(word, phases);
    const what = { message: 'Cannot read the phase', expected: `one of ${phases.join(', ')}`, hint };
    this.fault('update-phase', { ...what, example: phases[1] ?? phases[0] ?? 'investigating' }, part);
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
