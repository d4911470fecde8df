/** The grammar of an update's heading: `Phase · time · component changes · next: time · notify: no|again`. */
import type { Update } from '../domain/update.ts';
import { COMPONENT_STATUSES, type ComponentStatus, isId } from '../schema/component.ts';
import { type Kind, type Phase, PHASES, PHASES_OF_KIND, phaseTitle } from '../schema/phase.ts';
import {
  formatInstant,
  type Instant,
  parseInstant,
  TIMESTAMP_EXAMPLE,
  TIMESTAMP_EXPECTED,
} from '../schema/timestamp.ts';
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

const SEPARATOR = /\s*[·|—]\s*|\s+[–-]\s+/;
const CLOCK = /\b\d{1,2}:\d{2}\b/;

function splitParts(raw: string): string[] {
  return raw.split(SEPARATOR).map((part) => part.trim());
}

/** `In-Progress` and `**in progress:**` as `in_progress`. */
function wordOf(part: string): string {
  return part
    .replace(/[*`_]+(?=\W|$)|(?<=^|\W)[*`_]+/g, '')
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
  if (CLOCK.test(raw)) return true;
  const head = splitParts(raw)[0] ?? '';
  const word = wordOf(head);
  const [first = '', second = ''] = word.split('_');
  if ([word, first, `${first}_${second}`].some(isPhase)) return true;
  return nearest(word, PHASES_OF_KIND[kind]) !== undefined;
}

function exampleHeading(phase: Phase | undefined, kind: Kind): string {
  return `"## ${phaseTitle(phase ?? PHASES_OF_KIND[kind][0] ?? 'investigating')} · ${TIMESTAMP_EXAMPLE}"`;
}

class HeadingReader {
  readonly faults: HeadingFault[] = [];
  readonly components: Record<string, ComponentStatus> = {};
  nextUpdateBy: Instant | undefined;
  notify: 'no' | 'again' | undefined;

  fault(rule: string, what: Omit<HeadingFault, 'rule' | 'received'>, received: string): void {
    this.faults.push({ rule, ...what, received: JSON.stringify(received.slice(0, 200)) });
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
        hint: isPhase(word) ? `"${part}" is not a phase of this kind of file.` : this.meant(part, word, phases),
      },
      part,
    );
    return undefined;
  }

  private meant(part: string, word: string, phases: readonly Phase[]): string {
    const near = nearest(word, phases);
    if (near !== undefined) return `Did you mean "${phaseTitle(near)}"?`;
    return `If "${part.slice(0, 60)}" is text, write its heading with three "#".`;
  }

  time(part: string | undefined, example: string): Instant | undefined {
    const at = part === undefined ? undefined : parseInstant(part);
    if (at !== undefined) return at;
    const hint =
      part !== undefined && CLOCK.test(part) ? 'Say which zone it is: end it with Z, UTC or +01:00.' : undefined;
    this.fault(
      'update-time',
      { message: 'Cannot read the time of this update', expected: TIMESTAMP_EXPECTED, example, hint },
      part ?? '',
    );
    return undefined;
  }

  option(part: string): void {
    if (part === '') return;
    if (/^next\s*:/i.test(part)) return this.next(part);
    for (const piece of part.split(',')) this.change(piece.trim());
  }

  private next(part: string): void {
    const text = part.slice(part.indexOf(':') + 1).trim();
    const at = parseInstant(text);
    if (at !== undefined) {
      this.nextUpdateBy = at;
      return;
    }
    const example = `"next: ${TIMESTAMP_EXAMPLE}"`;
    this.fault(
      'update-next',
      { message: 'Cannot read when the next update comes', expected: TIMESTAMP_EXPECTED, example },
      text,
    );
  }

  private change(piece: string): void {
    const match = /^([^\s:]+)\s*:\s*(\S+)$/.exec(piece);
    if (match === null) return this.unknownPart(piece);
    const [key = '', value = ''] = match.slice(1);
    if (key.toLowerCase() === 'notify') return this.notified(value);
    const status = COMPONENT_STATUSES.find((candidate) => candidate === value.toLowerCase().replace(/-/g, '_'));
    if (status === undefined || !isId(key)) return this.unknownStatus(key, value);
    if (key in this.components) return this.twice(key, piece);
    this.components[key] = status;
  }

  private notified(value: string): void {
    if (value === 'no' || value === 'again') {
      this.notify = value;
      return;
    }
    const what = { message: 'Cannot read "notify"', expected: 'one of no, again', example: '"notify: no"' };
    this.fault('update-notify', what, value);
  }

  private twice(component: string, piece: string): void {
    const message = `Cannot change "${component}" twice in one update`;
    this.fault('update-component', { message, expected: 'each component once', example: `"${piece}"` }, piece);
  }

  private unknownStatus(key: string, value: string): void {
    const isKey = isId(key);
    this.fault(
      'update-component',
      {
        message: isKey ? `Cannot read the status of "${key}"` : 'Cannot read this component',
        expected: isKey ? `one of ${COMPONENT_STATUSES.join(', ')}` : 'the id of a component',
        example: `"${isKey ? key : 'api'}: partial_outage"`,
        hint: didYouMean(isKey ? value : key, isKey ? COMPONENT_STATUSES : ['next', 'notify']),
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
        hint: 'Put the words of the update below its heading.',
      },
      piece,
    );
  }
}

/** Reads a heading that {@link isUpdateHeading} took for an update. All faults at once; `heading` only without any. */
export function parseHeading(raw: string, kind: Kind): { heading?: Heading; faults: HeadingFault[] } {
  const reader = new HeadingReader();
  const [head = '', ...rest] = splitParts(raw);
  const phase = reader.phase(head, kind);
  const at = reader.time(rest[0], exampleHeading(phase, kind));
  for (const part of rest.slice(1)) reader.option(part);
  if (reader.faults.length > 0 || phase === undefined || at === undefined) return { faults: reader.faults };
  const { components, nextUpdateBy, notify } = reader;
  return { heading: { at, phase, components, nextUpdateBy, notify }, faults: [] };
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
